"""Taking what is due out of an outbox, one thing at a time, whatever dies on the way."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from celery import current_app
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerIsAway

from companies.scope import everywhere

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than any server may take: until then nobody else takes the thing."""
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=2)
MOST_TRIES = 12


def send_all(model: Any, deliver: Callable[[int, int], None]) -> int:
    """Deliver everything that is due; how many were tried. Any number of these may run at once."""
    tried = 0
    while claimed := claim(model):
        deliver(*claimed)
        tried += 1
    return tried


def claim(model: Any) -> tuple[int, int] | None:
    """Take one due thing for the length of the lease; a worker that dies gives it back by waiting."""
    now = timezone.now()
    with everywhere():
        due = model.everywhere.filter(state="waiting", next_try_at__lte=now)
        row = due.order_by("next_try_at", "id").select_for_update(skip_locked=True).first()
        if row is None:
            return None
        row.next_try_at = now + LEASE
        row.tries += 1
        row.save(update_fields=["next_try_at", "tries"])
    return row.company_id, row.pk


def note_failure(row: Any, error: Exception, *, for_good: bool) -> Any:
    """Put it back for later, or give it up; None when it turned out meanwhile that it has left after all."""
    row = type(row).objects.select_for_update().get(pk=row.pk)
    if row.state != "waiting":
        return None
    is_over = for_good or row.tries >= MOST_TRIES
    row.last_error = (str(error) or repr(error))[:1000]
    row.next_try_at = timezone.now() + min(FIRST_PAUSE * 2 ** (row.tries - 1), LONGEST_PAUSE)
    row.state = "failed" if is_over else "waiting"
    row.save(update_fields=["last_error", "next_try_at", "state"])
    return row


def postpone(row: Any, pause: float, *, task: str) -> None:
    """Put it back untried, with all else of its company that is due, until there is room again; nothing is lost."""
    now = timezone.now()
    then = now + timedelta(seconds=pause)
    model = type(row)
    with transaction.atomic():
        model.objects.filter(pk=row.pk, state="waiting").update(next_try_at=then, tries=row.tries - 1)
        model.objects.filter(state="waiting", next_try_at__lte=now).update(next_try_at=then)
    wake(task, after=pause)


def surely(note: Callable[[], None]) -> None:
    """Note it, also when the database is away for a while: what has left must not leave again after the lease."""
    give_up = time.monotonic() + LEASE.total_seconds() / 2
    while True:
        try:
            return note()
        except (OperationalError, InterfaceError):
            if time.monotonic() > give_up:
                raise
            log.warning("database is away, trying again")
            time.sleep(1)


@transaction.atomic
def put_back(row: Any) -> Any:
    """Try what failed or was stopped once more, from the start."""
    row = type(row).objects.select_for_update().get(pk=row.pk)
    if row.state in ("failed", "stopped"):
        row.state, row.tries, row.next_try_at = "waiting", 0, timezone.now()
        row.save(update_fields=["state", "tries", "next_try_at"])
    return row


def wake(task: str, *, after: float = 0) -> None:
    """Have the worker look at once, or in some seconds. If nobody hears it, the clock does the same soon."""
    try:
        current_app.send_task(task, ignore_result=True, retry=False, countdown=after or None)
    except BrokerIsAway as error:
        log.warning("nobody hears that something is due", task=task, error=repr(error))
