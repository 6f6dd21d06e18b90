"""The step of a new company that is about its people's time."""

from django.utils.translation import gettext_lazy as _

from companies.setup import step
from scheduling.queries import is_somebody_bookable

step(
    "photographers",
    _("Say when your first photographer works, and what they can do"),
    "/schedule/availability/",
    is_done=is_somebody_bookable,
    text=_("Free times come from working hours and skills: without both nobody can be booked."),
    at=60,
)
