"""The search: hours less what is taken, read off on the grid of starts."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Final
from zoneinfo import ZoneInfo

from scheduling.slots.clock import MINUTE, Clock, seconds
from scheduling.slots.people import BadSpan, Hours, Person, Rules, Span

WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Slot:
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
    clocks = {zone.key: Clock(zone)}
    first, last = _bounds(window_start, window_end, now, rules, clocks[zone.key])
    if first > last:
        return []
    grid = _grid(clocks[zone.key], first, last, rules.step_minutes)
    free: list[list[int]] = [[] for _ in grid]
    for person in people:
        if not person.skills.issuperset(needed) or person.max_visits == 0:
            continue
        clock = clocks.setdefault(person.zone.key, Clock(person.zone))
        worked = _worked(person.hours, clock, clock.day_of(first), clock.day_of(last + minutes * MINUTE))
        blocks = sorted([*_taken(person, minutes, rules, first, last), *_full_days(person, clock)])
        for earliest, latest in _open(worked, blocks, minutes * MINUTE, first, last):
            for able in free[bisect_left(grid, earliest) : bisect_right(grid, latest)]:
                able.append(person.id)
    length = timedelta(minutes=minutes)
    return [_slot(moment, length, able) for moment, able in zip(grid, free, strict=True) if able]


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
    begins, ends = after, after + timedelta(days=search_days)
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
    until = starts_at + timedelta(microseconds=1)
    found = find_slots(
        people, needed, minutes, window_start=starts_at, window_end=until, now=now, rules=rules, zone=zone
    )
    return found[0] if found else None


def days(slots: Iterable[Slot], zone: ZoneInfo) -> dict[date, list[Slot]]:
    """The slots by their local date, in order; dates without a slot are left out."""
    grouped: dict[date, list[Slot]] = {}
    for slot in slots:
        grouped.setdefault(slot.starts_at.astimezone(zone).date(), []).append(slot)
    return grouped


def _slot(moment: int, length: timedelta, people: list[int]) -> Slot:
    starts_at = datetime.fromtimestamp(moment, UTC)
    return Slot(starts_at, starts_at + length, tuple(people))


def _bounds(window_start: datetime, window_end: datetime, now: datetime, rules: Rules, clock: Clock) -> tuple[int, int]:
    """The first and the last second at which a job may start."""
    begins, ends = _ordered((window_start, window_end))
    today = seconds(now)
    first = max(ceil(begins), ceil(today) + rules.lead_minutes * MINUTE)
    last = ceil(ends) - 1
    if rules.horizon_days is not None:
        last = min(last, clock.at(clock.day_of(today) + rules.horizon_days + 1, 0) - 1)
    return first, last


def _grid(clock: Clock, first: int, last: int, step: int) -> list[int]:
    moments = [
        moment for day in range(clock.day_of(first), clock.day_of(last) + 1) for moment in clock.starts(day, step)
    ]
    return moments[bisect_left(moments, first) : bisect_right(moments, last)]


def _worked(hours: Sequence[Hours], clock: Clock, first_day: int, last_day: int) -> Iterator[tuple[int, int]]:
    """The ranges somebody works in those days, in order, joined where they touch."""
    week: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for rule in hours:
        week[rule.weekday].append((rule.start, rule.end))
    for weekday in week:
        weekday.sort()
    opens = closes = 0
    for day in range(first_day, last_day + 1):
        for start, end in week[(day - 1) % 7]:
            begins, ends = clock.at(day, start), clock.at(day, end)
            if begins <= closes:
                closes = max(closes, ends)
                continue
            if opens < closes:
                yield opens, closes
            opens, closes = begins, ends
    if opens < closes:
        yield opens, closes


def _taken(person: Person, minutes: int, rules: Rules, first: int, last: int) -> Iterator[tuple[float, float]]:
    """For each taken range the open interval in which no job may start."""
    ahead = (minutes + rules.after_minutes) * MINUTE
    behind = rules.before_minutes * MINUTE
    for spans in (person.busy, person.away):
        for span in spans:
            begins, ends = _ordered(span)
            if ends + behind > first and begins - ahead < last:
                yield begins - ahead, ends + behind


def _full_days(person: Person, clock: Clock) -> Iterator[tuple[float, float]]:
    if person.max_visits is None:
        return
    for day, visits in Counter(clock.day_of(seconds(visit)) for visit in person.visits).items():
        if visits >= person.max_visits:
            yield clock.at(day, 0) - 1, clock.at(day + 1, 0)


def _open(
    worked: Iterable[tuple[int, int]], blocks: Sequence[tuple[float, float]], length: int, first: int, last: int
) -> Iterator[tuple[float, float]]:
    """The closed ranges of starts for which the job lies within the hours and no block forbids it."""
    past = 0
    for opens, closes in worked:
        earliest: float = max(opens, first)
        latest = min(closes - length, last)
        while past < len(blocks) and blocks[past][1] <= earliest:
            past += 1
        for place in range(past, len(blocks)):
            begins, ends = blocks[place]
            if begins >= latest or earliest > latest:
                break
            if begins >= earliest:
                yield earliest, begins
            earliest = max(earliest, ends)
        if earliest <= latest:
            yield earliest, latest


def _ordered(span: Span) -> tuple[float, float]:
    begins, ends = seconds(span[0]), seconds(span[1])
    if ends <= begins:
        raise BadSpan(f"{span[0]} to {span[1]} is an empty or reversed range")
    return begins, ends
