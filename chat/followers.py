"""What follows from a message: the room sees it, the mentioned are told."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from chat.models import Message
from chat.notices import MENTION, quote_of
from chat.showing import show
from chat.threads import page_of
from core.ledger import follow
from notifications.actions import notify
from orders.gates import orders_seen_by


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
