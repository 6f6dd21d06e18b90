"""What an order comes to, and what has been paid of it."""

from decimal import Decimal

from orders.models import Order
from orders.pricing import totals_of


def reprice(order: Order) -> Order:
    """Store the totals of the order's lines. The caller holds the lock and records what it changed."""
    totals = totals_of(order)
    order.subtotal, order.discount, order.fees = totals.subtotal, totals.discount, totals.fees
    order.tax, order.total = totals.tax, totals.total
    order.save(update_fields=["subtotal", "discount", "fees", "tax", "total"])
    return order


def note_money(order: Order, *, paid: Decimal, is_invoiced: bool) -> Order:
    """Keep on the order what the ledger of money says; invoicing calls it in its own transaction and holds the lock."""
    order.paid, order.is_invoiced = paid, is_invoiced
    order.save(update_fields=["paid", "is_invoiced"])
    return order
