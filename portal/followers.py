"""What the agent is told when an order is placed."""

from typing import Any

from core.ledger import follow
from notifications.actions.templates import write_letter
from orders.letters import written_to
from orders.models import Order, Status
from portal import actions
from portal.letters import about


@follow("order.commissioned")
def confirm(activity: Any) -> None:
    """The confirmation, through whichever door the order was placed."""
    _write("confirmation", _order(activity), f"confirm-{activity.pk}")


@follow("order.commissioned")
def welcome(activity: Any) -> None:
    """A word to somebody whose first order this is; once for each customer."""
    order = _order(activity)
    earlier = Order.objects.commissioned().filter(customer=order.customer, ordered_at__lt=order.ordered_at)
    if not earlier.exists():
        _write("welcome", order, f"welcome:{order.customer_id}")


@follow("order.status_changed", together=True)
def forget_what_was_to_go(activity: Any) -> None:
    """A letter that waits for its time says that the order is complete."""
    if activity.data["after_kind"] != Status.Kind.COMPLETED:
        actions.forget_planned(_order(activity))


def _write(letter: str, order: Order, key: str) -> None:
    if to := written_to(order):
        write_letter(letter, to=to, key=key, order_id=order.pk, data=lambda: about(order))


def _order(activity: Any) -> Order:
    return Order.objects.select_related("status", "customer", "project_manager__user").get(pk=activity.order_id)
