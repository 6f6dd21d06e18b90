"""When one person could start a job: at work, and nothing taken in the way. Whole numbers are seconds since 1970."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from scheduling.slots.clock import MINUTE, Clock, since_epoch
from scheduling.slots.people import BadSpan, Hours, Person, Rules, Span

type Hiring = tuple[str, tuple[Hours, ...], tuple[int, ...]]


class Openings:
    """Who could start one job of so many minutes when, out of some starts in order; equal hours are worked out once.

    `able` has the ids of the people who could come, by start.
    """

    def __init__(self, minutes: int, rules: Rules, starts: Sequence[int]) -> None:
        self.length = minutes * MINUTE
        self.ahead = (minutes + rules.after_minutes) * MINUTE
        self.behind = rules.before_minutes * MINUTE
        self.starts = starts
        self.able: dict[int, list[int]] = {}
        self._known: dict[Hiring, tuple[list[int], list[list[int]]]] = {}

    def add(self, person: Person) -> None:
        """Add the person to each start that leaves the job within the hours, and job and buffers clear of what is taken."""
        starts, able = self._at_work(person)
        if not starts:
            return
        me, ahead, behind = person.id, self.ahead, self.behind
        needed = behind + ahead
        free_from, end = starts[0] - behind, starts[-1] + ahead
        for begins, ends in sorted([*person.busy, *person.away, (end, end + 1)]):
            if begins - free_from >= needed:
                for people in able[bisect_left(starts, free_from + behind) : bisect_right(starts, begins - ahead)]:
                    people.append(me)
            if ends <= begins:
                raise BadSpan(f"{begins} to {ends} is an empty or reversed range")
            if ends > free_from:
                free_from = ends

    def _at_work(self, person: Person) -> tuple[list[int], list[list[int]]]:
        """The starts that leave the job within the hours on days that are not full, and at the same places who is able."""
        clock = Clock(person.zone)
        full = _full_days(person, clock)
        key = (person.zone.key, tuple(person.hours), full)
        known = self._known.get(key)
        if known is None:
            starts = self._within(person.hours, full, clock)
            known = self._known[key] = starts, [self.able.setdefault(start, []) for start in starts]
        return known

    def _within(self, hours: Sequence[Hours], full: Iterable[int], clock: Clock) -> list[int]:
        first, last = self.starts[0], self.starts[-1]
        against = [
            *_closed(hours, self.length, clock, first, last),
            *((clock.at(day, 0) - 1, clock.at(day + 1, 0)) for day in full),
        ]
        found: list[int] = []
        for earliest, latest in _between(sorted(against), first, last):
            found += self.starts[bisect_left(self.starts, earliest) : bisect_right(self.starts, latest)]
        return found


def _closed(hours: Sequence[Hours], length: int, clock: Clock, first: int, last: int) -> list[Span]:
    """The open ranges of starts that would let the job run out of the hours, which are joined where they touch."""
    week: list[list[Span]] = [[] for _ in range(7)]
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


def _between(against: Iterable[Span], first: int, last: int) -> list[Span]:
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
