"""The pages behind /settings/. Each app adds its own; the hub shows them in groups and finds them by word."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

COMPANY = _("Company")
WORK = _("How you work")
CUSTOMERS = _("What customers see")
MONEY = _("Money")
GROUPS = (COMPANY, WORK, CUSTOMERS, MONEY)


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """A page of settings: what it is called, what one decides there, and other words people look for."""

    key: str
    group: Any
    title: Any
    text: Any
    url: str
    icon: str
    words: Any = ""
    at: int = 50


_pages: dict[str, SettingsPage] = {}


def settings_page(
    key: str, *, group: Any, title: Any, text: Any, url: str, icon: str, words: Any = "", at: int = 50
) -> None:
    """Put a page on the hub; `group` is one of this module's GROUPS."""
    _pages[key] = SettingsPage(key, group, title, text, url, icon, words, at)


def grouped() -> list[tuple[Any, list[SettingsPage]]]:
    """The groups that have pages, with their pages in order."""
    pages = sorted(_pages.values(), key=lambda page: page.at)
    found = [(group, [page for page in pages if page.group == group]) for group in GROUPS]
    return [(group, inside) for group, inside in found if inside]
