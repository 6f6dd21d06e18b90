"""Weeks, time off and skills of photographers, as their pages show them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import Member, OpeningHours
from core.moments import clock
from scheduling.models import Reservation, Skill, TimeOff, WorkHours
from scheduling.spans import stretch
from services.models import Service


@dataclass(slots=True)
class Week:
    """One person's hours by weekday in words, their next time off, and how much they can do."""

    person: Member
    days: list[list[str]]
    away: Any
    skills: int

    @property
    def note(self) -> str:
        """How much they can do, or what is missing before they can be booked."""
        if not any(self.days):
            return _("No hours yet")
        if not self.skills:
            return _("No skills yet")
        return ngettext("%(count)d service", "%(count)d services", self.skills) % {"count": self.skills}


def weeks_of(people: QuerySet[Member], zone: ZoneInfo, *, now: datetime) -> list[Week]:
    """The weeks of these people, by name."""
    members = list(people)
    days: dict[int, list[list[str]]] = {member.pk: [[] for _ in range(7)] for member in members}
    for row in WorkHours.objects.filter(member__in=members):
        days[row.member_id][row.weekday].append(_range(row.starts, row.ends))
    away: dict[int, Any] = {}
    for time_off in TimeOff.objects.filter(member__in=members, ends_at__gt=now).order_by("-starts_at"):
        away[time_off.member_id] = time_off
        away[time_off.member_id].words = stretch(time_off.starts_at, time_off.ends_at, zone)
    skills = skills_by_person()
    return [Week(member, days[member.pk], away.get(member.pk), len(skills[member.pk])) for member in members]


def hours_of(member: Member) -> list[tuple[int, time, time]]:
    return list(WorkHours.objects.filter(member=member).values_list("weekday", "starts", "ends"))


def opening_hours() -> list[tuple[int, time, time]]:
    """The company's own week, to begin with."""
    return list(OpeningHours.objects.values_list("weekday", "opens", "closes"))


def coming_time_off(member: Member, zone: ZoneInfo, *, now: datetime) -> list[Any]:
    """Time off that is not over, each with its `words` and whether a visit lies in it (`has_visit`)."""
    visits = Reservation.objects.filter(
        member=member,
        appointment__isnull=False,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    found: list[Any] = list(TimeOff.objects.filter(member=member, ends_at__gt=now).annotate(has_visit=Exists(visits)))
    for away in found:
        away.words = stretch(away.starts_at, away.ends_at, zone)
    return found


def skills_by_person() -> dict[int, set[int]]:
    """Ids of services by member."""
    found: dict[int, set[int]] = defaultdict(set)
    for member, service in Skill.objects.values_list("member_id", "service_id"):
        found[member].add(service)
    return found


def skill_table(people: list[Member], services: list[Service]) -> list[tuple[str, list[Any]]]:
    """By category: each service with everybody and whether they can do it."""
    has = skills_by_person()
    return [
        (name, [(service, [(person, service.pk in has[person.pk]) for person in people]) for service in group])
        for name, group in groupby(services, key=lambda service: service.category.name)
    ]


def visitable_services() -> QuerySet[Service]:
    """What is done on site and can be ordered, in the order of the catalogue."""
    services: QuerySet[Service] = (
        Service.objects.active().filter(needs_visit=True).select_related("category").in_order()
    )
    return services


def _range(starts: time, ends: time) -> str:
    """9 AM – 5:30 PM."""
    day = datetime(2000, 1, 1)  # noqa: DTZ001 - a clock time, of no day and no zone
    return clock(datetime.combine(day, starts), datetime.combine(day, ends)).replace(":00", "")
