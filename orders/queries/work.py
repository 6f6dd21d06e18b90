"""Stages, cards and checklists of one order as facts that cannot change, so that what was drawn of them can be kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.utils import timezone

from companies.models import Member
from core import moments
from orders.models import ChecklistItem, DeliverableLink, LineItem, Order, Stage
from orders.queries.rows import Person


@dataclass(frozen=True, slots=True)
class StageFacts:
    """A step of the work, by the words of the company."""

    pk: int
    name: str
    phase: str
    tone: str

    @classmethod
    def of(cls, stage: Stage) -> Self:
        return cls(stage.pk, stage.name, stage.phase, stage.tone)

    @property
    def is_complete(self) -> bool:
        return self.phase == Stage.Phase.COMPLETE

    @property
    def is_archived(self) -> bool:
        return self.phase == Stage.Phase.ARCHIVED


@dataclass(frozen=True, slots=True)
class Card:
    """A service or a task as it lies in its stage; `number` is its order's."""

    pk: int
    number: int
    name: str
    kind: str
    quantity: int
    version: int
    stage_id: int
    is_over: bool
    done: int
    to_do: int
    assignee: Person | None


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with this order's cards in it."""

    order_pk: int
    number: int
    stage: StageFacts
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """Who ticked something off, and when by the clock at the property; `today` is the day there."""

    name: str
    initials: str
    done_at: datetime
    zone: str
    today: date

    @property
    def at(self) -> str:
        return moments.said(self.done_at, zone=self.zone)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick off; without a tick it is to be done."""

    pk: int
    text: str
    tick: Tick | None


@dataclass(frozen=True, slots=True)
class Link:
    """Where something that was made can be seen."""

    pk: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """The service a checklist belongs to."""

    pk: int
    name: str
    notes: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Work:
    """One service (None: the order as a whole) with its notes, its checklist and its links."""

    number: int
    line: ServiceFacts | None
    items: tuple[Item, ...]
    links: tuple[Link, ...]

    @property
    def done(self) -> int:
        return sum(item.tick is not None for item in self.items)


def card_of(line: LineItem, number: int, *, done: int, to_do: int) -> Card:
    """A line that lies in a stage, as its card shows it."""
    assert line.stage
    return Card(
        pk=line.pk,
        number=number,
        name=line.name,
        kind=line.kind,
        quantity=line.quantity,
        version=line.version,
        stage_id=line.stage.pk,
        is_over=line.stage.is_complete or line.stage.is_archived,
        done=done,
        to_do=to_do,
        assignee=_person(line.assignee),
    )


def work_of(
    order: Order, line: LineItem | None, items: Iterable[ChecklistItem], links: Iterable[DeliverableLink]
) -> Work:
    """What is to be done and what was made for one service, or for the order as a whole."""
    complete = bool(line and line.stage and line.stage.is_complete)
    service = ServiceFacts(line.pk, line.name, line.notes, complete) if line else None
    return Work(
        number=order.number,
        line=service,
        items=tuple(Item(item.pk, item.text, _tick(item, order.time_zone)) for item in items),
        links=tuple(Link(link.pk, link.title, link.url) for link in links),
    )


def _person(member: Member | None) -> Person | None:
    return Person(member.name, member.tone) if member else None


def _tick(item: ChecklistItem, zone: str) -> Tick | None:
    if item.done_at is None or item.done_by is None:
        return None
    today = timezone.now().astimezone(ZoneInfo(zone)).date()
    return Tick(item.done_by.name, item.done_by.user.initials, item.done_at, zone, today)
