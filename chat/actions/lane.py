"""Speaking and reading in the lane that the team shares with the agent of an order."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from activity.models import Activity
from chat.actions.saying import LONGEST, tidy
from chat.models import AgentMessage, Lane, LaneRead
from chat.refusals import Blank, TooLong
from companies.models import Member
from core import live
from core.actor import Actor
from core.ledger import record
from notifications.actions import read_because_of
from notifications.models import Notice
from orders.models import Order

PATIENCE = timedelta(minutes=2)
"""How long the agent has to read on the page before a letter says the same."""
PAUSE = timedelta(minutes=10)
"""How long after a letter the next one may leave: what is said meanwhile is one letter."""


@transaction.atomic
def say_to_agent(order: Order, *, body: str, client_id: UUID, by: Actor) -> AgentMessage:
    """Say something to the agent, as the member who speaks. Once per `client_id`. Raises NotSaid: blank, or too long.

    A letter says it too, unless the agent reads it within some minutes.
    """
    lane = _enter(order)
    author = Member.objects.select_related("user").get(pk=by.id)
    message, is_new = _say(order, body, client_id, author)
    if is_new:
        now = timezone.now()
        if lane.mail_at is None:
            lane.mail_at = max(now + PATIENCE, lane.mailed_at + PAUSE) if lane.mailed_at else now + PATIENCE
            lane.save(update_fields=["mail_at"])
        _note_read(order, author, message.pk)
        record("lane.team_said", on=message, by=by)
    return message


@transaction.atomic
def say_to_team(order: Order, *, body: str, client_id: UUID, by: Actor) -> AgentMessage:
    """Say something to the team, as the order's agent. Once per `client_id`. Raises NotSaid: blank, or too long."""
    lane = _enter(order)
    message, is_new = _say(order, body, client_id, None)
    if is_new:
        lane.agent_read, lane.mail_at = message.pk, None
        lane.save(update_fields=["agent_read", "mail_at"])
        record("lane.agent_said", on=message, by=by)
    return message


@transaction.atomic
def mark_read_by_agent(order: Order, *, up_to: int) -> int:
    """Remember how far the agent has read; never backwards. What they have read is not mailed."""
    lane = _enter(order)
    said = AgentMessage.objects.of_lane(order)
    newest = said.filter(id__lte=up_to).order_by("-id").values_list("id", flat=True).first() or 0
    if newest > lane.agent_read:
        lane.agent_read = newest
        if not said.by_team().filter(id__gt=max(newest, lane.mailed)).exists():
            lane.mail_at = None
        lane.save(update_fields=["agent_read", "mail_at"])
        live.tell(order.company_id, f"lane:{order.pk}")
    return lane.agent_read


@transaction.atomic
def mark_read_by_member(order: Order, *, member: Member, up_to: int) -> None:
    """Remember how far a member has read; never backwards. What told them of it is read too."""
    said = AgentMessage.objects.of_lane(order).filter(id__lte=up_to)
    newest = said.order_by("-id").values_list("id", flat=True).first()
    if newest is None or not _note_read(order, member, newest):
        return
    waiting = Notice.objects.of_member(member).unread().filter(kind="agent-wrote").values_list("activity_id", flat=True)
    told = Activity.objects.filter(
        pk__in=list(waiting), verb="lane.agent_said", order_id=order.pk, subject_id__in=said.values("pk")
    )
    read_because_of(member, kind="agent-wrote", activities=list(told.values_list("pk", flat=True)))
    live.tell(order.company_id, f"lane:{order.pk}")


def _enter(order: Order) -> Lane:
    """One speaker at a time in each lane, until the end of the transaction: ids grow as messages appear."""
    Lane.objects.get_or_create(order=order)
    return Lane.objects.select_for_update(of=("self",)).get(order=order)


def _say(order: Order, body: str, client_id: UUID, author: Member | None) -> tuple[AgentMessage, bool]:
    rows = AgentMessage.objects.select_related("author__user", "customer")
    said = rows.filter(order=order, client_id=client_id).first()
    if said is not None:
        return said, False
    text = tidy(body)
    if not text:
        raise Blank
    if len(text) > LONGEST:
        raise TooLong(len(text), LONGEST)
    message = AgentMessage.objects.create(
        order=order, customer=order.customer, author=author, body=text, client_id=client_id
    )
    return message, True


def _note_read(order: Order, member: Member, up_to: int) -> bool:
    """Whether that was further than before."""
    row, _made = LaneRead.objects.select_for_update(of=("self",)).get_or_create(order=order, member=member)
    if up_to <= row.message_id:
        return False
    row.message_id = up_to
    row.save(update_fields=["message_id"])
    return True
