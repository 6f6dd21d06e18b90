"""Where a moment lies on the drawn day: steps of five minutes that really pass, whatever the clock says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as date_format
from django.utils.translation import pgettext

from scheduling.slots.clock import Clock

STEP = 5
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Place:
    """From one line of the axis to another, as hours and minutes since its first."""

    hour: int
    minute: int
    end_hour: int
    end_minute: int

    @property
    def minutes(self) -> int:
        return (self.end_hour - self.hour) * 60 + self.end_minute - self.minute


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours of a day that are drawn. On the day the clocks change one is missing, or one comes twice."""

    day: date
    starts: datetime
    ends: datetime
    zone: ZoneInfo

    @property
    def hours(self) -> int:
        return -(-(self.ends - self.starts) // HOUR)

    @property
    def labels(self) -> Iterator[tuple[int, str]]:
        """Each full hour with what the clock shows then."""
        # Translators: date format of Django (docs: templates/builtins, "date") for a full hour.
        shape = pgettext("full hour", "g A")
        for hour in range(self.hours):
            yield hour, date_format((self.starts + hour * HOUR).astimezone(self.zone), shape)

    def place(self, starts: datetime, ends: datetime) -> Place | None:
        """Where a range lies, cut at the edges and grown to whole steps; None where nothing of it is drawn."""
        first, last = max(starts, self.starts), min(ends, self.ends)
        if first >= last:
            return None
        begins = _minutes(first - self.starts) // STEP * STEP
        until = -(-_minutes(last - self.starts) // STEP) * STEP
        return Place(begins // 60, begins % 60, until // 60, until % 60)

    def now(self, moment: datetime) -> Place | None:
        """The line of now, on a day that has it."""
        return self.place(moment, moment + timedelta(minutes=1))


def worked(day: date, hours: list[tuple[int, int]], zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """Weekly hours of one day (minutes after midnight, in order) as moments."""
    clock, number = Clock(zone), day.toordinal()
    return [(_moment(clock.at(number, start)), _moment(clock.at(number, end))) for start, end in hours]


def axis_of(day: date, zone: ZoneInfo, spans: list[tuple[datetime, datetime]], *, first: int, last: int) -> Axis:
    """The hours from `first` to `last` o'clock, and as many more of the day as these spans need."""
    clock, number = Clock(zone), day.toordinal()
    midnight, next_midnight = _moment(clock.at(number, 0)), _moment(clock.at(number, 1440))
    begins = min([_moment(clock.at(number, first * 60)), *(starts for starts, _ in spans)])
    ends = max([_moment(clock.at(number, last * 60)), *(until for _, until in spans)])
    begins = midnight + (max(begins, midnight) - midnight) // HOUR * HOUR
    ends = midnight - (midnight - min(ends, next_midnight)) // HOUR * HOUR
    return Axis(day, begins, ends, zone)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
