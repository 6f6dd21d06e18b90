"""Putting a mail into the outbox."""

from datetime import datetime
from typing import Any

from celery import current_app
from django.db import transaction
from django.utils import timezone

from notifications.letters import compose
from notifications.models import Mail

SWEEP = "notifications.tasks.send_waiting_mail"


@transaction.atomic
def send_mail(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    kind: str,
    key: str,
    order_id: int | None = None,
    at: datetime | None = None,
) -> Mail:
    """Store a mail; it leaves from the worker after the commit, or at that time. The same key again returns the first one."""
    given = {"to": to, "subject": subject, "text": text, "html": html, "kind": kind, "order_id": order_id}
    mail, is_new = Mail.objects.get_or_create(key=key, defaults={**given, "next_try_at": at or timezone.now()})
    if is_new and at is None:
        transaction.on_commit(wake, robust=True)
    return mail


def send_letter(template: str, *, to: str, kind: str, key: str, order_id: int | None = None, **context: Any) -> Mail:
    """Write a mail from a template of `templates/mail/` and put it into the outbox, once per key."""
    letter = compose(template, **context)
    return send_mail(
        to=to, subject=letter.subject, text=letter.text, html=letter.html, kind=kind, key=key, order_id=order_id
    )


@transaction.atomic
def send_again(mail: Mail) -> Mail:
    """Try a mail that failed once more, from the start."""
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    if mail.state in (Mail.State.FAILED, Mail.State.STOPPED):
        mail.state = Mail.State.WAITING
        mail.tries = 0
        mail.next_try_at = timezone.now()
        mail.save(update_fields=["state", "tries", "next_try_at"])
        transaction.on_commit(wake, robust=True)
    return mail


def wake() -> None:
    """Have the worker look at once. If nobody hears it, the clock does the same within seconds."""
    current_app.send_task(SWEEP, ignore_result=True, retry=False)
