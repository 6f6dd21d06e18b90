"""The visits of one order, one visit in detail, and the times that can be offered for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from companies.models import Member
from orders.models import Order
from orders.queries import visit_lines
from scheduling.models import Appointment, Reservation
from scheduling.queries.offers import next_times
from scheduling.queries.staffing import photographers
from scheduling.slots import Slot
from scheduling.spans import day_span

OFFERED = 4


@dataclass(frozen=True, slots=True)
class OfferedTime:
    """A free time with whoever would come."""

    starts_at: datetime
    ends_at: datetime
    people: list[Member]

    @property
    def ids(self) -> str:
        return ",".join(str(person.pk) for person in self.people)


def with_people(visits: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Each with its reservations as `sent`, and their members."""
    people = Reservation.objects.select_related("member__user").order_by("member__user__name", "pk")
    return visits.prefetch_related(Prefetch("people", people, to_attr="sent"))


def people_of(visit: Appointment) -> list[Member]:
    """Who goes."""
    return list(Member.objects.filter(reservations__appointment=visit).by_name())


def detailed(visit: Appointment, *, now: datetime) -> Any:
    """One visit with who goes (`sent`), its order, customer and services, and whether it has begun."""
    found: Any = (
        with_people(Appointment.objects.filter(pk=visit.pk)).select_related("order__customer", "order__status").get()
    )
    found.services = [line.name for line in visit_lines(found.order)]
    found.has_begun = found.starts_at <= now
    return found


def visits_of(order: Order) -> list[Any]:
    """The live visits of an order, the first first."""
    return list(with_people(Appointment.objects.filter(order=order).live().order_by("starts_at", "pk")))


def day_sheet(visits: QuerySet[Appointment], member: Member, day: date, zone: ZoneInfo) -> list[Any]:
    """What one photographer needs to know for a day: their visits in order, with order, customer and services."""
    starts, ends = day_span(day, zone)
    found: list[Any] = list(
        with_people(visits.live().filter(people__member=member, starts_at__gte=starts, starts_at__lt=ends))
        .select_related("order__customer", "order__status")
        .order_by("starts_at", "pk")
    )
    for visit in found:
        visit.services = [line.name for line in visit_lines(visit.order)]
    return found


def offered_times(
    order: Order, *, now: datetime, bound: bool, after: datetime | None = None, person: int | None = None
) -> list[OfferedTime]:
    """The next times at which somebody who can do it all is free, or at which this person is."""
    slots = next_times(
        order, after=after or now, limit=OFFERED, now=now, bound=bound, members={person} if person else None
    )
    return with_names(slots, one=True)


def with_names(slots: Iterable[Slot], *, one: bool = False) -> list[OfferedTime]:
    """Slots with members for their ids; with `one` only the first of each."""
    members = {member.pk: member for member in photographers()}
    return [
        OfferedTime(slot.starts_at, slot.ends_at, [members[pk] for pk in slot.people[: 1 if one else None]])
        for slot in slots
    ]
