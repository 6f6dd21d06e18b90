"""Handing the outbox to the mail server, one mail at a time, whatever dies on the way."""

import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.scope import company_scope, everywhere
from core.actor import CLOCK
from core.ledger import record
from notifications.actions.senders import sender_row
from notifications.actions.suppressing import stopped_since, suppress
from notifications.channels.mail import NotTaken, deliver
from notifications.models import Mail, Suppression

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than a mail server may take: until then nobody else takes the mail."""
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=2)
MOST_TRIES = 12


def send_waiting() -> int:
    """Send every mail that is due; how many were tried. Any number of these may run at once."""
    tried = 0
    while claimed := _claim():
        _deliver(*claimed)
        tried += 1
    return tried


def _claim() -> tuple[int, int] | None:
    """Take one due mail for the length of the lease; a worker that dies gives it back by waiting."""
    now = timezone.now()
    with everywhere():
        due = Mail.everywhere.filter(state=Mail.State.WAITING, next_try_at__lte=now)
        mail = due.order_by("next_try_at").select_for_update(skip_locked=True).first()
        if mail is None:
            return None
        mail.next_try_at = now + LEASE
        mail.tries += 1
        mail.save(update_fields=["next_try_at", "tries"])
    return mail.company_id, mail.pk


def _deliver(company_id: int, mail_id: int) -> None:
    """Send one claimed mail outside of any transaction, and note how that went."""
    with company_scope(company_id):
        mail = Mail.objects.select_related("company").get(pk=mail_id)
        sender = sender_row(mail.company)
        if stopped_since(mail.to):
            return _note_stop(mail)
        mail.provider = sender.leaves_by
        mail.save(update_fields=["provider"])
    try:
        provider_id = deliver(mail, sender)
    except NotTaken as error:
        log.warning("mail not taken", mail=mail_id, error=str(error))
        _note_failure(mail, error, for_good=error.for_good or mail.tries >= MOST_TRIES, no_mailbox=error.no_mailbox)
    except Exception as error:
        log.exception("mail cannot be made", mail=mail_id)
        _note_failure(mail, error, for_good=True)
    else:
        _surely(lambda: _note_sent(mail, provider_id))
    return None


def _surely(note: Callable[[], None]) -> None:
    """Note it, also when the database is away for a while: a mail that has left must not leave again after the lease."""
    give_up = time.monotonic() + LEASE.total_seconds() / 2
    while True:
        try:
            return note()
        except (OperationalError, InterfaceError):
            if time.monotonic() > give_up:
                raise
            log.warning("database is away, trying again")
            time.sleep(1)


def _note_sent(mail: Mail, provider_id: str) -> None:
    with company_scope(mail.company_id):
        mail.state, mail.sent_at, mail.last_error = Mail.State.SENT, timezone.now(), ""
        mail.provider_id = provider_id[:200]
        mail.save(update_fields=["state", "sent_at", "last_error", "provider_id"])
        _record("mail.sent", mail)


def _note_failure(mail: Mail, error: Exception, *, for_good: bool, no_mailbox: bool = False) -> None:
    pause = min(FIRST_PAUSE * 2 ** (mail.tries - 1), LONGEST_PAUSE)
    with company_scope(mail.company_id):
        mail = Mail.objects.select_for_update().get(pk=mail.pk)
        if mail.state != Mail.State.WAITING:  # the provider has told meanwhile that it has the mail after all
            return
        mail.last_error = (str(error) or repr(error))[:1000]
        mail.next_try_at = timezone.now() + pause
        mail.state = Mail.State.FAILED if for_good else Mail.State.WAITING
        mail.save(update_fields=["last_error", "next_try_at", "state"])
        if for_good:
            _record("mail.failed", mail)
        if no_mailbox:
            suppress(mail.to, reason=Suppression.Reason.BOUNCE, text=mail.last_error)


def _note_stop(mail: Mail) -> None:
    """Its reader takes no more mail of this company: the mail stays where it is."""
    mail.state, mail.last_error = Mail.State.STOPPED, _("This address takes no more mail.")
    mail.save(update_fields=["state", "last_error"])
    _record("mail.stopped", mail)


@transaction.atomic
def _record(verb: str, mail: Mail) -> None:
    """What was sent about an order stands in the order's log; what failed is recorded in any case, for somebody is told."""
    if mail.order_id or mail.state == Mail.State.FAILED:
        subject = "" if mail.is_for_one_reader else mail.subject
        record(verb, on=mail, by=CLOCK, subject=subject, to=mail.to, error=mail.last_error)
