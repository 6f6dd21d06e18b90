"""What people are told about mail: that it could not be delivered."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.capabilities import Can
from core.ledger import follow
from notifications.actions import notify
from notifications.models import Mail, Notice
from notifications.queries.hearing import hearers
from notifications.queries.sent import Sent
from notifications.registry import Event, Hears, register

FAILED = register(
    Event(
        "mail-failed",
        gettext_lazy("Problems"),
        gettext_lazy("An e-mail could not be delivered"),
        (Hears.ADMINS,),
        icon="warning",
        needs=Can.EDIT_SETTINGS,
        is_of_orders=False,
    )
)


@follow("mail.failed")
def tell_that_it_failed(activity: Any) -> None:
    """Whoever runs the company hears of it; of a mail of notices only in the inbox, or failures would breed failures."""
    mail = Mail.objects.select_related("company").get(pk=activity.subject_id)
    with translation.override(mail.company.language):
        words = {"subject": Sent(mail).subject, "to": mail.to}
        title = (
            _("“%(subject)s” could not be delivered to %(to)s")
            if words["subject"]
            else _("An e-mail could not be delivered to %(to)s")
        )
        for member in hearers(FAILED):
            notify(
                member,
                kind=FAILED.key,
                title=title % words,
                body=mail.last_error[:500],
                url=f"{reverse('notifications:undelivered')}#mail-{mail.pk}",
                activity=activity,
                mail=not Notice.objects.filter(mail=mail).exists(),
            )
