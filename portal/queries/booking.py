"""What the booking flow shows of a draft."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from orders.models import LineItem, Order
from orders.pricing import cart_of
from scheduling import queries as schedule
from scheduling.models import Reservation
from services import pricing
from services.models import Service
from services.pricing import Totals

WEEKS = 5


@dataclass(frozen=True)
class Summary:
    """The side of every step: where, what, what it comes to."""

    order: Order
    lines: list[LineItem]

    @cached_property
    def totals(self) -> Totals:
        """What the lines come to. One query, when somebody looks."""
        return pricing.price(cart_of(self.order, self.lines, self.order.adjustments.all()))

    @property
    def priced(self) -> list[LineItem]:
        """Lines with a price of their own; what is inside a package stands under it."""
        return [line for line in self.lines if line.package_line_id is None and line.kind != LineItem.Kind.TASK]

    @property
    def is_empty(self) -> bool:
        return not self.priced


def summary_of(order: Order) -> Summary:
    """The draft as it is stored. One query, and one for its totals."""
    return Summary(order, list(order.lines.select_related("service", "package", "stage").in_order()))


def held(order: Order, now: datetime) -> Reservation | None:
    """The time that is held for the draft, if any; a draft that wishes for none holds none, so nobody is asked."""
    return schedule.hold_of(order, now=now) if order.wished_at else None


def chosen_services(lines: list[LineItem]) -> list[Service]:
    """The core services on the draft, those inside packages among them."""
    return [line.service for line in lines if line.service is not None and not line.service.is_add_on]


class Day(NamedTuple):
    """A date of the calendar: how many times are free on it, and whether it is over."""

    date: date
    free: int
    is_past: bool


def calendar(first: date, today: date, free: dict[date, Any]) -> list[tuple[Day, ...]]:
    """Five weeks from the Sunday on or before `first`, as rows of a calendar."""
    start = first - timedelta(days=(first.weekday() + 1) % 7)
    days = [start + timedelta(days=offset) for offset in range(WEEKS * 7)]
    cells = tuple(Day(day, len(free.get(day, ())), day < today) for day in days)
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def parts_of_day(slots: list[Any], zone: Any) -> list[tuple[str, list[Any]]]:
    """The free times of one day, morning, afternoon and evening apart."""
    parts: dict[str, list[Any]] = {"morning": [], "afternoon": [], "evening": []}
    for slot in slots:
        parts[_part(slot.starts_at.astimezone(zone))].append(slot)
    return [(name, found) for name, found in parts.items() if found]


def _part(at: datetime) -> str:
    return "morning" if at.hour < 12 else "afternoon" if at.hour < 17 else "evening"
