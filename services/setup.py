"""What the catalogue adds to a new company's checklist."""

from django.utils.translation import gettext_lazy as _

from companies.setup import step
from services.queries.catalogue import is_something_bookable

step(
    "service",
    _("Set up the first service that agents can book"),
    "/services/",
    is_done=is_something_bookable,
    text=_("A name, a sentence, a price and how long it takes. The list says what is still missing."),
    at=40,
)
