"""In which language the customer of an order asked to be written to, at whatever address the order names."""

from notifications.language import reads
from orders.models import Order


@reads
def language_of_order(to: str, order_id: int | None) -> str:
    """What the customer of the order asked for; empty if they asked for nothing, or it is about no order."""
    return Order.objects.filter(pk=order_id).values_list("customer__language", flat=True).first() or ""
