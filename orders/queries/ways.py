"""Where an order or a card came from: back there one may always go."""

from activity.models import Activity
from orders.models import LineItem, Order


def status_before(order: Order) -> int | None:
    """The id of the status it had before; None if it has had no other since it was placed."""
    last = Activity.objects.filter(order_id=order.pk, verb="order.status_changed").order_by("-id").first()
    return last.data["before_status"] if last else None


def stage_before(line: LineItem) -> int | None:
    """The id of the stage it was moved from last; None if it was never moved."""
    moves = Activity.objects.filter(subject_type="orders.lineitem", subject_id=line.pk, verb="line.moved")
    last = moves.order_by("-id").first()
    return last.data["before_stage"] if last else None
