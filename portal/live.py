"""What an agent's page listens to: that its order changed, and not a word of how."""

from typing import Any

from core.live import Viewer, guard
from core.live.topics import heard_on
from orders.gates import orders_seen_by
from orders.models import Order

HEARD = ("order.", "line.", "appointment.", "invoice.issued", "payment.", "deliverable.")


@guard("agent-order")
def may_follow(viewer: Viewer, order_id: int) -> bool:
    """A page by link was let in by its token; a customer listens to their own; a member to what they may see."""
    if viewer.customer is not None:
        return Order.objects.filter(pk=order_id, customer=viewer.customer).exists()
    return viewer.member is None or orders_seen_by(viewer.member).filter(pk=order_id).exists()


@guard("agent-lane")
def may_listen_to_the_talk(viewer: Viewer, order_id: int) -> bool:
    return may_follow(viewer, order_id)


@heard_on("lane.")
def agents_talk(activity: Any) -> list[str]:
    return [f"agent-lane:{activity.order_id}"]


@heard_on(*HEARD)
def agents_page(activity: Any) -> list[str]:
    return [f"agent-order:{activity.order_id}"] if activity.order_id else []
