"""What people are told about mails and texts: that they could not be delivered."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.capabilities import Can
from core.ledger import follow
from notifications.actions import notify
from notifications.models import Mail, Notice, Text
from notifications.queries.hearing import hearers
from notifications.queries.sent import Sent
from notifications.registry import Event, Hears, register

FAILED = register(
    Event(
        "mail-failed",
        gettext_lazy("Problems"),
        gettext_lazy("An e-mail or a text could not be delivered"),
        (Hears.ADMINS,),
        icon="warning",
        needs=Can.EDIT_SETTINGS,
        is_of_orders=False,
    )
)


PLACES = {"mail.failed": "notifications:undelivered", "mail.bounced": "notifications:troubles"}
"""Where it says what can be done about it."""


@follow("mail.failed", "mail.bounced")
def tell_that_it_failed(activity: Any) -> None:
    """Whoever runs the company hears of it; of a mail of notices only in the inbox, or failures would breed failures."""
    mail = Mail.objects.select_related("company").get(pk=activity.subject_id)
    with translation.override(mail.company.language):
        subject = Sent(mail).subject
        named, nameless = _("“%(subject)s” could not be delivered to %(to)s"), _("An e-mail could not reach %(to)s")
        title = named if subject else nameless
        _tell(
            activity,
            title=title % {"subject": subject, "to": mail.to},
            url=f"{reverse(PLACES[activity.verb])}#mail-{mail.pk}",
            mail=not Notice.objects.filter(mail=mail).exists(),
        )


@follow("text.failed")
def tell_that_a_text_failed(activity: Any) -> None:
    text = Text.objects.select_related("company").get(pk=activity.subject_id)
    with translation.override(text.company.language):
        title = _("A text could not be delivered to %(to)s") % {"to": text.to}
        _tell(activity, title=title, url=reverse("notifications:texts"), mail=True)


def _tell(activity: Any, *, title: str, url: str, mail: bool) -> None:
    for member in hearers(FAILED):
        body = str(activity.data["error"])[:500]
        notify(member, kind=FAILED.key, title=title, body=body, url=url, activity=activity, mail=mail)
