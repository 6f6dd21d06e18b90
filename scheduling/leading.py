"""Where the log leads for visits."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.urls import reverse

from activity.leading import leads
from companies.capabilities import Can
from scheduling.models import Appointment


@leads("scheduling.appointment", "after", "when")
def to_visit(pk: int, _can: Collection[Can]) -> str:
    """The day of the visit on the schedule."""
    visit = Appointment.objects.select_related("company").filter(pk=pk).first()
    if visit is None:
        return ""
    day = visit.starts_at.astimezone(ZoneInfo(visit.company.time_zone)).date()
    return f"{reverse('scheduling:schedule')}?day={day:%Y-%m-%d}"
