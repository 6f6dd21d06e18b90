"""Reads for the lane of an order: what the team and its agent said to each other, and how far each has read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from chat.models import AgentMessage, AgentMessageQuerySet, Lane, LaneRead
from companies.models import Member
from orders.models import Order

PAGE = 100


@dataclass(frozen=True, slots=True)
class SaidInLane:
    """One message as one side sees it. The agent reads the first names of the team, and nothing else about anybody."""

    pk: int
    name: str
    tone: str
    is_by_agent: bool
    body: str
    client_id: UUID
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """A part of the lane, oldest first; above the message `older` there is more, and from `unread` on it is new."""

    said: list[SaidInLane]
    older: int | None = None
    unread: int | None = None

    @property
    def last(self) -> int:
        """The newest message here, 0 if there is none."""
        return self.said[-1].pk if self.said else 0


def talk(order: Order, *, for_agent: bool, read: int = 0, before: int | None = None) -> Talk:
    """The end of the lane, or what stands above a message; new is what the other side said after `read`."""
    rows = _rows(order)
    newest = list((rows.filter(id__lt=before) if before else rows).order_by("-id")[: PAGE + 1])
    shown = newest[:PAGE][::-1]
    said = _said(shown, for_agent=for_agent)
    unread = next((each.pk for each in said if each.pk > read and each.is_by_agent != for_agent), None)
    return Talk(said, older=shown[0].pk if len(newest) > PAGE else None, unread=None if before else unread)


def after(order: Order, message_id: int, *, for_agent: bool) -> Talk:
    """What a page has missed."""
    rows = _rows(order).filter(id__gt=message_id).order_by("id")[:PAGE]
    said = _said(rows, for_agent=for_agent)
    return Talk(said, unread=next((each.pk for each in said if each.is_by_agent != for_agent), None))


def said_of(message: AgentMessage, *, for_agent: bool) -> SaidInLane:
    """The facts of one message, as one side sees it."""
    name = message.author.name if message.author else message.customer.name
    return SaidInLane(
        pk=message.pk,
        name=name.split()[0] if for_agent and message.author else name,
        tone=message.author.tone if message.author else "",
        is_by_agent=message.author is None,
        body=message.body,
        client_id=message.client_id,
        created_at=message.created_at,
    )


def read_by_agent(order: Order) -> int:
    """The message up to which the agent has read, 0 for nothing."""
    return Lane.objects.filter(order=order).values_list("agent_read", flat=True).first() or 0


def read_by(order: Order, member: Member) -> int:
    """The message up to which a member has read, 0 for nothing."""
    rows = LaneRead.objects.filter(order=order, member=member)
    return rows.values_list("message_id", flat=True).first() or 0


def unread_by(order: Order, member: Member) -> int:
    """How many messages of the agent the member has not read."""
    return AgentMessage.objects.of_lane(order).by_agent().filter(id__gt=read_by(order, member)).count()


def is_new_to_agent() -> Exists:
    """For a queryset of orders: whether the team has said something that the agent has not read."""
    read = Lane.objects.filter(order=OuterRef("order")).values("agent_read")
    said = AgentMessage.objects.by_team().filter(order=OuterRef("pk"), customer=OuterRef("customer"))
    return Exists(said.filter(id__gt=Coalesce(Subquery(read), 0)))


def seen_up_to(order: Order) -> SaidInLane | None:
    """The last message of the team, if the agent has read it and has not answered since."""
    last = _rows(order).order_by("-id").first()
    if last is None or last.author is None or last.pk > read_by_agent(order):
        return None
    return said_of(last, for_agent=False)


def _rows(order: Order) -> AgentMessageQuerySet:
    return AgentMessage.objects.of_lane(order).select_related("author__user", "customer")


def _said(rows: Iterable[AgentMessage], *, for_agent: bool) -> list[SaidInLane]:
    return [said_of(row, for_agent=for_agent) for row in rows]
