"""What only the schedule knows of a service: whether somebody can do it."""

from django.utils.translation import gettext_lazy as _

from scheduling.models import Skill
from services.models import Service
from services.readiness import check


@check("skill", _("Tick it as a skill of a photographer, or nobody can be booked for it."))
def without_anybody(services: list[Service]) -> set[int]:
    able = set(Skill.objects.filter(member__is_active=True).values_list("service", flat=True))
    return {service.pk for service in services if service.needs_visit and service.pk not in able}
