"""What Slack may know of an order, and which of its events can be posted there."""

from django.utils.translation import gettext_lazy as _

from notifications.slack import OrderFace, can_be_posted, knows_orders
from orders.models import Order


@knows_orders
def face(order_id: int) -> OrderFace | None:
    """Number and address, and nothing about the customer."""
    order = Order.objects.filter(pk=order_id).first()
    return OrderFace(order.number, order.street) if order else None


can_be_posted("order.commissioned", _("An order is placed"), _("{actor} placed order {order}"))
can_be_posted(
    "order.status_changed",
    _("An order gets another status"),
    _("{actor} moved order {order} from {before} to {after}"),
)
can_be_posted(
    "order.manager_assigned", _("An order gets a project manager"), _("{actor} gave order {order} to {after}")
)
