"""An order and everything that stands on it."""

from orders.models.line import Adjustment, ChecklistItem, DeliverableLink, LineItem
from orders.models.order import AcceptedLegal, Order, OrderMember, OrderPermission
from orders.models.state import OrderTally, Stage, Status

__all__ = [
    "AcceptedLegal",
    "Adjustment",
    "ChecklistItem",
    "DeliverableLink",
    "LineItem",
    "Order",
    "OrderMember",
    "OrderPermission",
    "OrderTally",
    "Stage",
    "Status",
]
