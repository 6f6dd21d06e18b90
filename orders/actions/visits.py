"""When the order is visited, and when the customer would like that."""

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


@transaction.atomic
def note_wish(order: Order, starts_at: datetime | None) -> Order:
    """Keep the time last chosen for a draft, so that it can be asked for again once its hold has run out."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    order.wished_at = starts_at
    order.save(update_fields=["wished_at"])
    return order
