"""An order as a cart of the price module: the only way from its lines to its totals."""

from collections.abc import Iterable

from orders.models import Adjustment, LineItem, Order
from services import pricing
from services.pricing import Cart, Line, Tax, Totals


def cart_of(order: Order, lines: Iterable[LineItem], adjustments: Iterable[Adjustment]) -> Cart:
    """The priced lines (packages, and services outside of them) with discounts, fees and the order's own tax."""
    task = LineItem.Kind.TASK
    charged = [
        Line(str(line.id), line.name, line.quantity, line.unit_price, line.is_taxable)
        for line in lines
        if line.package_line_id is None and line.kind != task and not is_dropped(line)
    ]
    return Cart(
        currency=order.currency,
        lines=tuple(charged),
        adjustments=tuple(
            pricing.Adjustment(
                str(each.pk),
                each.text,
                "fee" if each.kind == Adjustment.Kind.FEE else "discount",
                amount=each.amount,
                taxable=each.is_taxable,
            )
            for each in adjustments
        ),
        tax=Tax(order.tax_name, order.tax_percent, order.tax_is_included) if order.tax_percent else None,
    )


def is_dropped(line: LineItem) -> bool:
    """A service that the agent cancelled (archived) is no longer charged."""
    return line.stage is not None and line.stage.is_archived


def totals_of(order: Order) -> Totals:
    """What the order comes to, from its rows as they are now. Two queries."""
    lines = order.lines.select_related("stage").order_by("position", "id")
    return pricing.price(cart_of(order, lines, order.adjustments.all()))
