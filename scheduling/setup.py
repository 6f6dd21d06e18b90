"""What scheduling adds to a new company's checklist and to its settings."""

from django.utils.translation import gettext_lazy as _

from companies.settings_pages import WORK, settings_page
from companies.setup import step
from scheduling.queries import is_somebody_bookable

step(
    "photographers",
    _("Say when your first photographer works, and what they can do"),
    "/schedule/availability/",
    is_done=is_somebody_bookable,
    text=_("Free times come from working hours and skills: without both nobody can be booked."),
    at=50,
)
settings_page(
    "booking-rules",
    group=WORK,
    title=_("Booking rules"),
    text=_("Notice, time around visits, and how far ahead your time can be booked."),
    url="/schedule/rules/",
    icon="clock",
    words=_("lead time buffer notice horizon slots hold"),
    at=40,
)
