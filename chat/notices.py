"""What people are told about what is said in a room: that they were named."""

from django.utils.translation import gettext_lazy as _

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
