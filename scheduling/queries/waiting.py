"""Orders that wait for a visit, and where one of them would fit."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from orders.models import LineItem, Order, OrderTally, Status
from scheduling.queries.axis import Axis, Place
from scheduling.queries.offers import slots_of
from scheduling.queries.staffing import SHORTEST_VISIT, need_of, staffing

SHOWN = 20
MOST_FITS = 3
TO_BE_WORKED_ON = [Status.Kind.PENDING, Status.Kind.ACTIVE]


@dataclass(frozen=True, slots=True)
class Fit:
    """A time at which one photographer could do the order in hand."""

    starts_at: datetime
    place: Place


def waiting_orders() -> tuple[list[Any], int, int]:
    """The orders to be worked on that have no visit, the first placed first, with services and minutes.

    Then how many there are of these, and how many unscheduled orders in all: cancelled and postponed ones too.
    """
    lines = LineItem.objects.filter(
        order=OuterRef("pk"), kind=LineItem.Kind.SERVICE, service__needs_visit=True
    ).exclude(stage__phase="archived")
    minutes = lines.order_by().values("order").annotate(sum=Sum(F("minutes") * F("quantity"))).values("sum")
    orders = (
        Order.objects.unscheduled()
        .filter(status__in=Status.objects.filter(kind__in=TO_BE_WORKED_ON))
        .select_related("customer", "status")
        .annotate(services=ArraySubquery(lines.order_by("position", "id").values("name")), visit_minutes=minutes)
        .order_by("number")[:SHOWN]
    )
    workable = Q(status__kind__in=TO_BE_WORKED_ON)
    count = OrderTally.objects.aggregate(
        workable=Coalesce(Sum("unscheduled", filter=workable), 0), all=Coalesce(Sum("unscheduled"), 0)
    )
    return list(orders), count["workable"], count["all"]


def usual_minutes(order: Order) -> int:
    """How long a visit of this order takes by its services; an hour where nothing says so."""
    need = need_of(order)
    return need.minutes if need.is_visit else 60


def fits_of(order: Order, day: date, axis: Axis, *, now: datetime) -> dict[int, list[Fit]]:
    """For each photographer who can do it the first time in each of their gaps that day, a few at most."""
    need = need_of(order)
    if not need.is_visit:
        return {}
    staff = staffing(axis.starts - timedelta(days=1), axis.ends + timedelta(days=2), now=now, besides=order).unbound()
    found = {}
    for person in staff.people:
        slots = slots_of(staff.only({person.id}), need, axis.starts, axis.ends, now)
        runs = _runs([slot.starts_at for slot in slots], timedelta(minutes=staff.rules.step_minutes))
        length = timedelta(minutes=max(need.minutes, SHORTEST_VISIT))
        fits = [Fit(at, place) for at in runs if (place := axis.place(at, at + length))]
        found[person.id] = fits[:MOST_FITS]
    return found


def _runs(starts: list[datetime], step: timedelta) -> list[datetime]:
    """The first of each unbroken run of starts."""
    numbered = enumerate(starts)
    return [next(run)[1] for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0] * step)]
