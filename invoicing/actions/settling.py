"""After money moved: order and papers say what the payments say."""

from collections.abc import Callable, Sequence

from django.db import transaction

from invoicing.models import Invoice, papers
from invoicing.queries.money import allot, received
from orders import actions as order_actions
from orders.models import Order


def settle(order: Order, of_order: Sequence[Invoice]) -> None:
    """Bring a locked order and its locked papers in line with the payments.

    The PDFs are made anew, as they list what was paid.
    """
    issued = [paper for paper in of_order if not paper.is_draft]
    money = received(order)
    counted = allot(money, issued)
    for paper in issued:
        if paper.pdf.name:
            transaction.on_commit(_forgetting(paper.pdf.name), robust=True)
        paper.paid, paper.pdf = counted[paper.pk], ""
        paper.save(update_fields=["paid", "pdf"])
    order_actions.note_money(order, paid=money, is_invoiced=bool(issued))


def _forgetting(name: str) -> Callable[[], None]:
    return lambda: papers().delete(name)
