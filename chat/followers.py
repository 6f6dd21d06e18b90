"""What follows from a message: the room sees it, the mentioned are told; of the agent's, those who run the order."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from chat.models import AgentMessage, Message
from chat.notices import AGENT_WROTE, MENTION, quote_of
from chat.showing import show
from chat.threads import page_of
from companies.models import Member
from core.ledger import follow
from core.live.topics import heard_on
from notifications.actions import notify
from notifications.queries.hearing import hearers
from orders.gates import orders_seen_by
from orders.queries.hearing import people_of


@follow("message.said", together=True)
def show_in_the_room(activity: Any) -> None:
    """Draw the message once, and send it to every page in the room after the commit."""
    show(activity.subject)


def names_somebody(activity: Any) -> bool:
    return bool(activity.data["mentioned"])


@follow("message.said", "message.edited", when=names_somebody)
def tell_the_mentioned(activity: Any) -> None:
    """A notice and a mail to everybody who was named and may still see the order; none of a message deleted meanwhile.

    The message is locked, so that whoever edits or deletes it finds the notices that quote it.
    """
    rows = Message.objects.to_show().select_related("order", "company")
    message = rows.select_for_update(of=("self",), no_key=True).get(pk=activity.subject_id)
    if message.deleted_at is not None:
        return
    with translation.override(message.company.language):
        title = _("%(who)s mentioned you in %(order)s") % {"who": message.author.name, "order": message.order.title}
    for mention in message.mentions.filter(member__in=activity.data["mentioned"]).select_related("member__user"):
        if orders_seen_by(mention.member).filter(pk=message.order_id).exists():
            notify(
                mention.member,
                kind=MENTION.key,
                title=title,
                body=quote_of(message),
                url=f"{page_of(message.order.number, message.line_id)}#m{message.pk}",
                activity=activity,
            )


@heard_on("lane.")
def the_lane(activity: Any) -> list[str]:
    return [f"lane:{activity.order_id}"]


@follow("lane.agent_said")
def tell_that_the_agent_wrote(activity: Any) -> None:
    """A notice to the project manager, the team and followers; where nobody runs the order, to the coordinators."""
    message = AgentMessage.objects.select_related("order", "company", "customer").get(pk=activity.subject_id)
    order = message.order
    with translation.override(message.company.language):
        title = _("%(who)s wrote about %(order)s") % {"who": message.customer.name, "order": order.title}
    for member in hearers(AGENT_WROTE, order_id=order.pk, also=people_of(order, AGENT_WROTE) or _coordinators()):
        if orders_seen_by(member).filter(pk=order.pk).exists():
            notify(
                member,
                kind=AGENT_WROTE.key,
                title=title,
                body=message.body[:500],
                url=f"/orders/{order.number}/?with=agent",
                activity=activity,
            )


def _coordinators() -> set[int]:
    members = list(Member.objects.active())
    return {each.pk for each in members if each.works_as(Member.Job.COORDINATOR)} or {
        each.pk for each in members if each.role in {Member.Role.OWNER, Member.Role.ADMIN}
    }
