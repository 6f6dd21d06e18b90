"""What came in, what it counts towards, what is still to be paid. Derived from the payments, never typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from companies.models import Company
from companies.scope import current_company_id
from invoicing.models import Invoice, Payment
from orders.models import Order

NOTHING = Decimal(0)


def received(order: Order) -> Decimal:
    """Everything that came in for the order, reversals taken off."""
    return Payment.objects.filter(order=order).aggregate(sum=Sum("amount"))["sum"] or NOTHING


def allot(money: Decimal, papers: Iterable[Invoice]) -> dict[int, Decimal]:
    """By paper, what counts towards it: the first is filled first, none takes more than its total."""
    found, left = {}, money
    for paper in papers:
        found[paper.pk] = min(left, paper.total)
        left -= found[paper.pk]
    return found


def due_of(order: Order, papers: Iterable[Invoice]) -> Decimal:
    """What may still be paid: what the order leaves, or its issued papers, whichever is more."""
    return max(order.due, sum((paper.due for paper in papers if not paper.is_draft), NOTHING))


def overpaid(order: Order, papers: Iterable[Invoice]) -> Decimal:
    """What came in beyond everything that was asked for, and is to be given back."""
    billed = sum((paper.total for paper in papers if not paper.is_draft), NOTHING)
    ordered = NOTHING if order.is_draft or order.is_cancelled else order.total
    return max(order.paid - max(billed, ordered), NOTHING)


def payments_of(order: Order) -> list[Payment]:
    """Every row of the order's ledger, newest first; a payment that was taken back knows its reversal."""
    rows = list(Payment.objects.filter(order=order).order_by("-id"))
    reversals = {row.reverses_id: row for row in rows if row.reverses_id}
    for row in rows:
        row.reversal = reversals.get(row.pk)
    return rows


def standing(rows: Iterable[Payment]) -> list[Payment]:
    """Those payments that count, oldest first: without the ones taken back and what took them back."""
    return sorted((row for row in rows if not row.is_reversal and row.reversal is None), key=lambda row: row.pk)


def company_today() -> date:
    """Today where the company in force is."""
    return today_of(Company.objects.get(pk=current_company_id()))


def today_of(company: Company) -> date:
    return timezone.now().astimezone(ZoneInfo(company.time_zone)).date()


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, and how much together."""

    count: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """What the head of the list says; `unpaid` contains `overdue`."""

    unpaid: Figure
    overdue: Figure
    received: Figure
    currency: str


def figures(company: Company, today: date, *, days: int = 30) -> Figures:
    """What is unpaid, what of it is overdue, and what came in lately. Two queries."""
    late = Q(due_on__lt=today)
    left = F("total") - F("paid")
    found = Invoice.objects.unpaid().aggregate(
        count=Count("id"), amount=Sum(left), late=Count("id", filter=late), late_amount=Sum(left, filter=late)
    )
    recent = Payment.objects.filter(created_at__gte=timezone.now() - timedelta(days=days)).aggregate(
        count=Count("id", filter=Q(reverses=None)), amount=Sum("amount")
    )
    return Figures(
        Figure(found["count"], found["amount"] or NOTHING),
        Figure(found["late"], found["late_amount"] or NOTHING),
        Figure(recent["count"], recent["amount"] or NOTHING),
        company.currency,
    )


def unpaid_figure() -> Figure:
    """For the dashboard: issued invoices that are not paid in full. One query."""
    found = Invoice.objects.unpaid().aggregate(count=Count("id"), amount=Sum(F("total") - F("paid")))
    return Figure(found["count"], found["amount"] or NOTHING)
