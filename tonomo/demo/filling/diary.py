"""Who goes where when: visits of one day after the other, never two at once, at most five a person."""

import random
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOST_VISITS = 5
STEP = 30


@dataclass(frozen=True, slots=True)
class Worker:
    """A photographer as the diary knows them: whom, what they can do, their hours by weekday in minutes."""

    id: int
    skills: frozenset[str]
    hours: dict[int, tuple[int, int]]
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Visit:
    """A time that was found."""

    worker: int
    starts_at: datetime
    ends_at: datetime


@dataclass(slots=True)
class Diary:
    """Finds times and remembers them. `pause` is what lies between two jobs of one person.

    With `leisure` (choices of minutes) they do not begin as early as they could.
    """

    workers: Sequence[Worker]
    zone: ZoneInfo
    pause: int = 30
    leisure: tuple[int, ...] = (0, 0, 0, 30, 60)
    _ends: dict[tuple[int, date], int] = field(default_factory=dict)
    _visits: dict[tuple[int, date], int] = field(default_factory=lambda: defaultdict(int))

    def book(self, day: date, minutes: int, skills: Collection[str], chance: random.Random) -> Visit | None:
        """Take the next time of somebody able who is among the least busy that day; None if nobody is left."""
        able = [worker for worker in self.workers if worker.skills.issuperset(skills) and day not in worker.away]
        chance.shuffle(able)
        able.sort(key=lambda worker: self._visits[worker.id, day])
        for worker in able:
            start = self._next_start(worker, day, minutes, chance)
            if start is not None:
                self._ends[worker.id, day] = start + minutes
                self._visits[worker.id, day] += 1
                starts_at = at(day, start, self.zone)
                return Visit(worker.id, starts_at, starts_at + timedelta(minutes=minutes))
        return None

    def _next_start(self, worker: Worker, day: date, minutes: int, chance: random.Random) -> int | None:
        hours = worker.hours.get(day.weekday())
        if hours is None or self._visits[worker.id, day] >= MOST_VISITS:
            return None
        opens, closes = hours
        last_end = self._ends.get((worker.id, day))
        earliest = opens if last_end is None else last_end + self.pause
        start = -(-(earliest + chance.choice(self.leisure)) // STEP) * STEP
        if start + minutes > closes:
            start = -(-earliest // STEP) * STEP
        return start if start + minutes <= closes else None


def at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """That time of day there, in UTC."""
    return datetime.combine(day, time(minutes // 60, minutes % 60), zone).astimezone(UTC)
