"""Drawing a message for everybody who has the room open."""

from django.template.loader import render_to_string
from django.utils import translation

from chat.models import Message, Pin
from chat.said import said_of
from chat.threads import Thread
from core import live


def show(message: Message) -> None:
    """Put a new message at the end of its thread on every page, after the commit."""
    _push(message, "chat/_pushed.html")


def show_again(message: Message) -> None:
    """Put a message as it is now in the place of what pages show of it, after the commit."""
    _push(message, "chat/_changed.html")


def show_pins(message: Message) -> None:
    """Put the number of pinned messages at the head of the message's thread, after the commit."""
    thread = Thread(message.order, message.line)
    pins = Pin.objects.filter(message__order=message.order_id, message__line=message.line_id).count()
    with translation.override(message.author.company.language):
        html = render_to_string("chat/_pins.html", {"thread": thread, "pins": pins})
    live.push(message.company_id, f"chat:{message.order_id}", html)


def _push(message: Message, template: str) -> None:
    company = message.author.company
    with translation.override(company.language):
        html = render_to_string(template, {"message": said_of(message), "zone": company.time_zone})
    live.push(company.pk, f"chat:{message.order_id}", html)
