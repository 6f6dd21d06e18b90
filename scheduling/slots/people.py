"""Who may come and by which rules: the rows a search works on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

MIDNIGHT: Final = 24 * 60

# Half open, in whole seconds since 1970; `span` makes one of two aware times.
type Span = tuple[int, int]


class BadSpan(ValueError):
    """A range that is empty or reversed, or a time that does not say its zone."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Working time on a weekday (Monday is 0), from `start` to `end` in minutes after local midnight; 1440 is 24:00."""

    weekday: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError(f"{self.weekday} is not a weekday from 0 to 6")
        if not 0 <= self.start < self.end <= MIDNIGHT:
            raise BadSpan(f"hours from minute {self.start} to {self.end} are not a range within one day")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who does jobs.

    `busy` are holds and visits already padded with their buffers, `away` is time off; in any order, free to overlap.
    `visits` are the starts of booked jobs; they count only against `max_visits`, per local date of the person.
    """

    id: int
    zone: ZoneInfo
    hours: Sequence[Hours]
    skills: frozenset[int]
    away: Sequence[Span] = ()
    busy: Sequence[Span] = ()
    visits: Sequence[datetime] = ()
    max_visits: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """A company's rules: notice, buffers around a job, the grid of starts, and how many days ahead one may book."""

    lead_minutes: int = 0
    before_minutes: int = 0
    after_minutes: int = 0
    step_minutes: int = 15
    horizon_days: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.step_minutes <= MIDNIGHT:
            raise ValueError(f"a step of {self.step_minutes} minutes is not between 1 and {MIDNIGHT}")
        if min(self.lead_minutes, self.before_minutes, self.after_minutes, self.horizon_days or 0) < 0:
            raise ValueError("notice, buffers and horizon are 0 or more")
