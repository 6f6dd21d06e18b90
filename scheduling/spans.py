"""Clock times of a place: from what people type to moments, and from moments to what the ledger keeps."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as date_format
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.languages import has_our_words
from core.moments import clock


class NoSuchTime(ValueError):
    """A clock time that is left out on the day the clocks go forward."""


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When the clock in `zone` shows that time; of two such moments the first."""
    naive = datetime.combine(day, at)
    moment = naive.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != naive:
        raise NoSuchTime(_("The clocks go forward that night: this time does not exist."))
    return moment


def day_span(day: date, zone: ZoneInfo, days: int = 1) -> tuple[datetime, datetime]:
    """The local day, or so many of them, from midnight to midnight, in UTC; 23 or 25 hours long when the clocks change."""
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + timedelta(days=days), time(), zone)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def stretch(starts: datetime, ends: datetime, zone: ZoneInfo) -> str:
    """Sat, Nov 28 – Wed, Dec 2 where whole days are meant, else with the clock: a longer time in words."""
    first, last = starts.astimezone(zone), ends.astimezone(zone)
    if first.time() == time() and last.time() == time():
        last -= timedelta(days=1)
        shape = pgettext("date of a stretch", "D, M j")
    else:
        shape = pgettext("moment of a stretch", "D, M j, g:i A")
    days = [date_format(moment, shape) for moment in (first, last)]
    return days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}"


def spoken(starts: datetime, ends: datetime, zone: ZoneInfo) -> str:
    """Tue, Nov 24, 2026, 9:30 – 11:45 AM: a range of time as it stays true in the ledger."""
    first, last = starts.astimezone(zone), ends.astimezone(zone)
    # Translators: date format of Django (docs: templates/builtins, "date").
    ours = pgettext("date in the ledger", "D, M j, Y")
    day = date_format(first, ours if has_our_words() else f"D, {get_format('DATE_FORMAT')}")
    return f"{day}, {clock(first, last)}"
