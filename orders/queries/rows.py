"""What a row of the order list shows, as facts that cannot change: one query however many rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONArray, NullIf
from django.utils import timezone

from orders.models import LineItem, Order, OrderMember, Status
from orders.models.order import address_line, payment_state
from orders.models.state import Primary


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the team, as initials on their tone."""

    name: str
    tone: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One service of the order and the stage it is in."""

    pk: int
    name: str
    stage: str
    tone: str
    phase: str


@dataclass(frozen=True, slots=True)
class StatusFacts:
    name: str
    tone: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """An order as the list shows it. `today` is the day it is at the property, as a visit may be today."""

    pk: int
    number: int
    name: str
    address_line: str
    city: str
    status: StatusFacts
    is_draft: bool
    visit_starts_at: datetime | None
    time_zone: str
    today: date
    ordered_on: date | None
    customer: str
    is_priority: bool
    brokerage: str
    project_manager: Person | None
    team: tuple[Person, ...]
    chips: tuple[Chip, ...]
    currency: str
    total: Decimal
    paid: Decimal
    payment_state: str

    @property
    def title(self) -> str:
        """What people call the order: its own name, else its street."""
        return self.name or self.address_line or f"#{self.number}"

    @property
    def is_cancelled(self) -> bool:
        return self.status.kind == Status.Kind.CANCELLED


PLAIN: Final = ("pk", "number", "name", "city", "visit_starts_at", "time_zone", "currency", "total", "paid")
FIELDS: Final = (
    *PLAIN,
    *("street", "unit", "primary", "ordered_at", "is_invoiced", "contact_name"),
    *("status__name", "status__tone", "status__kind"),
    *("customer__name", "customer__is_priority", "customer__brokerage__name"),
    "project_manager__tone",
)


def rows_of(ids: Sequence[int]) -> list[Row]:
    """The rows of these orders of the company, in the order of their ids."""
    now = timezone.now()
    found = {facts["pk"]: _row(facts, now) for facts in _shown().filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]


@cache
def _shown() -> QuerySet[Order, Any]:
    """What a row needs of an order; built once, as the company is filled in when the query runs."""
    shown = Order.objects.annotate(manager=_name_of("project_manager__user"), people=_team(), services=_services())
    return shown.values(*FIELDS, "manager", "people", "services")


def _name_of(user: str) -> Coalesce:
    """A person's name, or the address of one who gave none."""
    return Coalesce(NullIf(f"{user}__name", Value("")), f"{user}__email", output_field=CharField())


def _team() -> Subquery:
    members = OrderMember.objects.filter(order=OuterRef("pk"))
    return _gathered(members, _name_of("member__user"), "member__tone", order_by=["pk"])


def _services() -> Subquery:
    lines = LineItem.objects.on_the_board().filter(order=OuterRef("pk"))
    facts = ("pk", "name", "stage__name", "stage__tone", "stage__phase")
    return _gathered(lines, *facts, order_by=["stage__position", "position", "pk"])


def _gathered(rows: QuerySet[Any], *facts: Any, order_by: list[str]) -> Subquery:
    """The facts of all rows of an order as one list of lists, decoded at once."""
    gathered = JSONBAgg(JSONArray(*facts), order_by=order_by)
    return Subquery(rows.values("order").annotate(gathered=gathered).values("gathered"))


def _row(facts: Mapping[str, Any], now: datetime) -> Row:
    zone = ZoneInfo(facts["time_zone"])
    return Row(
        **{name: facts[name] for name in PLAIN},
        address_line=address_line(facts["street"], facts["unit"]),
        status=StatusFacts(facts["status__name"], facts["status__tone"], facts["status__kind"]),
        is_draft=facts["primary"] == Primary.DRAFT,
        today=now.astimezone(zone).date(),
        ordered_on=facts["ordered_at"].astimezone(zone).date() if facts["ordered_at"] else None,
        customer=facts["customer__name"] or facts["contact_name"],
        is_priority=bool(facts["customer__is_priority"]),
        brokerage=facts["customer__brokerage__name"] or "",
        project_manager=Person(facts["manager"], facts["project_manager__tone"]) if facts["manager"] else None,
        team=tuple(Person(*each) for each in facts["people"] or ()),
        chips=tuple(Chip(*each) for each in facts["services"] or ()),
        payment_state=payment_state(facts["total"], facts["paid"], is_invoiced=facts["is_invoiced"]),
    )
