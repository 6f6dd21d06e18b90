"""Posting to a company's Slack, from an outbox like mail."""

from collections.abc import Collection

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.scope import company_scope
from core.actor import Actor
from core.ledger import record
from notifications.actions import outbox
from notifications.channels.limits import pause
from notifications.channels.slack import NotTaken, deliver
from notifications.models.slack import SlackPlace, SlackPost

log = structlog.get_logger(__name__)

SWEEP = "notifications.tasks.post_waiting_to_slack"


def place_row() -> SlackPlace:
    """The company's Slack, there or not yet."""
    return SlackPlace.objects.first() or SlackPlace()


def wants(verb: str) -> bool:
    """Whether the company reads of this in Slack."""
    return SlackPlace.objects.filter(is_active=True, verbs__contains=[verb]).exists()


@transaction.atomic
def set_place(
    *, webhook: str, token: str, channel: str, verbs: Collection[str], is_active: bool, by: Actor
) -> SlackPlace:
    """Keep where Slack is and what is posted there. Empty secrets leave those that are there."""
    place, _made = SlackPlace.objects.select_for_update().get_or_create()
    before = place.is_active
    place.webhook, place.token = webhook or place.webhook, token or place.token
    if webhook and not token:
        place.token = ""
    elif token and not webhook:
        place.webhook = ""
    place.channel, place.verbs, place.is_active = channel, list(verbs), is_active
    place.save(update_fields=["webhook", "token", "channel", "verbs", "is_active"])
    if before != is_active:
        record("slack.connected" if is_active else "slack.disconnected", on=place, by=by)
    return place


@transaction.atomic
def post(text: str, *, key: str) -> SlackPost:
    """Store a message; it is posted after the commit. The same key is one message."""
    row, is_new = SlackPost.objects.get_or_create(key=key, defaults={"text": text, "next_try_at": timezone.now()})
    if is_new:
        transaction.on_commit(lambda: outbox.wake(SWEEP), robust=True)
    return row


def post_again(row: SlackPost) -> SlackPost:
    """Try a message that failed once more, from the start."""
    back: SlackPost = outbox.put_back(row)
    transaction.on_commit(lambda: outbox.wake(SWEEP), robust=True)
    return back


def post_waiting_to_slack() -> int:
    """Post every message that is due; how many were tried."""
    return outbox.send_all(SlackPost, _deliver)


def _deliver(company_id: int, post_id: int) -> None:
    with company_scope(company_id):
        row, place = SlackPost.objects.get(pk=post_id), place_row()
        if not (place.is_active and place.is_connected):
            row.state, row.last_error = SlackPost.State.STOPPED, _("Slack was not connected.")
            return row.save(update_fields=["state", "last_error"])
        if wait := pause("slack:", company_id):
            return outbox.postpone(row, wait, task=SWEEP)
    try:
        deliver(row.text, place)
    except NotTaken as error:
        log.warning("post not taken", post=post_id, error=str(error))
        _note_failure(row, error)
    except Exception as error:
        log.exception("post cannot be made", post=post_id)
        _note_failure(row, NotTaken(repr(error), for_good=True))
    else:
        outbox.surely(lambda: _note_sent(row))
    return None


def _note_failure(row: SlackPost, error: NotTaken) -> None:
    with company_scope(row.company_id):
        outbox.note_failure(row, error, for_good=error.for_good)


def _note_sent(row: SlackPost) -> None:
    with company_scope(row.company_id):
        row.state, row.sent_at, row.last_error = SlackPost.State.SENT, timezone.now(), ""
        row.save(update_fields=["state", "sent_at", "last_error"])
