"""What people are told about what is said: that they were named in a room, and that the agent of an order wrote."""

from django.utils.translation import gettext_lazy as _

from chat.models import Message
from companies.capabilities import Can
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
AGENT_WROTE = register(
    Event(
        "agent-wrote",
        _("Chat"),
        _("The agent of an order writes"),
        (Hears.MANAGER, Hears.TEAM),
        icon="chat",
        needs=Can.SEE_CUSTOMERS,
    )
)

MOST_QUOTED = 500


def quote_of(message: Message) -> str:
    """So much of a message stands in what people are told of it."""
    return message.body[:MOST_QUOTED]
