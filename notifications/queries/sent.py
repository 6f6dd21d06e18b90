"""What left or should leave about an order, and what could not be delivered."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from notifications.models import Mail, Notice
from notifications.registry import Words, face_of

MOST = 200
KINDS: dict[str, Words] = {
    "account": _("Account"),
    "confirmation": _("Confirmation"),
    "invitation": _("Invitation"),
    "invoice": _("Invoice"),
    "notices": _("Several notices"),
    "receipt": _("Receipt"),
}
STATES: dict[str, tuple[str, Words]] = {
    Mail.State.WAITING: ("grey", _("On its way")),
    Mail.State.SENT: ("green", _("Sent")),
    Mail.State.FAILED: ("red", _("Not delivered")),
}
"""A tone and a word for each state."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail as a line of a log. `is_open`: its words may be read here."""

    mail: Mail
    is_open: bool

    @property
    def kind(self) -> Words:
        return KINDS.get(self.mail.kind) or face_of(self.mail.kind).title or self.mail.kind.replace("_", " ")

    @property
    def tone(self) -> str:
        return STATES[self.mail.state][0]

    @property
    def state(self) -> Words:
        return STATES[self.mail.state][1]

    @property
    def subject(self) -> str:
        return "" if self.mail.is_for_one_reader else self.mail.subject


def sent_about(order_id: int) -> list[Sent]:
    """The mails about an order, newest first, notices to the team among them."""
    mails = list(_about(order_id).defer("text", "html").order_by("-id")[:MOST])
    notices = Notice.objects.filter(mail__in=[mail.pk for mail in mails])
    mixed = {each.mail_id for each in notices.only("mail_id", "order_id") if each.order_id != order_id}
    return [Sent(mail, mail.pk not in mixed) for mail in mails]


def mail_about(order_id: int, pk: int) -> Sent | None:
    """One mail about the order; its words are open if they are about nothing else."""
    mail = _about(order_id).filter(pk=pk).first()
    if mail is None:
        return None
    return Sent(mail, not any(each.order_id != order_id for each in Notice.objects.filter(mail=mail)))


def _about(order_id: int) -> QuerySet[Mail]:
    told = Notice.objects.filter(order_id=order_id, mail__isnull=False).values_list("mail_id", flat=True)
    return Mail.objects.for_all_to_read().filter(Q(order_id=order_id) | Q(pk__in=set(told)))


def undelivered() -> QuerySet[Mail]:
    """The mails that could not be delivered, newest first."""
    return Mail.objects.filter(state=Mail.State.FAILED).defer("text", "html").order_by("-id")


def failed_mail(pk: int) -> Mail | None:
    return undelivered().filter(pk=pk).first()
