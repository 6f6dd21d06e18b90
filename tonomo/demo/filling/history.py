"""What the ledger says of an order, as the product's actions would have written it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.actor import Actor, ActorKind
from tonomo.demo.filling.cast import Agent, Person

CLOCK_NAME = "Tonomo"


@dataclass(slots=True)
class Event:
    """One line of the ledger. Two at the same moment keep the order in which they were noted."""

    at: datetime
    verb: str
    subject_type: str
    subject_id: int
    actor: Actor
    data: dict[str, Any]
    then: Callable[[int], object] | None = None
    """Called with the id of the line once it has one."""


@dataclass(slots=True)
class History:
    """The lines of one order."""

    order_id: int
    events: list[Event] = field(default_factory=list)

    def note(self, at: datetime, verb: str, on: str, subject_id: int, by: Actor, **data: Any) -> Event:
        """One more line; `on` is the model, such as `orders.order`."""
        event = Event(at, verb, on, subject_id, by, data)
        self.events.append(event)
        return event

    def up_to(self, now: datetime) -> Sequence[Event]:
        """What has happened by now, in the order in which it did."""
        return sorted((event for event in self.events if event.at <= now), key=lambda event: event.at)


def by_member(person: Person) -> Actor:
    """A member as the ledger names them."""
    return Actor(ActorKind.MEMBER, person.name, person.id)


def by_agent(agent: Agent) -> Actor:
    """A customer as the ledger names them."""
    return Actor(ActorKind.AGENT, agent.name, agent.id)


def spoken(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """Tue, Nov 24, 2026, 9:30 – 11:45 AM, as `scheduling.spans.spoken` says it, only faster."""
    first, last = starts_at.astimezone(zone), ends_at.astimezone(zone)
    return f"{first:%a, %b} {first.day}, {first.year}, {_clock(first, last)}"


def _clock(first: datetime, last: datetime) -> str:
    begins, ends = (f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02d}" for moment in (first, last))
    halves = ["AM" if moment.hour < 12 else "PM" for moment in (first, last)]
    if halves[0] == halves[1]:
        return f"{begins} – {ends} {halves[1]}"
    return f"{begins} {halves[0]} – {ends} {halves[1]}"


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)
