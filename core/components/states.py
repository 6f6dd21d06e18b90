"""States, figures and times."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import moments
from core.components.drawing import NOTHING, drawn, hidden
from core.money import format_money

STATUS_DRAWINGS = {"cart": "draft"}


def status_icon(state: Any) -> str:
    """The drawing for an order's status, by its kind: {% icon status|status_icon %}."""
    return "status-" + STATUS_DRAWINGS.get(state.kind, str(state.kind))


def stage_icon(state: Any) -> str:
    """The drawing for a stage, by its phase: {% icon stage|stage_icon %}."""
    return "stage-" + str(state.phase).removesuffix("_production")


def status(state: Any, pill: bool = False, menu: str = "", label: str = "") -> SafeString:
    """What state an order is in; with the id of a `menu` it is the button that opens it."""
    return _shown("status", status_icon(state), state, pill=pill, menu=menu, label=label)


def stage(state: Any, pill: bool = False, menu: str = "", label: str = "") -> SafeString:
    """Where a service stands."""
    return _shown("stage", stage_icon(state), state, pill=pill, menu=menu, label=label)


def _shown(kind: str, drawing: str, state: Any, *, pill: bool, menu: str, label: str) -> SafeString:
    inside = format_html("{}{}", drawn(drawing), state.name)
    if not menu:
        return format_html(
            '<span class="{}{}" data-tone="{}">{}</span>', kind, " is-pill" if pill else "", state.tone, inside
        )
    return format_html(
        '<button class="{}" type="button" data-tone="{}" popovertarget="{}" aria-haspopup="menu">{}{}{}</button>',
        kind,
        state.tone,
        menu,
        inside,
        hidden(f", {label or _('change')}"),
        drawn("down", "caret"),
    )


def escalated(text: str = "") -> SafeString:
    """Never colour alone: a flag and the word."""
    return format_html('<span class="escalated" data-tone="red">{}{}</span>', drawn("flag"), text or _("Escalated"))


def badge(number: int, label: str = "") -> SafeString:
    """A count that wants you; nothing when there is nothing."""
    if not number:
        return NOTHING
    return format_html(
        '<span class="badge">{}{}</span>',
        hidden(f", {label}: ") if label else NOTHING,
        number if number < 100 else "99+",
    )


def money(amount: Any, currency: str = "") -> str:
    """$1,283.89, with a true minus. Takes an amount and its currency, or one thing that has both."""
    return format_money(
        Decimal(getattr(amount, "amount", amount)), str(currency or amount.currency), get_language() or "en"
    )


def when(at: datetime, end: datetime | None = None, zone: str | ZoneInfo = "", show: str = "") -> SafeString:
    """How long ago, kept up to date; with `zone`, `end` or `show` (moment, date, time) the wall clock there."""
    if zone or show or end:
        words = moments.said(at, end, zone=zone, show=show or "moment")
        return format_html('<time datetime="{}">{}</time>', at.isoformat(), words)
    return format_html('<relative-time datetime="{}">{}</relative-time>', at.isoformat(), moments.said(at))
