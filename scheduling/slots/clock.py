"""Clock times of one zone as seconds since 1970, right on the days the clocks change."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from scheduling.slots.people import BadSpan

MINUTE: Final = 60
DAY: Final = 24 * 60 * MINUTE
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY: Final = EPOCH.toordinal()


def span(begins: datetime, ends: datetime) -> tuple[int, int]:
    """The range between two aware times in whole seconds, a broken second counted in; one that is empty is refused."""
    seconds = since_epoch(begins), since_epoch(ends, up=True)
    if ends - EPOCH <= begins - EPOCH:
        raise BadSpan(f"{begins} to {ends} is an empty or reversed range")
    return seconds


def since_epoch(moment: datetime, *, up: bool = False) -> int:
    """Whole seconds since 1970, down to the second or up to it."""
    if moment.tzinfo is None:
        raise BadSpan(f"{moment} does not say its zone")
    since = moment - EPOCH
    return since.days * DAY + since.seconds + (up and since.microseconds > 0)


class Clock:
    """The clock on the wall in one zone; days are ordinals as in `date.toordinal`."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone

    def day_of(self, moment: int) -> int:
        """The local day at that moment."""
        return datetime.fromtimestamp(moment, self.zone).toordinal()

    def at(self, day: int, minute: int) -> int:
        """When the clock first shows or passes so many minutes after midnight of the day; 1440 is the next midnight."""
        begins, plain = self.day(day)
        return begins + minute * MINUTE if plain else self.exact(day, minute)

    def ranges(self, day: int, minutes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The half-open ranges from one clock time of the day to another, each in minutes after midnight."""
        begins, plain = self.day(day)
        if plain:
            return [(begins + start * MINUTE, begins + end * MINUTE) for start, end in minutes]
        return [(self.exact(day, start), self.exact(day, end)) for start, end in minutes]

    def starts(self, day: int, step: int) -> Sequence[int]:
        """The moments of the day at which the clock shows a multiple of the step, in minutes."""
        begins, plain = self.day(day)
        if plain:
            return range(begins, begins + DAY, step * MINUTE)
        ends = self.exact(day + 1, 0)
        jump = self._jump(begins, ends)
        readings = range((day - EPOCH_DAY) * DAY, (day - EPOCH_DAY + 1) * DAY, step * MINUTE)
        before, after = self._offset(begins), self._offset(ends)
        moments = [reading - before for reading in readings if begins <= reading - before < jump]
        return moments + [reading - after for reading in readings if jump <= reading - after < ends]

    def day(self, day: int) -> tuple[int, bool]:
        """When the day begins, and whether its clock runs through without a change."""
        return _day(self.zone, day)

    def exact(self, day: int, minute: int) -> int:
        """As `at`, on whatever day."""
        reading = (day - EPOCH_DAY) * DAY + minute * MINUTE
        local = (datetime.fromordinal(day) + timedelta(minutes=minute)).replace(tzinfo=self.zone)
        before, after = _seconds(local.utcoffset()), _seconds(local.replace(fold=1).utcoffset())
        # The offsets differ where the clock shows this time twice (before is larger) or never (after is larger).
        return reading - before if before >= after else self._jump(reading - after, reading - before)

    def _jump(self, earlier: int, later: int) -> int:
        """The moment from which the clock runs otherwise than at the earlier one; the later one if there is none."""
        before = self._offset(earlier)
        while later - earlier > 1:
            middle = (earlier + later) // 2
            if self._offset(middle) == before:
                earlier = middle
            else:
                later = middle
        return later

    def _offset(self, moment: int) -> int:
        return _seconds(datetime.fromtimestamp(moment, self.zone).utcoffset())


@lru_cache(maxsize=4096)
def _day(zone: ZoneInfo, day: int) -> tuple[int, bool]:
    """As `Clock.day`; kept, as the rules of a zone do not change while we run."""
    clock = Clock(zone)
    begins = clock.exact(day, 0)
    return begins, clock.exact(day + 1, 0) - begins == DAY


def _seconds(offset: timedelta | None) -> int:
    assert offset is not None
    return offset.days * DAY + offset.seconds
