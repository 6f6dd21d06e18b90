"""Who could come: rules, people and what is taken, loaded once in two queries and then worked on in memory.

They are plain SQL, as a search of free times reads some hundred rows and builds no object for any of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection

from companies.models import Member
from companies.scope import current_company_id
from orders.models import Order
from orders.queries import visit_work
from scheduling.models import LONGEST_RESERVATION, Appointment, BookingRules
from scheduling.slots import Hours, Person, Rules, Span

SHORTEST_VISIT = 15

# The rules stand in each row, and in one without a member where nobody is a photographer.
TEAM = """
    SELECT company.time_zone, rules.lead_minutes, rules.buffer_before, rules.buffer_after, rules.slot_step,
           rules.horizon_days, member.id, coalesce(nullif(person.name, ''), person.email),
           ARRAY(SELECT ARRAY[weekday, extract(epoch FROM starts)::int / 60, extract(epoch FROM ends)::int / 60]
                 FROM scheduling_workhours WHERE company_id = member.company_id AND member_id = member.id
                 ORDER BY weekday, starts),
           ARRAY(SELECT service_id FROM scheduling_skill WHERE company_id = member.company_id AND member_id = member.id)
    FROM scheduling_bookingrules rules
    JOIN companies_company company ON company.id = rules.company_id
    LEFT JOIN companies_member member
        ON member.company_id = rules.company_id AND member.is_active AND member.job_roles @> %(job)s::varchar[]
    LEFT JOIN accounts_user person ON person.id = member.user_id
    WHERE rules.company_id = %(company)s
"""
# Holds that stand and visits with their buffers, and time off; whole seconds since 1970, rounded outwards.
TAKEN = """
    SELECT member_id, floor(extract(epoch FROM starts_at))::bigint, ceil(extract(epoch FROM ends_at))::bigint
    FROM scheduling_reservation
    WHERE company_id = %(company)s AND ends_at > %(starts)s AND ends_at < %(latest)s AND starts_at < %(ends)s
      AND (expires_at IS NULL OR expires_at > %(now)s)
      AND (order_id = %(besides)s AND appointment_id IS NULL) IS NOT TRUE
      AND (appointment_id = %(moving)s) IS NOT TRUE
    UNION ALL
    SELECT member_id, floor(extract(epoch FROM starts_at))::bigint, ceil(extract(epoch FROM ends_at))::bigint
    FROM scheduling_timeoff
    WHERE company_id = %(company)s AND ends_at > %(starts)s AND starts_at < %(ends)s
"""


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
    work = visit_work(order)
    services = frozenset(service for service, _minutes in work)
    minutes = sum(minutes for _service, minutes in work)
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
    team = _team()
    first = team[0]
    busy: dict[int, list[Span]] = {each.id: [] for each in team if each.id is not None}
    for member_id, begins, until in _taken(starts, ends, now, besides, moving):
        if member_id in busy:
            busy[member_id].append((begins, until))
    zone = ZoneInfo(first.time_zone)
    names = {each.id: each.name for each in team if each.id is not None}
    people = [
        Person(each.id, zone, [_hours(*row) for row in each.hours], frozenset(each.skills), busy=busy[each.id])
        for each in team
        if each.id is not None
    ]
    people.sort(key=lambda person: (len(busy[person.id]), names[person.id], person.id))
    return Staffing(first.rules, zone, tuple(people), names)


class Row(NamedTuple):
    """One photographer with hours and skills, and beside them the company's rules."""

    time_zone: str
    lead_minutes: int
    buffer_before: int
    buffer_after: int
    slot_step: int
    horizon_days: int
    id: int | None
    name: str
    hours: list[list[int]]
    skills: list[int]

    @property
    def rules(self) -> Rules:
        return Rules(self.lead_minutes, self.buffer_before, self.buffer_after, self.slot_step, self.horizon_days)


def _team() -> list[Row]:
    rows = _rows(TEAM, {"company": current_company_id(), "job": [Member.Job.PHOTOGRAPHER.value]})
    if not rows:
        raise BookingRules.DoesNotExist
    return [Row(*row) for row in rows]


def _taken(
    starts: datetime, ends: datetime, now: datetime, besides: Order | None, moving: Appointment | None
) -> Iterable[tuple[int, int, int]]:
    words = {
        "company": current_company_id(),
        "starts": starts,
        "ends": ends,
        "latest": ends + LONGEST_RESERVATION,
        "now": now,
        "besides": besides and besides.pk,
        "moving": moving and moving.pk,
    }
    return _rows(TAKEN, words)


def _rows(statement: str, words: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, words)
        rows: list[Any] = cursor.fetchall()
    return rows


@lru_cache(maxsize=1024)
def _hours(weekday: int, starts: int, ends: int) -> Hours:
    """Working hours never change once made, and most people share theirs."""
    return Hours(weekday, starts, ends)
