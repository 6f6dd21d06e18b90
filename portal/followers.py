"""What the agent is told when something happens to their order."""

from typing import Any

from core.ledger import follow
from orders.models import Order
from portal.letters import confirmation


@follow("order.commissioned")
def confirm(activity: Any) -> None:
    """The confirmation, through whichever door the order was placed."""
    confirmation(Order.objects.select_related("customer").get(pk=activity.order_id), key=f"confirm-{activity.pk}")
