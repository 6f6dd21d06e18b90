"""When the order is next visited."""

from datetime import datetime

from django.db import transaction

from orders.models import Order


@transaction.atomic
def note_visit(order: Order, starts_at: datetime | None) -> Order:
    """Keep the start of the first live appointment on the order; called by scheduling in its own transaction."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    order.visit_starts_at = starts_at
    order.save(update_fields=["visit_starts_at"])
    return order
