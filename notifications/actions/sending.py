"""Handing the outbox to the mail server, one mail at a time, whatever dies on the way."""

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.scope import company_scope
from core.actor import CLOCK
from core.ledger import record
from notifications.actions import outbox
from notifications.actions.mail import SWEEP
from notifications.actions.refusing import is_refused
from notifications.actions.senders import sender_row
from notifications.actions.suppressing import stopped_since, suppress
from notifications.channels.limits import pause
from notifications.channels.mail import NotTaken, deliver
from notifications.models import Mail, Suppression
from notifications.refusing import is_refusable, way_out

log = structlog.get_logger(__name__)


def send_waiting() -> int:
    """Send every mail that is due; how many were tried. Any number of these may run at once."""
    return outbox.send_all(Mail, _deliver)


def _deliver(company_id: int, mail_id: int) -> None:
    """Send one claimed mail outside of any transaction, and note how that went."""
    with company_scope(company_id):
        mail = Mail.objects.select_related("company").get(pk=mail_id)
        sender = sender_row(mail.company)
        if why := _stops(mail):
            return _note_stop(mail, why)
        out = way_out(mail.to, mail.kind) if is_refusable(mail.kind) else ""
        if wait := pause(f"mail:{sender.leaves_by}", company_id):
            return outbox.postpone(mail, wait, task=SWEEP)
        mail.provider = sender.leaves_by
        mail.save(update_fields=["provider"])
    try:
        provider_id = deliver(mail, sender, way_out=out)
    except NotTaken as error:
        log.warning("mail not taken", mail=mail_id, error=str(error))
        _note_failure(mail, error, for_good=error.for_good, no_mailbox=error.no_mailbox)
    except Exception as error:
        log.exception("mail cannot be made", mail=mail_id)
        _note_failure(mail, error, for_good=True)
    else:
        outbox.surely(lambda: _note_sent(mail, provider_id))
    return None


def _note_sent(mail: Mail, provider_id: str) -> None:
    with company_scope(mail.company_id):
        mail.state, mail.sent_at, mail.last_error = Mail.State.SENT, timezone.now(), ""
        mail.provider_id = provider_id[:200]
        mail.save(update_fields=["state", "sent_at", "last_error", "provider_id"])
        _record("mail.sent", mail)


def _note_failure(mail: Mail, error: Exception, *, for_good: bool, no_mailbox: bool = False) -> None:
    with company_scope(mail.company_id):
        row = outbox.note_failure(mail, error, for_good=for_good)
        if row is not None and row.state == Mail.State.FAILED:
            _record("mail.failed", row)
        if row is not None and no_mailbox:
            suppress(row.to, reason=Suppression.Reason.BOUNCE, text=row.last_error)


def _stops(mail: Mail) -> str:
    """Why a mail may not leave; empty if it may."""
    if stopped_since(mail.to):
        return _("This address takes no more mail.")
    if is_refusable(mail.kind) and is_refused(mail.to, mail.kind):
        return _("Its reader has unsubscribed from these letters.")
    return ""


def _note_stop(mail: Mail, why: str) -> None:
    """The mail stays where it is."""
    mail.state, mail.last_error = Mail.State.STOPPED, why
    mail.save(update_fields=["state", "last_error"])
    _record("mail.stopped", mail)


@transaction.atomic
def _record(verb: str, mail: Mail) -> None:
    """What was sent about an order stands in the order's log; what failed is recorded in any case, for somebody is told."""
    if mail.order_id or mail.state == Mail.State.FAILED:
        subject = "" if mail.is_for_one_reader else mail.subject
        record(verb, on=mail, by=CLOCK, subject=subject, to=mail.to, error=mail.last_error)
