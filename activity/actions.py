"""Delivering the outbox: each follower runs once for each activity, whatever dies on the way."""

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from activity.models import Activity, Outbox
from companies.scope import company_scope
from core import ledger

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)
LONGEST_PAUSE = timedelta(hours=1)


def claim(limit: int = 50) -> list[Outbox]:
    """Take due rows for a minute; another sweeper skips them, a dead one gives them back."""
    now = timezone.now()
    with transaction.atomic():
        rows = list(Outbox.objects.due(now).order_by("due_at").select_for_update(skip_locked=True)[:limit])
        Outbox.objects.filter(pk__in=[row.pk for row in rows]).update(due_at=now + LEASE, tries=F("tries") + 1)
    return rows


def deliver(row: Outbox) -> bool:
    """Run one follower and strike the row, in one transaction. A failure keeps the row for later."""
    try:
        with company_scope(row.company_id):
            if not Outbox.objects.filter(pk=row.pk).select_for_update().exists():
                return True
            ledger.follower(row.follower).run(Activity.objects.get(pk=row.activity_id))
            Outbox.objects.filter(pk=row.pk).delete()
    except Exception as error:
        log.exception("follower failed", follower=row.follower, activity=row.activity_id)
        pause = min(timedelta(seconds=15 * 2 ** min(row.tries, 10)), LONGEST_PAUSE)
        Outbox.objects.filter(pk=row.pk).update(due_at=timezone.now() + pause, last_error=str(error)[:1000])
        return False
    return True


def sweep() -> int:
    """Deliver everything that is due; how many rows were tried."""
    tried = 0
    while rows := claim():
        for row in rows:
            deliver(row)
        tried += len(rows)
    return tried
