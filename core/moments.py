"""Times as people say them: Today, 9:30 – 11:45 AM."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.languages import has_our_words


def shaped(ours: str, theirs: str) -> str:
    """Our shape of a date where the language in force has words of ours; else that of Django, named `theirs`."""
    return ours if has_our_words() else str(get_format(theirs))


def day_in_words(day: date) -> str:
    """November 24, 2026, as letters say it."""
    # Translators: date format of Django (docs: templates/builtins, "date").
    return date_format(day, shaped(pgettext("date in a letter", "F j, Y"), "DATE_FORMAT"))


def day_name(day: date, today: date) -> str:
    """Today, Tomorrow, Yesterday, or Wed, Nov 25; the year only when it is another one."""
    near = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}.get((day - today).days)
    if near:
        return near
    # Translators: date formats of Django (docs: templates/builtins, "date").
    shape = pgettext("date without year", "D, M j") if day.year == today.year else pgettext("date with year", "M j, Y")
    return date_format(day, shape)


def clock(at: datetime, until: datetime | None = None) -> str:
    """9:30 AM, or 9:30 – 11:45 AM."""
    shape = shaped(pgettext("time of day", "g:i A"), "TIME_FORMAT")
    first = date_format(at, shape)
    if until is None:
        return first
    last = date_format(until, shape)
    half = date_format(at, "A")
    if half == date_format(until, "A") and first.endswith(half):
        first = first.removesuffix(half).strip()
    return f"{first} – {last}"


def said(
    at: datetime, until: datetime | None = None, *, zone: str | ZoneInfo | None = None, show: str = "moment"
) -> str:
    """The moment in `zone` (the current one if none is given); `show` is moment, date or time."""
    where = ZoneInfo(zone) if isinstance(zone, str) and zone else zone or timezone.get_current_timezone()
    start = at.astimezone(where)
    end = until.astimezone(where) if until else None
    if show == "time":
        return clock(start, end)
    day = day_name(start.date(), timezone.now().astimezone(where).date())
    return day if show == "date" else f"{day}, {clock(start, end)}"
