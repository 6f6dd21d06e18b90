"""Clock times of one zone as seconds since 1970, right on the days the clocks change."""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from scheduling.slots.people import BadSpan

MINUTE: Final = 60
DAY: Final = 24 * 60 * MINUTE
EPOCH_DAY: Final = datetime(1970, 1, 1, tzinfo=UTC).toordinal()


def seconds(moment: datetime) -> float:
    """Seconds since 1970, exact to the microsecond."""
    if moment.tzinfo is None:
        raise BadSpan(f"{moment} does not say its zone")
    return moment.timestamp()


class Clock:
    """The clock on the wall in one zone; days are ordinals as in `date.toordinal`, and remembered once asked for."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._days: dict[int, tuple[int, bool]] = {}

    def day_of(self, moment: float) -> int:
        """The local day at that moment."""
        return datetime.fromtimestamp(moment, self.zone).toordinal()

    def at(self, day: int, minute: int) -> int:
        """When the clock first shows or passes so many minutes after midnight of the day; 1440 is the next midnight."""
        begins, plain = self._day(day)
        return begins + minute * MINUTE if plain else self._exact(day, minute)

    def starts(self, day: int, step: int) -> list[int]:
        """The moments of the day at which the clock shows a multiple of the step, in minutes."""
        begins, plain = self._day(day)
        if plain:
            return list(range(begins, begins + DAY, step * MINUTE))
        ends = self._exact(day + 1, 0)
        return [moment for moment in range(begins, ends, MINUTE) if self._shows(moment) % step == 0]

    def _day(self, day: int) -> tuple[int, bool]:
        """When the day begins, and whether its clock runs through without a change."""
        known = self._days.get(day)
        if known is None:
            begins = self._exact(day, 0)
            known = self._days[day] = (begins, self._exact(day + 1, 0) - begins == DAY)
        return known

    def _exact(self, day: int, minute: int) -> int:
        local = datetime.fromordinal(day) + timedelta(minutes=minute)
        reading = (day - EPOCH_DAY) * DAY + minute * MINUTE
        before = _offset(local.replace(tzinfo=self.zone))
        after = _offset(local.replace(tzinfo=self.zone, fold=1))
        if before >= after:
            return reading - before
        earlier, later = reading - after, reading - before
        while later - earlier > 1:
            middle = (earlier + later) // 2
            if _offset(datetime.fromtimestamp(middle, self.zone)) == before:
                earlier = middle
            else:
                later = middle
        return later

    def _shows(self, moment: int) -> int:
        local = datetime.fromtimestamp(moment, self.zone)
        return local.hour * 60 + local.minute


def _offset(local: datetime) -> int:
    offset = local.utcoffset()
    assert offset is not None
    return offset // timedelta(seconds=1)
