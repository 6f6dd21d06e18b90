"""What whoever plans should know about a visit that stands: nothing here refuses it."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from companies.models import Member
from orders.queries import visit_lines
from scheduling.models import Appointment, Skill, TimeOff, WorkHours
from scheduling.queries.axis import worked


def concerns(visit: Appointment) -> list[str]:
    """A sentence for each photographer who does not work then, is away, or lacks a skill."""
    people = list(Member.objects.filter(reservations__appointment=visit).select_related("user", "company"))
    needed = {line.service_id: line.name for line in visit_lines(visit.order)}
    skills = set(Skill.objects.filter(member__in=people).values_list("member_id", "service_id"))
    said = []
    for person in people:
        missing = [name for pk, name in needed.items() if (person.pk, pk) not in skills]
        words = {"name": person.name, "services": ", ".join(missing)}
        if not _works_then(person, visit):
            said.append(_("%(name)s does not work then.") % words)
        if TimeOff.objects.filter(member=person, starts_at__lt=visit.ends_at, ends_at__gt=visit.starts_at).exists():
            said.append(_("%(name)s has time off then.") % words)
        if missing:
            said.append(_("%(name)s is not set up for %(services)s.") % words)
    return said


def _works_then(person: Member, visit: Appointment) -> bool:
    zone = ZoneInfo(person.company.time_zone)
    day = visit.starts_at.astimezone(zone).date()
    rows = WorkHours.objects.filter(member=person, weekday=day.weekday()).values_list("starts", "ends")
    hours = [(starts.hour * 60 + starts.minute, ends.hour * 60 + ends.minute) for starts, ends in rows]
    return any(begins <= visit.starts_at and visit.ends_at <= until for begins, until in worked(day, hours, zone))
