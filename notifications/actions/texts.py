"""Text messages: the outbox, who agreed to get them, and the number they leave from."""

from uuid import uuid4

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.links import link
from companies.models import Member
from companies.scope import company_scope
from core.actor import CLOCK, Actor
from core.ledger import record
from core.phone import international, readable
from notifications.actions import outbox
from notifications.channels.limits import pause
from notifications.channels.texts import NotTaken, deliver, way_out
from notifications.composing.texting import LONGEST
from notifications.models.text import Text, TextConsent, TextNumber
from notifications.segments import measure

log = structlog.get_logger(__name__)

SWEEP = "notifications.tasks.send_waiting_texts"


@transaction.atomic
def send_text(*, to: str, body: str, kind: str, key: str, order_id: int | None = None) -> Text:
    """Store a text to an E.164 number; it leaves after the commit if its reader agreed. The same key is one text."""
    body = body[:LONGEST]
    given = {"to": to, "body": body, "kind": kind, "order_id": order_id, "segments": measure(body).segments}
    text, is_new = Text.objects.get_or_create(key=key, defaults={**given, "next_try_at": timezone.now()})
    if is_new:
        transaction.on_commit(lambda: outbox.wake(SWEEP), robust=True)
    return text


class NoTrial(Exception):
    """Why nothing can be tried out, as a sentence."""


@transaction.atomic
def send_trial(body: str, *, to: Member) -> str:
    """Text somebody of the team at the number of their own profile; which one. Raises NoTrial. Asking for it is agreeing."""
    try:
        number = international(to.user.phone)
    except ValueError:
        raise NoTrial(_("Your profile has no phone number to text to.")) from None
    if not can_text():
        raise NoTrial(_("Your company has no number to send texts from."))
    agree_at_first(number, how=_("Tried out a text"), by=to.as_actor)
    if not reaches(number):
        raise NoTrial(_("Your number has sent STOP. Send START from it first."))
    send_text(to=number, body=body, kind="template-trial", key=f"template-trial:{uuid4()}")
    return readable(number)


def reaches(number: str) -> bool:
    """Whether a text to this number would leave: its owner agreed, and the company has a way to send it."""
    agreed = bool(number) and TextConsent.objects.of_number(number).filter(agrees=True).exists()
    return agreed and can_text()


def can_text() -> bool:
    """Whether the company has a way to send texts."""
    return bool(way_out(number_row()))


def send_waiting_texts() -> int:
    """Send every text that is due; how many were tried."""
    return outbox.send_all(Text, _deliver)


def send_again(text: Text) -> Text:
    """Try a text that failed or was stopped once more, from the start."""
    row: Text = outbox.put_back(text)
    transaction.on_commit(lambda: outbox.wake(SWEEP), robust=True)
    return row


def number_row() -> TextNumber:
    """The company's number, there or not yet."""
    return TextNumber.objects.first() or TextNumber()


def _deliver(company_id: int, text_id: int) -> None:
    with company_scope(company_id):
        text, number = Text.objects.get(pk=text_id), number_row()
        if why := _stops(text, number):
            return _note_stop(text, why)
        if wait := pause(f"texts:{way_out(number)}", company_id):
            return outbox.postpone(text, wait, task=SWEEP)
        text.provider = way_out(number)
        text.save(update_fields=["provider"])
        told = link(f"/hooks/texts/{text.pk}/")
    try:
        provider_id = deliver(text, number, told=told)
    except NotTaken as error:
        log.warning("text not taken", text=text_id, error=str(error))
        _note_failure(text, error)
    except Exception as error:
        log.exception("text cannot be made", text=text_id)
        _note_failure(text, NotTaken(error, for_good=True))
    else:
        outbox.surely(lambda: _note_sent(text, provider_id))
    return None


def _stops(text: Text, number: TextNumber) -> str:
    """Why a text may not leave; empty if it may."""
    consent = TextConsent.objects.of_number(text.to).first()
    if consent is None:
        return _("Nobody agreed to texts at this number.")
    if not consent.agrees:
        return _("The owner of this number wants no texts.")
    return "" if way_out(number) else _("Your company has no number to send texts from.")


def _note_stop(text: Text, why: str) -> None:
    text.state, text.last_error = Text.State.STOPPED, why
    text.save(update_fields=["state", "last_error"])
    _record("text.stopped", text)


def _note_sent(text: Text, provider_id: str) -> None:
    with company_scope(text.company_id):
        text.state, text.sent_at, text.last_error, text.provider_id = "sent", timezone.now(), "", provider_id
        text.save(update_fields=["state", "sent_at", "last_error", "provider_id"])
        _record("text.sent", text)


def _note_failure(text: Text, error: NotTaken) -> None:
    with company_scope(text.company_id):
        if error.is_stopped:
            say(text.to, agrees=False, how=_("Sent STOP"), by=CLOCK)
        row = outbox.note_failure(text, error, for_good=error.for_good)
        if row is not None and row.state == Text.State.FAILED:
            _record("text.failed", row)


@transaction.atomic
def note_status(text: Text, *, status: str, code: str) -> Text:
    """Keep what the network says became of a text; the first word of a kind counts, in whatever order they come."""
    text = Text.objects.select_for_update().get(pk=text.pk)
    field = {"delivered": "delivered_at", "undelivered": "undelivered_at", "failed": "undelivered_at"}.get(status)
    if field is None or getattr(text, field) is not None:
        return text
    setattr(text, field, timezone.now())
    if text.state == Text.State.WAITING:  # it left, though nobody could note that
        text.state, text.sent_at = Text.State.SENT, timezone.now()
    if field == "undelivered_at":
        text.last_error = _("The network could not deliver it (%s).") % (code or status)
        _record("text.failed", text)
    text.save(update_fields=[field, "state", "sent_at", "last_error"])
    return text


@transaction.atomic
def say(number: str, *, agrees: bool, how: str, by: Actor) -> TextConsent:
    """Keep what the owner of a number said about texts. The same again changes nothing."""
    row, is_new = TextConsent.objects.select_for_update().get_or_create(
        number=number, defaults={"agrees": agrees, "how": how}
    )
    if not is_new and row.agrees != agrees:
        row.agrees, row.how, row.said_at = agrees, how, timezone.now()
        row.save(update_fields=["agrees", "how", "said_at"])
        is_new = True
    if is_new:
        record("texts.agreed" if agrees else "texts.stopped", on=row, by=by, number=number, how=how)
    return row


def agree_at_first(number: str, *, how: str, by: Actor) -> None:
    """Whoever books agrees for the number they give. It never undoes a STOP, which only its owner could send."""
    if not TextConsent.objects.of_number(number).exists():
        say(number, agrees=True, how=how, by=by)


@transaction.atomic
def set_number(*, account: str, secret: str, number: str, is_active: bool, by: Actor) -> TextNumber:
    """Keep number and keys. An empty secret leaves the one that is there."""
    row, _made = TextNumber.objects.select_for_update().get_or_create()
    before = row.number
    row.account, row.number, row.is_active = account, number, is_active
    row.secret = secret or row.secret
    row.save(update_fields=["account", "number", "is_active", "secret"])
    if before != number:
        record("texts.number_changed", on=row, by=by, before=before, after=number)
    return row


def _record(verb: str, text: Text) -> None:
    """What was texted about an order stands in its log; of what failed somebody is told in any case."""
    if text.order_id or verb == "text.failed":
        record(verb, on=text, by=CLOCK, to=text.to, error=text.last_error)
