"""The search: everybody's openings, read off on the grid of starts."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from scheduling.slots.clock import MINUTE, Clock, since_epoch
from scheduling.slots.openings import Openings
from scheduling.slots.people import BadSpan, Person, Rules

WEEK: Final = timedelta(days=7)


class Slot(NamedTuple):
    """A time that is free: the job itself without buffers, in UTC, and the ids of everyone who could come."""

    starts_at: datetime
    ends_at: datetime
    people: tuple[int, ...]


def find_slots(
    people: Iterable[Person],
    needed: Collection[int],
    minutes: int,
    *,
    window_start: datetime,
    window_end: datetime,
    now: datetime,
    rules: Rules,
    zone: ZoneInfo,
) -> list[Slot]:
    """Every start within the window at which somebody with all needed skills can do a job of so many minutes, in order.

    `zone` is the property's. People keep the order they came in.
    """
    if minutes < 1:
        raise ValueError(f"a job takes 1 minute or more, not {minutes}")
    clock = Clock(zone)
    first, last = _bounds(window_start, window_end, now, rules, clock)
    if first > last:
        return []
    starts = _grid(clock, first, last, rules.step_minutes)
    if not starts:
        return []
    openings = Openings(minutes, rules, starts)
    for person in people:
        if person.skills.issuperset(needed) and person.max_visits != 0:
            openings.add(person)
    return _slots(openings, timedelta(minutes=minutes))


def next_free(
    people: Sequence[Person],
    needed: Collection[int],
    minutes: int,
    *,
    after: datetime,
    limit: int,
    now: datetime,
    rules: Rules,
    zone: ZoneInfo,
    search_days: int = 60,
) -> list[Slot]:
    """The first so many free starts at or after a time, within so many days of it."""
    found: list[Slot] = []
    begins = _utc(after)
    ends = begins + timedelta(days=search_days)
    while begins < ends and len(found) < limit:
        until = min(begins + WEEK, ends)
        found += find_slots(
            people, needed, minutes, window_start=begins, window_end=until, now=now, rules=rules, zone=zone
        )
        begins = until
    return found[:limit]


def slot_at(
    people: Iterable[Person],
    needed: Collection[int],
    minutes: int,
    *,
    starts_at: datetime,
    now: datetime,
    rules: Rules,
    zone: ZoneInfo,
) -> Slot | None:
    """The slot that starts exactly then, or None where that start is not offered, or no longer."""
    begins = _utc(starts_at)
    until = begins + timedelta(microseconds=1)
    found = find_slots(people, needed, minutes, window_start=begins, window_end=until, now=now, rules=rules, zone=zone)
    return found[0] if found else None


def days(slots: Iterable[Slot], zone: ZoneInfo) -> dict[date, list[Slot]]:
    """The slots by their local date, in order; dates without a slot are left out."""
    grouped: dict[date, list[Slot]] = {}
    for slot in slots:
        grouped.setdefault(slot.starts_at.astimezone(zone).date(), []).append(slot)
    return grouped


def _bounds(window_start: datetime, window_end: datetime, now: datetime, rules: Rules, clock: Clock) -> tuple[int, int]:
    """The first and the last second at which a job may start."""
    if _utc(window_end) <= _utc(window_start):
        raise BadSpan(f"{window_start} to {window_end} is an empty or reversed window")
    first = max(since_epoch(window_start, up=True), since_epoch(now, up=True) + rules.lead_minutes * MINUTE)
    last = since_epoch(window_end, up=True) - 1
    if rules.horizon_days is not None:
        last = min(last, clock.at(clock.day_of(since_epoch(now)) + rules.horizon_days + 1, 0) - 1)
    return first, last


def _grid(clock: Clock, first: int, last: int, step: int) -> list[int]:
    moments: list[int] = []
    for day in range(clock.day_of(first), clock.day_of(last) + 1):
        moments += clock.starts(day, step)
    moments.sort()
    return moments[bisect_left(moments, first) : bisect_right(moments, last)]


def _slots(openings: Openings, length: timedelta) -> list[Slot]:
    """The starts at which anybody could come, in order."""
    new = tuple.__new__  # what Slot(…) does, without the call between
    return [
        new(Slot, (starts_at := _moment(start), starts_at + length, tuple(able)))
        for start, able in sorted(openings.able.items())
        if able
    ]


@lru_cache(maxsize=4096)
def _moment(start: int) -> datetime:
    """The moment so many seconds after 1970; the starts of a month are asked for again and again."""
    return datetime.fromtimestamp(start, UTC)


def _utc(moment: datetime) -> datetime:
    """The same moment in UTC, where adding to it cannot lose which of two equal clock times was meant."""
    if moment.tzinfo is None:
        raise BadSpan(f"{moment} does not say its zone")
    return moment.astimezone(UTC)
