"""The places of the staff's rail, in order, each shown to those who may go there."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the product: its name, its address, and the capability without which it is not shown."""

    name: Any
    path: str
    icon: str
    needs: str = ""
    in_bar: bool = False
    badge: str = ""

    def holds(self, path: str) -> bool:
        """Whether the page at `path` lies in this place."""
        return path == "/" if self.path == "/" else path.startswith(self.path)


@dataclass(frozen=True, slots=True)
class Group:
    name: Any
    places: tuple[Place, ...]


GROUPS = (
    Group(
        "",
        (
            Place(_("Home"), "/", "home", in_bar=True),
            Place(_("Inbox"), "/inbox/", "inbox", in_bar=True, badge="notifications:badge"),
        ),
    ),
    Group(
        _("Order Management"),
        (
            Place(_("Orders"), "/orders/", "orders", in_bar=True),
            Place(_("Schedule"), "/schedule/", "calendar", in_bar=True),
            Place(_("Customers"), "/customers/", "people", "see_customers"),
            Place(_("Invoices"), "/invoices/", "invoice", "see_invoices"),
        ),
    ),
    Group(
        _("Company"),
        (
            Place(_("Services"), "/services/", "services", "edit_catalogue"),
            Place(_("Packages"), "/packages/", "package", "edit_catalogue"),
            Place(_("Team"), "/team/", "team", "see_team"),
            Place(_("Settings"), "/settings/", "gear", "edit_settings"),
        ),
    ),
)


def groups_for(can: Collection[str]) -> list[Group]:
    """The groups with the places that these capabilities open; empty groups are left out."""
    shown = (Group(g.name, tuple(p for p in g.places if not p.needs or p.needs in can)) for g in GROUPS)
    return [group for group in shown if group.places]
