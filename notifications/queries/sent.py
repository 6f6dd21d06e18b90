"""What left or should leave about an order, and what could not be delivered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from notifications.composing.registry import kind_of
from notifications.models import Mail, Notice, Text
from notifications.registry import Words, face_of

MOST = 200
KINDS: dict[str, Words] = {
    "account": _("Account"),
    "invitation": _("Invitation"),
    "notices": _("Several notices"),
    "receipt": _("Receipt"),
}
OUTCOMES: dict[str, tuple[str, Words]] = {
    "waiting": ("grey", _("On its way")),
    "sent": ("green", _("Sent")),
    "delivered": ("green", _("Delivered")),
    "opened": ("green", _("Opened")),
    "failed": ("red", _("Not delivered")),
    "bounced": ("red", _("Came back")),
    "undelivered": ("red", _("Not delivered")),
    "stopped": ("amber", _("Kept back")),
    "complained": ("amber", _("Called spam")),
}
"""A tone and a word for each way it can end."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail or text as a line of a log. `is_open`: its words may be read here."""

    message: Mail | Text
    is_open: bool = False

    @property
    def is_mail(self) -> bool:
        return isinstance(self.message, Mail)

    @property
    def mail(self) -> Mail:
        """The message, where it is a mail."""
        assert isinstance(self.message, Mail)
        return self.message

    @property
    def kind(self) -> Words:
        key, letter = self.message.kind, kind_of(self.message.kind)
        named: Words = letter.title if letter else KINDS.get(key) or face_of(key).title
        return named or key.replace("_", " ")

    @property
    def tone(self) -> str:
        return OUTCOMES[self.message.outcome][0]

    @property
    def state(self) -> Words:
        return OUTCOMES[self.message.outcome][1]

    @property
    def subject(self) -> str:
        """What it is about; nothing for words that are for one reader alone."""
        if isinstance(self.message, Text):
            return self.message.body
        return "" if self.message.is_for_one_reader else self.message.subject

    @property
    def reason(self) -> str:
        """Why it did not arrive, in the words of the other side."""
        if isinstance(self.message, Mail) and self.message.delivery_text:
            return self.message.delivery_text
        return self.message.last_error

    @property
    def can_try_again(self) -> bool:
        return self.is_mail and self.message.state in (Mail.State.FAILED, Mail.State.STOPPED)


def sent_about(order_id: int) -> list[Sent]:
    """The mails and texts about an order, newest first, notices to the team among them."""
    mails = list(_about(order_id).defer("text", "html").order_by("-id")[:MOST])
    texts = list(Text.objects.filter(order_id=order_id).order_by("-id")[:MOST])
    mixed = _mixed(mails, order_id)
    log = chain((Sent(mail, mail.pk not in mixed) for mail in mails), (Sent(text) for text in texts))
    return sorted(log, key=_when, reverse=True)


def _when(sent: Sent) -> datetime:
    return sent.message.created_at


def mail_about(order_id: int, pk: int) -> Sent | None:
    """One mail about the order; its words are open if they are about nothing else."""
    mail = _about(order_id).filter(pk=pk).first()
    return Sent(mail, not _mixed([mail], order_id)) if mail else None


def _mixed(mails: Sequence[Mail], order_id: int) -> set[int | None]:
    """Which of these are notices about other orders too."""
    notices = Notice.objects.filter(mail__in=[mail.pk for mail in mails]).only("mail_id", "order_id")
    return {notice.mail_id for notice in notices if notice.order_id != order_id}


def _about(order_id: int) -> QuerySet[Mail]:
    told = Notice.objects.filter(order_id=order_id, mail__isnull=False).values_list("mail_id", flat=True)
    return Mail.objects.for_all_to_read().filter(Q(order_id=order_id) | Q(pk__in=set(told)))


def undelivered() -> QuerySet[Mail]:
    """The mails that could not be delivered, newest first."""
    return Mail.objects.filter(state=Mail.State.FAILED).defer("text", "html").order_by("-id")


def failed_mail(pk: int) -> Mail | None:
    return undelivered().filter(pk=pk).first()
