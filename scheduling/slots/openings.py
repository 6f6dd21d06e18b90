"""When one person could start a job: at work, and nothing taken in the way. Whole numbers are seconds since 1970."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduling.slots.clock import MINUTE, Clock, since_epoch, span
from scheduling.slots.people import BadSpan, Hours, Person, Rules, Span

type Range = tuple[int, int]


class Openings:
    """The openings for one job of so many minutes that starts from first to last; equal hours are worked out once."""

    def __init__(self, minutes: int, rules: Rules, first: int, last: int) -> None:
        self.length = minutes * MINUTE
        self.ahead = (minutes + rules.after_minutes) * MINUTE
        self.behind = rules.before_minutes * MINUTE
        self.first = first
        self.last = last
        self._clocks: dict[str, Clock] = {}
        self._known: dict[tuple[str, tuple[Hours, ...], tuple[int, ...]], list[Range]] = {}

    def of(self, person: Person) -> Iterator[Range]:
        """The closed ranges of starts, in order, that leave the job within the hours and clear of all that is taken."""
        working, clear = self._working(person), self._clear(person)
        mine = other = 0
        while mine < len(working) and other < len(clear):
            begins, ends = working[mine]
            earliest, latest = clear[other]
            if latest < ends:
                other += 1
            else:
                mine += 1
                latest = ends
            if earliest < begins:
                earliest = begins
            if earliest <= latest:
                yield earliest, latest

    def _working(self, person: Person) -> list[Range]:
        """The closed ranges of starts that leave the job within the hours, on days that are not full."""
        clock = self._clock(person.zone)
        full = _full_days(person, clock)
        key = (person.zone.key, tuple(person.hours), full)
        if key not in self._known:
            against = [
                *_closed(person.hours, self.length, clock, self.first, self.last),
                *((clock.at(day, 0) - 1, clock.at(day + 1, 0)) for day in full),
            ]
            self._known[key] = _between(sorted(against), self.first, self.last)
        return self._known[key]

    def _clear(self, person: Person) -> list[Range]:
        """The closed ranges of starts that keep job and buffers off the taken ranges."""
        ahead, behind = self.ahead, self.behind
        clear = []
        earliest = self.first
        for begins, ends in sorted([*_numbers(person.busy), *_numbers(person.away)]):
            if ends <= begins:
                raise BadSpan(f"{begins} to {ends} is an empty or reversed range")
            latest = begins - ahead
            if latest >= earliest:
                clear.append((earliest, latest))
            if ends + behind > earliest:
                earliest = ends + behind
        clear.append((earliest, self.last))
        return clear

    def _clock(self, zone: ZoneInfo) -> Clock:
        if zone.key not in self._clocks:
            self._clocks[zone.key] = Clock(zone)
        return self._clocks[zone.key]


def _closed(hours: Sequence[Hours], length: int, clock: Clock, first: int, last: int) -> list[Range]:
    """The open ranges of starts that would let the job run out of the hours, which are joined where they touch."""
    week: list[list[Range]] = [[] for _ in range(7)]
    for rule in hours:
        week[rule.weekday].append((rule.start, rule.end))
    for weekday in week:
        weekday.sort()
    first_day, last_day = clock.day_of(first), clock.day_of(last + length)
    closes = clock.at(first_day, 0)
    closed = []
    for day in range(first_day, last_day + 1):
        for begins, ends in clock.ranges(day, week[(day - 1) % 7]):
            if begins > closes:
                closed.append((closes - length, begins))
            if ends > closes:
                closes = ends
    closed.append((closes - length, clock.at(last_day + 2, 0)))
    return closed


def _between(against: Iterable[Range], first: int, last: int) -> list[Range]:
    """The closed ranges from first to last that sorted open ranges leave."""
    left = []
    for begins, ends in against:
        if begins >= first:
            left.append((first, min(begins, last)))
        if ends > first:
            first = ends
        if first > last:
            break
    return left


def _full_days(person: Person, clock: Clock) -> tuple[int, ...]:
    """The days on which the person has all the visits they take."""
    if person.max_visits is None:
        return ()
    visits = Counter(clock.day_of(since_epoch(visit)) for visit in person.visits)
    return tuple(sorted(day for day, count in visits.items() if count >= person.max_visits))


def _numbers(spans: Iterable[Span]) -> Iterator[Range]:
    for begins, ends in spans:
        if isinstance(begins, int) and isinstance(ends, int):
            yield begins, ends
        elif isinstance(begins, datetime) and isinstance(ends, datetime):
            yield span(begins, ends)
        else:
            raise BadSpan(f"{begins} to {ends} is neither two times nor two numbers")
