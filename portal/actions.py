"""What customers are told: that an order is complete, if somebody says so, and what the team wrote to them."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.db import transaction
from django.utils import timezone

from chat.models import AgentMessage, Lane
from companies.scope import company_scope, everywhere
from core.actor import Actor
from notifications.actions.templates import drop_planned, in_force, send_asked, send_planned_now, withhold, write_letter
from notifications.composing import standing
from notifications.language import language_for
from notifications.letters import compose_written
from notifications.models import Mail
from orders.letters import written_to
from orders.models import Order
from portal.letters import AGENT_MESSAGE, COMPLETE, about, about_messages, completion_key

log = structlog.get_logger(__name__)

AFTER_TROUBLE = timedelta(hours=1)
"""How long a talk rests of which no letter could be made."""


def tell_complete(
    order: Order, *, by: Actor, written: tuple[str, str] | None = None, at: datetime | None = None
) -> Mail | None:
    """Send the letter now or at a later time, in the words in force now or in those `written` for this once; None if it
    was answered meanwhile.
    """
    language = language_for(written_to(order), order_id=order.pk)
    if written:
        letter = compose_written(
            COMPLETE, replace(standing.in_force(COMPLETE, language), subject=written[0], body=written[1])
        )
    else:
        letter = in_force(COMPLETE, lambda: about(order), language=language)
    key = completion_key(order)
    return send_asked(COMPLETE, letter, key=key, to=written_to(order), order_id=order.pk, by=by, on=order, at=at)


def tell_planned_now(order: Order, *, by: Actor) -> Mail | None:
    """Send what was to go later at once; None if it is gone already."""
    return send_planned_now(COMPLETE, key=completion_key(order), by=by, on=order)


def forget_planned(order: Order) -> None:
    """An order that is not complete after all is not called so."""
    drop_planned(COMPLETE, order_id=order.pk)


def keep_quiet(order: Order, *, by: Actor) -> None:
    """Do not tell, or no longer; nobody is asked again for this completion."""
    withhold(COMPLETE, key=completion_key(order), on=order, by=by)


def write_to_agents(now: datetime | None = None) -> int:
    """Write a letter for each talk in which the agent has not read for some minutes what the team said; how many were due.

    What was said until then is one letter; each message is in one at most.
    """
    now = now or timezone.now()
    with everywhere():  # a sweep: which talks are due
        due = list(Lane.everywhere.filter(mail_at__lte=now).order_by("mail_at").values_list("company_id", "order_id"))
    for company_id, order_id in due:
        try:
            with company_scope(company_id):
                _write_to_agent(order_id, now)
        except Exception:
            log.exception("no letter of these messages", order=order_id)
            with company_scope(company_id):
                Lane.objects.filter(order=order_id).update(mail_at=now + AFTER_TROUBLE)
    return len(due)


@transaction.atomic
def _write_to_agent(order_id: int, now: datetime) -> None:
    lane = Lane.objects.select_for_update(of=("self",)).get(order=order_id)
    if lane.mail_at is None or lane.mail_at > now:
        return
    order = Order.objects.select_related("status", "customer", "project_manager__user").get(pk=order_id)
    fresh = AgentMessage.objects.of_lane(order).by_team().filter(id__gt=max(lane.agent_read, lane.mailed))
    messages = list(fresh.select_related("author__user", "customer").order_by("id"))
    lane.mail_at = None
    if messages and (to := written_to(order)):
        key, lane.mailed, lane.mailed_at = f"agent-message:{messages[-1].pk}", messages[-1].pk, now
        data = partial(about_messages, order, messages)
        write_letter(AGENT_MESSAGE.key, to=to, key=key, order_id=order.pk, data=data)
    lane.save(update_fields=["mail_at", "mailed", "mailed_at"])
