"""Things with an inside: dialogs, menus, tabs, empty states, notices."""

from typing import Any

from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.components.drawing import NOTHING, attributes, drawn

SLOTS = "component-slots"


def _waiting(context: Context) -> list[tuple[str, str]]:
    """The parts that are set aside in this template and not taken yet."""
    parts: list[tuple[str, str]] = context.render_context.setdefault(SLOTS, [])  # type: ignore[assignment]
    return parts


def slot(context: Context, content: str, name: str) -> str:
    """Set a named part aside for the component around it: {% slot "footer" %}…{% endslot %}."""
    _waiting(context).append((name, content))
    return ""


def taken(context: Context, name: str) -> str:
    """The last part of that name which no inner component has taken."""
    waiting = _waiting(context)
    for place in reversed(range(len(waiting))):
        if waiting[place][0] == name:
            return waiting.pop(place)[1]
    return ""


def dialog(context: Context, content: str, id: str, title: str, *, form: str = "", kind: str = "", **given: Any) -> str:
    """A question to answer first. Opened by data-open="id", closed by Escape or data-close; slot "footer" for the buttons."""
    parts = {"id": id, "title": title, "form": form, "kind": kind, "given": attributes(given)}
    return render_to_string("components/dialog.html", {**parts, "content": content, "footer": taken(context, "footer")})


def menu(content: str, id: str, label: str, **given: Any) -> SafeString:
    """What can be done with one thing; a button with popovertarget="id" opens it. Holds {% item %}s."""
    return format_html(
        '<div class="menu" id="{}" popover role="menu" aria-label="{}"{}>{}</div>',
        id,
        label,
        attributes(given),
        content,
    )


def item(
    text: str, *, icon: str = "", tone: str = "", key: str = "", href: str = "", danger: bool = False, **given: Any
) -> SafeString:
    """One line of a menu: a button, or a link with href. `key` is the letter that does the same."""
    drawing = drawn(icon, "is-tone" if tone else "") if icon else NOTHING
    hint = format_html('<kbd class="push-end" aria-hidden="true">{}</kbd>', key) if key else NOTHING
    given |= {"data_tone": tone or ("red" if danger else ""), "data_item_key": key.lower()}
    given.setdefault("role", "menuitem")
    classes = "item is-danger" if danger else "item"
    if href:
        return format_html(
            '<a class="{}" href="{}"{}>{}{}{}</a>', classes, href, attributes(given), drawing, text, hint
        )
    given.setdefault("type", "button")
    return format_html('<button class="{}"{}>{}{}{}</button>', classes, attributes(given), drawing, text, hint)


def tabs(content: str, label: str) -> SafeString:
    """A row of {% tab %}s; the panels stand below it as {% tabpanel %}s of the same names."""
    return format_html('<div class="tabs" role="tablist" aria-label="{}">{}</div>', label, content)


def tab(name: str, text: str, chosen: bool = False) -> SafeString:
    return format_html(
        '<button type="button" role="tab" id="tab-{0}" aria-controls="panel-{0}" aria-selected="{1}" tabindex="{2}">{3}</button>',
        name,
        "true" if chosen else "false",
        0 if chosen else -1,
        text,
    )


def tabpanel(content: str, name: str, chosen: bool = False, **given: Any) -> SafeString:
    return format_html(
        '<div role="tabpanel" id="panel-{0}" aria-labelledby="tab-{0}"{1}>{2}</div>',
        name,
        attributes({"hidden": not chosen, **given}),
        content,
    )


def empty_state(content: str, title: str, icon: str = "info") -> SafeString:
    """Nothing here yet: what this is (the inside), and one button that makes the first one."""
    return format_html('<div class="empty">{}<p class="title">{}</p>{}</div>', drawn(icon), title, content)


def notice(content: str, title: str = "", *, tone: str = "blue", icon: str = "info", **given: Any) -> SafeString:
    """Something you should know here; the first words are the message."""
    first = format_html("<b>{}</b> ", title) if title else NOTHING
    return format_html(
        '<div class="notice" data-tone="{}"{}>{}<div>{}{}</div></div>',
        tone,
        attributes(given),
        drawn(icon),
        first,
        content,
    )


def panel(
    context: Context, content: str, title: str, *, id: str = "", note: str = "", bare: bool = False, **given: Any
) -> SafeString:
    """A titled group; slot "end" stands at the end of its head. `bare`: the inside brings its own air."""
    quiet = format_html('<span class="faint small">{}</span>', note) if note else NOTHING
    end = taken(context, "end")
    return format_html(
        '<section class="panel"{}{}><header><h2>{}</h2>{}{}</header>{}</section>',
        format_html(' id="{}"', id) if id else NOTHING,
        attributes(given),
        title,
        quiet,
        format_html('<span class="end">{}</span>', end) if end else NOTHING,
        content if bare else format_html('<div class="content">{}</div>', content),
    )
