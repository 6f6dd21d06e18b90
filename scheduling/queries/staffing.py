"""Who could come: rules, people and what is taken, loaded once in three queries and then worked on in memory."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from companies.models import Member
from orders.models import Order
from orders.queries import visit_lines
from scheduling.models import Appointment, BookingRules, Reservation, Skill, TimeOff, WorkHours
from scheduling.slots import Hours, Person, Rules, Span

SHORTEST_VISIT = 15


@dataclass(frozen=True, slots=True)
class Need:
    """What a visit takes: ids of the services that whoever comes must be able to do, minutes, and the property's zone."""

    services: frozenset[int]
    minutes: int
    zone: ZoneInfo

    @property
    def is_visit(self) -> bool:
        """False where nothing that was ordered is done on site."""
        return bool(self.services)


@dataclass(frozen=True, slots=True)
class Staffing:
    """The photographers of the company with what is taken of them in one window of time, least busy first."""

    rules: Rules
    zone: ZoneInfo
    people: tuple[Person, ...]
    names: dict[int, str]

    def only(self, members: Collection[int]) -> "Staffing":
        """The same with nobody but these."""
        return replace(self, people=tuple(person for person in self.people if person.id in members))

    def unbound(self) -> "Staffing":
        """The same for staff, whom notice and horizon do not bind."""
        return replace(self, rules=replace(self.rules, lead_minutes=0, horizon_days=None))


def need_of(order: Order) -> Need:
    """What the visit of this order takes, by the services on it."""
    lines = visit_lines(order)
    minutes = sum(line.minutes * line.quantity for line in lines)
    services = frozenset(line.service_id for line in lines if line.service_id)
    return Need(services, max(minutes, SHORTEST_VISIT), ZoneInfo(order.time_zone))


def booking_rules() -> BookingRules:
    """The company's rules, with the company."""
    return BookingRules.objects.select_related("company").get()


def photographers() -> Any:
    """Those who go on visits, by name."""
    return Member.objects.active().with_job(Member.Job.PHOTOGRAPHER).by_name()


def is_somebody_bookable() -> bool:
    """Whether one photographer at least has working hours and a skill."""
    return bool(photographers().filter(work_hours__isnull=False, skills__isnull=False).exists())


def staffing(
    starts: datetime,
    ends: datetime,
    *,
    now: datetime,
    besides: Order | None = None,
    moving: Appointment | None = None,
) -> Staffing:
    """Everybody who works as a photographer, with what touches the window.

    The hold of the order `besides` and the visit `moving` count as free: that time is theirs already.
    """
    rules = booking_rules()
    zone = ZoneInfo(rules.company.time_zone)
    members = list(_with_hours_and_skills())
    busy: dict[int, list[Span]] = {member.pk: [] for member in members}
    for member_id, begins, until in _taken(starts, ends, now, besides, moving):
        if member_id in busy:
            busy[member_id].append((begins, until))
    members.sort(key=lambda member: (len(busy[member.pk]), member.name, member.pk))
    people = tuple(
        Person(member.pk, zone, _hours(member.hours), frozenset(member.skilled), busy=busy[member.pk])
        for member in members
    )
    return Staffing(_rules(rules), zone, people, {member.pk: member.name for member in members})


def _with_hours_and_skills() -> Iterable[Any]:
    hours = WorkHours.objects.filter(member=OuterRef("pk")).values(
        row=JSONObject(weekday="weekday", starts="starts", ends="ends")
    )
    skilled = Skill.objects.filter(member=OuterRef("pk")).values("service_id")
    members: Iterable[Any] = photographers().annotate(hours=ArraySubquery(hours), skilled=ArraySubquery(skilled))
    return members


def _taken(
    starts: datetime, ends: datetime, now: datetime, besides: Order | None, moving: Appointment | None
) -> Iterable[tuple[int, datetime, datetime]]:
    """Reservations with their buffers and time off, in one query."""
    reserved = Reservation.objects.touching(starts, ends).standing(now)
    if besides is not None:
        reserved = reserved.exclude(Q(order=besides) & Q(appointment=None))
    if moving is not None:
        reserved = reserved.exclude(appointment=moving)
    columns = ("member_id", "starts_at", "ends_at")
    away = TimeOff.objects.filter(ends_at__gt=starts, starts_at__lt=ends).order_by()
    rows: Iterable[tuple[int, datetime, datetime]] = reserved.values_list(*columns).union(
        away.values_list(*columns), all=True
    )
    return rows


def _rules(rules: BookingRules) -> Rules:
    return Rules(
        lead_minutes=rules.lead_minutes,
        before_minutes=rules.buffer_before,
        after_minutes=rules.buffer_after,
        step_minutes=rules.slot_step,
        horizon_days=rules.horizon_days,
    )


def _hours(rows: Iterable[dict[str, Any]]) -> list[Hours]:
    return [Hours(row["weekday"], _minute(row["starts"]), _minute(row["ends"])) for row in rows]


def _minute(text: str) -> int:
    """09:30:00 as minutes after midnight."""
    hours, minutes = text.split(":")[:2]
    return int(hours) * 60 + int(minutes)
