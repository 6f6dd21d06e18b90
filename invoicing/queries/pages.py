"""What the pages about one order's or one invoice's money show."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString

from activity.models import Activity
from activity.wording import marked_sentence
from invoicing.models import CheckoutSession, Gateway, Invoice, Payment
from invoicing.queries.money import due_of, overpaid, payments_of
from orders.models import Order

OF_MONEY = Q(verb__startswith="invoice.") | Q(verb__startswith="payment.") | Q(verb="checkout.failed")
MOST = 30


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to the papers or the money of an order."""

    at: datetime
    words: SafeString


@dataclass(frozen=True, slots=True)
class Sales:
    """The money of one order: what it comes to, its papers, what was paid."""

    order: Order
    invoice: Invoice | None
    draft: Invoice | None
    payments: list[Payment]
    due: Decimal
    overpaid: Decimal
    may_draft: bool

    @property
    def differs(self) -> bool:
        """Whether the order moved away from its issued invoice."""
        return self.invoice is not None and self.order.total != self.invoice.total


def sales_of(order: Order) -> Sales:
    """Everything about one order's money. Two queries."""
    papers = list(Invoice.objects.of_order(order).order_by("id"))
    issued = [paper for paper in papers if not paper.is_draft]
    return Sales(
        order=order,
        invoice=issued[-1] if issued else None,
        draft=next((paper for paper in papers if paper.is_draft), None),
        payments=payments_of(order),
        due=due_of(order, papers),
        overpaid=overpaid(order, papers),
        may_draft=order.is_commissioned and not order.is_cancelled and not issued,
    )


def history_of(order_id: int) -> list[Event]:
    """What happened to the papers and the money of an order, newest first."""
    rows: Any = Activity.objects.of_order(order_id).filter(OF_MONEY).order_by("-id")[:MOST]
    return [Event(row.created_at, marked_sentence(row)) for row in rows]


def takes_cards() -> bool:
    """Whether the company's customers can pay by card."""
    gateway = Gateway.objects.filter(is_active=True).first()
    return gateway is not None and bool(gateway.secret_key)


def last_refusal(invoice: Invoice) -> str:
    """Why the last card did not pay; nothing once the page was paid or closed."""
    page = CheckoutSession.objects.filter(invoice=invoice, state=CheckoutSession.State.OPEN).order_by("-id").first()
    return page.last_failure if page else ""
