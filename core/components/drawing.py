"""Icons, buttons and the attributes they carry."""

from functools import cache, lru_cache
from typing import Any

from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

NOTHING = format_html("{}", "")


@cache
def sprite() -> str:
    """Where the drawings are, the same for the life of the process."""
    return static("img/icons.svg")


@lru_cache(maxsize=1024)
def drawn(name: str, classes: str = "", tone: str = "", label: str = "") -> SafeString:
    named = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    carried = flatatt({"data-tone": tone} | named if tone else named)
    return format_html(
        '<svg class="icon{}"{}><use href="{}#{}"/></svg>', f" {classes}" if classes else "", carried, sprite(), name
    )


def icon(name: str, classes: str = "", tone: str = "", label: str = "") -> SafeString:
    """A drawing of the sprite; without a label it is hidden from screen readers."""
    return drawn(name, classes, tone, str(label))


def attributes(given: dict[str, Any]) -> SafeString:
    """HTML attributes from keyword arguments: hx_get becomes hx-get; None, False and "" are left out."""
    return flatatt(
        {key.strip("_").replace("_", "-"): value for key, value in given.items() if value not in (None, False, "")}
    )


def hidden(text: Any) -> SafeString:
    """Words for screen readers only."""
    return format_html('<span class="visually-hidden">{}</span>', text)


def button(
    text: str, *, kind: str = "", size: str = "", icon: str = "", href: str = "", only_icon: bool = False, **given: Any
) -> SafeString:
    """A button, or a link that looks like one when it has an href. `kind`: primary, quiet, danger."""
    classes = ["button", *(f"is-{word}" for word in (kind, size) if word), *given.pop("class", "").split()]
    if only_icon:
        classes.append("is-icon")
        given.setdefault("title", text)
    if kind == "danger":
        given.setdefault("data_tone", "red")
    inside = format_html("{}{}", drawn(icon) if icon else NOTHING, hidden(text) if only_icon else text)
    if href:
        return format_html('<a class="{}" href="{}"{}>{}</a>', " ".join(classes), href, attributes(given), inside)
    given.setdefault("type", "button")
    return format_html('<button class="{}"{}>{}</button>', " ".join(classes), attributes(given), inside)
