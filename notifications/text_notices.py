"""What people are told about texts: that one could not be sent."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.capabilities import Can
from companies.models import Company
from core.ledger import follow
from core.phone import readable
from notifications.actions import notify
from notifications.queries.hearing import hearers
from notifications.registry import Event, Hears, register

FAILED = register(
    Event(
        "text-failed",
        gettext_lazy("Problems"),
        gettext_lazy("A text could not be sent"),
        (Hears.ADMINS,),
        icon="warning",
        needs=Can.EDIT_SETTINGS,
        is_of_orders=False,
    )
)


@follow("text.failed")
def tell_that_it_failed(activity: Any) -> None:
    """Whoever runs the company hears of it."""
    company = Company.objects.get(pk=activity.company_id)
    with translation.override(company.language):
        title = _("A text to %s could not be sent") % readable(activity.data["to"])
        for member in hearers(FAILED):
            notify(
                member,
                kind=FAILED.key,
                title=title,
                body=activity.data["error"][:500],
                url=reverse("notifications:texts"),
                activity=activity,
            )
