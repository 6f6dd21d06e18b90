"""When photographers work, when they are away, and what they can do."""

from collections.abc import Iterable
from datetime import datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from companies.models import Member
from core.actor import Actor
from core.ledger import record
from scheduling.models import Skill, TimeOff, WorkHours
from scheduling.refusals import BadSpan, HoursOverlap
from scheduling.spans import spoken
from services.models import Service

type Row = tuple[int, time, time]


@transaction.atomic
def set_hours(member: Member, rows: Iterable[Row], *, by: Actor) -> list[WorkHours]:
    """Say when somebody works each week, all of it: (weekday from Monday 0, from, to) by the clock of the company.

    Raises BadSpan for a range that does not end later, HoursOverlap for two of a day that overlap.
    """
    Member.objects.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    wanted = sorted(set(rows))
    _require_apart(wanted)
    before = [(row.weekday, row.starts, row.ends) for row in WorkHours.objects.filter(member=member)]
    if before == wanted:
        return list(WorkHours.objects.filter(member=member))
    WorkHours.objects.filter(member=member).delete()
    saved = WorkHours.objects.bulk_create(
        WorkHours(member=member, weekday=weekday, starts=starts, ends=ends) for weekday, starts, ends in wanted
    )
    record(
        "hours.changed",
        on=member,
        by=by,
        member=member.name,
        before=_week(before),
        after=_week(wanted),
        member_ids=[member.pk],
    )
    return saved


@transaction.atomic
def add_time_off(member: Member, *, starts_at: datetime, ends_at: datetime, reason: str = "", by: Actor) -> TimeOff:
    """Keep a stretch free of bookings. Visits that are there already stay: whoever plans moves them."""
    if ends_at <= starts_at:
        raise BadSpan(_("Time off ends after it begins."))
    away = TimeOff.objects.create(member=member, starts_at=starts_at, ends_at=ends_at, reason=reason.strip())
    record("time_off.added", on=away, by=by, **_told(away, member))
    return away


@transaction.atomic
def remove_time_off(away: TimeOff, *, by: Actor) -> None:
    """Let bookings into that stretch again."""
    away = TimeOff.objects.select_for_update(of=("self",)).select_related("member__user").get(pk=away.pk)
    record("time_off.removed", on=away, by=by, **_told(away, away.member))
    away.delete()


@transaction.atomic
def set_skills(member: Member, services: Iterable[Service], *, by: Actor) -> None:
    """Say which services somebody can do, all of them."""
    Member.objects.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    wanted = {service.pk: service for service in services}
    had = {skill.service_id: skill for skill in Skill.objects.filter(member=member).select_related("service")}
    lost = [had[pk] for pk in had.keys() - wanted.keys()]
    won = [wanted[pk] for pk in wanted.keys() - had.keys()]
    if not lost and not won:
        return
    Skill.objects.filter(pk__in=[skill.pk for skill in lost]).delete()
    Skill.objects.bulk_create(Skill(member=member, service=service) for service in won)
    record(
        "skills.changed",
        on=member,
        by=by,
        member=member.name,
        added=sorted(service.name for service in won),
        removed=sorted(skill.service.name for skill in lost),
        member_ids=[member.pk],
    )


def _require_apart(rows: list[Row]) -> None:
    for weekday, starts, ends in rows:
        if ends <= starts or not 0 <= weekday <= 6:
            raise BadSpan(_("Working time ends after it begins."))
    for (day, _starts, ends), (next_day, starts, _ends) in pairwise(rows):
        if day == next_day and starts < ends:
            raise HoursOverlap


def _week(rows: list[Row]) -> list[str]:
    return [f"{WEEKDAYS_ABBR[weekday]} {starts:%H:%M}–{ends:%H:%M}" for weekday, starts, ends in rows]


def _told(away: TimeOff, member: Member) -> dict[str, object]:
    return {
        "member": member.name,
        "when": spoken(away.starts_at, away.ends_at, ZoneInfo(member.company.time_zone)),
        "reason": away.reason,
        "member_ids": [member.pk],
    }
