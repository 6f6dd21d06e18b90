"""Issuing: the draft gets its number and never changes again."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from companies.models import Company
from companies.scope import current_company_id
from core.actor import Actor
from core.ledger import record
from core.money import format_money
from invoicing.actions.drafting import (
    Written,
    locked_order,
    locked_papers,
    refuse_unbillable,
    totals_as_stored,
    write,
)
from invoicing.models import Invoice
from invoicing.queries.money import allot, received
from invoicing.queries.papers import seller_now
from invoicing.refusals import AlreadyIssued, NotBillable, OrderChanged
from orders import actions as order_actions

COUNT_ON = """
    INSERT INTO companies_counter (company_id, series, last) VALUES (%s, %s, 1)
    ON CONFLICT (company_id, series) DO UPDATE SET last = companies_counter.last + 1 RETURNING last
"""
FROZEN_NOW = ["state", "series", "sequence", "number", "issued_at", "due_on", "seller", "paid"]


@transaction.atomic
def issue(invoice: Invoice, *, by: Actor) -> Invoice:
    """Give the draft the next number of its series and freeze it. What was paid before counts towards it.

    Raises OrderChanged if the order moved on since, AlreadyIssued, or NotBillable. The series has no gap: its counter
    stays locked until this transaction ends, so the number is taken last.
    """
    order = locked_order(invoice.order_id)
    papers = locked_papers(order)
    draft = next((paper for paper in papers if paper.pk == invoice.pk), None)
    if draft is None:
        raise NotBillable(_("This draft was thrown away."))
    if not draft.is_draft:
        raise AlreadyIssued(draft.number)
    refuse_unbillable(order, papers)
    if not says_what_the_order_says(draft, write(order)):
        raise OrderChanged
    now, company = timezone.now(), Company.objects.get(pk=current_company_id())
    today = now.astimezone(ZoneInfo(company.time_zone)).date()
    draft.state, draft.issued_at, draft.seller = Invoice.State.ISSUED, now, seller_now(company)
    draft.due_on = draft.due_on or today + timedelta(days=company.payment_terms_days)
    money = received(order)
    draft.paid = allot(money, [draft])[draft.pk]
    order_actions.note_money(order, paid=money, is_invoiced=True)
    draft.series = f"INV-{today.year}"
    draft.sequence = _next(draft.series)
    draft.number = f"{draft.series}-{draft.sequence:05d}"
    draft.save(update_fields=FROZEN_NOW)
    _record(draft, order_number=order.number, by=by)
    return draft


def says_what_the_order_says(draft: Invoice, written: Written) -> bool:
    """Whether the draft still is the order to the cent and to the word."""
    if any(getattr(draft, key) != amount for key, amount in totals_as_stored(written.totals).items()):
        return False
    return [_words(line) for line in draft.lines.all()] == [_words(line) for line in written.lines]


def _words(line: Any) -> tuple[str, str, str, int, Decimal, Decimal]:
    return str(line.kind), line.text, line.detail, line.quantity, line.unit_price, line.amount


def _next(series: str) -> int:
    """The next number; whoever asks meanwhile waits for our end, so a rollback leaves no gap."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ON, [current_company_id(), series])
        number: int = cursor.fetchone()[0]
    return number


def _record(invoice: Invoice, *, order_number: int, by: Actor) -> None:
    record(
        "invoice.issued",
        on=invoice,
        by=by,
        order=order_number,
        number=invoice.number,
        total=format_money(invoice.total, invoice.currency),
        due=date_format(invoice.due_on, "F j, Y") if invoice.due_on else "",
        customer_id=invoice.customer_id,
    )
