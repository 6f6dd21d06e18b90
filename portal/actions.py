"""Answering the question whether the customer is told that an order is complete."""

from datetime import datetime

from core.actor import Actor
from notifications.actions.templates import drop_planned, in_force, send_asked, send_planned_now, withhold
from notifications.letters import Letter, compose_written
from notifications.models import Mail
from orders.letters import written_to
from orders.models import Order
from portal.letters import COMPLETE, about, completion_key


def tell_complete(
    order: Order, *, by: Actor, written: tuple[str, str] | None = None, at: datetime | None = None
) -> Mail | None:
    """Send the letter now or at a later time, in the words in force now or in those `written` for this once; None if it
    was answered meanwhile.
    """
    letter = _as_written(*written) if written else in_force(COMPLETE, lambda: about(order))
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


def _as_written(subject: str, body: str) -> Letter:
    return compose_written(COMPLETE, subject=subject, body=body)
