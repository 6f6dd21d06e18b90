"""What people are told about what is said in a room: that they were named."""

from django.utils.translation import gettext_lazy as _

from chat.models import Message
from notifications.registry import Event, Hears, register

MENTION = register(
    Event(
        "mention",
        _("Chat"),
        _("Somebody writes @ and your name"),
        (Hears.PERSON,),
        icon="at",
        always=True,
    )
)

MOST_QUOTED = 500


def quote_of(message: Message) -> str:
    """So much of a message stands in what people are told of it."""
    return message.body[:MOST_QUOTED]
