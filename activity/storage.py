"""Keeps what actions record, and sets in motion what follows from it."""

from typing import Any

from django.db import models, transaction

from activity.models import Activity, Outbox
from core import ledger, live
from core.actor import Actor


def store(*, verb: str, on: models.Model, by: Actor, order_id: int | None, data: dict[str, Any]) -> Activity:
    """Write the activity, run its *together* followers and note its *after* followers in the outbox."""
    activity = Activity.objects.create(
        verb=verb,
        subject_type=on._meta.label_lower,
        subject_id=on.pk,
        order_id=order_id,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name=by.name,
        data=data,
    )
    activity.subject = on
    for follower in ledger.together(activity):
        follower.run(activity)
    later = ledger.after(activity)
    if later:
        Outbox.objects.bulk_create(
            Outbox(company_id=activity.company_id, activity_id=activity.pk, follower=follower.name)
            for follower in later
        )
        transaction.on_commit(_wake, robust=True)
    live.announce(activity)
    return activity


def _wake() -> None:
    from activity.tasks import sweep_outbox

    sweep_outbox.apply_async(ignore_result=True, retry=False)
