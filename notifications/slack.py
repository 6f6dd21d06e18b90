"""What can be posted to Slack: apps name their events here, in words that tell no more than Slack may know."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from companies.links import link
from core.ledger import follow
from notifications.actions import slack

ALLOWED = ("before", "after")
"""What may be taken from the data of an activity: the names of statuses and people of the team, never a customer's words."""


@dataclass(frozen=True, slots=True)
class SlackEvent:
    """A verb of the ledger; `{actor}`, `{order}` and what is allowed may stand in its sentence."""

    verb: str
    title: Any
    sentence: Any


@dataclass(frozen=True, slots=True)
class OrderFace:
    """All that Slack may know of an order."""

    number: int
    address: str


_events: dict[str, SlackEvent] = {}
_faces: list[Callable[[int], OrderFace | None]] = []


def can_be_posted(verb: str, title: Any, sentence: Any) -> None:
    """Offer an event of an order to the settings page; what the company chose is posted after the commit."""
    _events[verb] = SlackEvent(verb, title, sentence)
    follow(verb)(post_to_slack)


def knows_orders(face: Callable[[int], OrderFace | None]) -> Callable[[int], OrderFace | None]:
    """Register who knows number and address of an order of the company in force."""
    _faces[:] = [face]
    return face


def events() -> list[SlackEvent]:
    return list(_events.values())


def post_to_slack(activity: Any) -> None:
    """Put the activity into the outbox, if the company wants to read of it. Twice is once."""
    face = _faces[0](activity.order_id) if activity.order_id and slack.wants(activity.verb) else None
    if face is not None:
        slack.post(_words(activity, face), key=f"activity:{activity.pk}")


def _words(activity: Any, face: OrderFace) -> str:
    order = f"<{link(f'/orders/{face.number}/')}|#{face.number} {safe(face.address)}>"
    given = {name: safe(str(activity.data.get(name) or "—")) for name in ALLOWED}
    return str(_events[activity.verb].sentence).format(actor=safe(activity.actor_name), order=order, **given)


def safe(text: str) -> str:
    """Words that mean nothing to Slack but themselves: no mention, no link, no bold."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "¦")
    return text.translate({ord(sign): f"{sign}\u200b" for sign in "*_~`"})
