"""What providers tell about mail that left: kept once, in whatever order it comes."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.actor import CLOCK
from core.ledger import record
from notifications.actions.suppressing import suppress
from notifications.channels.providers import Event
from notifications.models import Mail
from notifications.models.suppression import Suppression

LONGEST_ID = 18


@transaction.atomic
def note_events(events: Iterable[Event]) -> int:
    """Note each on its mail, the first of a kind alone; how many were new. What is about no mail of ours is left."""
    return sum(_note(event) for event in events)


def _note(event: Event) -> bool:
    mail = _mail_of(event)
    field = f"{event.kind}_at"
    if mail is None or getattr(mail, field) is not None:
        return False
    now = timezone.now()
    at = event.at if event.at and event.at < now + timedelta(minutes=1) else now
    setattr(mail, field, at)
    if event.text and event.kind != "opened":
        mail.delivery_text = event.text
    if mail.state == Mail.State.WAITING:  # it left, though nobody could note that: it must not leave again
        mail.state, mail.sent_at = Mail.State.SENT, at
    mail.save(update_fields=[field, "delivery_text", "state", "sent_at"])
    if event.kind == "complained":
        suppress(mail.to, reason=Suppression.Reason.COMPLAINT, text=event.text)
    elif event.is_hard:
        suppress(mail.to, reason=Suppression.Reason.BOUNCE, text=event.text)
    if event.kind in {"bounced", "complained"}:
        subject = "" if mail.is_for_one_reader else mail.subject
        record(f"mail.{event.kind}", on=mail, by=CLOCK, subject=subject, to=mail.to, error=event.text)
    return True


def _mail_of(event: Event) -> Mail | None:
    """The mail by our own number, which it carries, else by the provider's. Its reader must be the one named."""
    rows = Mail.objects.select_for_update().exclude(provider="")
    if event.mail.isdecimal() and len(event.mail) <= LONGEST_ID:
        mail = rows.filter(pk=int(event.mail)).first()
    else:
        mail = rows.filter(provider_id=event.message_id).first() if event.message_id else None
    if mail is None or (event.recipient and event.recipient != mail.to.lower()):
        return None
    return mail
