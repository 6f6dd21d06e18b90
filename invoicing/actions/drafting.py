"""The draft of an invoice: the order as a paper that may still change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from companies.models import Company
from companies.scope import current_company_id
from core.actor import Actor
from core.ledger import record
from core.money import format_money
from customers.models import Customer
from invoicing.models import Invoice, InvoiceLine
from invoicing.refusals import AlreadyInvoiced, AlreadyIssued, NotBillable
from orders.models import LineItem, Order
from orders.pricing import cart_of, is_dropped
from services.pricing import Totals, price

BILL_TO = ("name", "company", "address", "email", "phone")


@dataclass(frozen=True, slots=True)
class Written:
    """The order in the words of a paper."""

    totals: Totals
    lines: tuple[InvoiceLine, ...]


@transaction.atomic
def draft_invoice(order: Order, *, by: Actor) -> Invoice:
    """Write the order's invoice as a draft. There is one open draft an order: asked again, it is brought up to date.

    Raises NotBillable, or AlreadyInvoiced once an invoice of the order is issued.
    """
    order = locked_order(order.pk)
    papers = locked_papers(order)
    refuse_unbillable(order, papers)
    written = write(order)
    if not written.lines:
        raise NotBillable(_("There is nothing to bill: the order has no services."))
    draft = next((paper for paper in papers if paper.is_draft), None) or _begin(order)
    is_new = draft.pk is None
    _copy(order, written, draft)
    record(
        "invoice.drafted" if is_new else "invoice.refreshed",
        on=draft,
        by=by,
        order=order.number,
        total=format_money(draft.total, draft.currency),
    )
    return draft


@transaction.atomic
def change_draft(invoice: Invoice, *, bill_to: dict[str, str], due_on: date | None, footer: str, by: Actor) -> Invoice:
    """Say to whom, until when and with which words. What is charged comes from the order and is changed there."""
    invoice = locked_draft(invoice)
    invoice.bill_to = {key: bill_to.get(key, "") for key in BILL_TO}
    invoice.due_on, invoice.footer = due_on, footer
    invoice.save(update_fields=["bill_to", "due_on", "footer"])
    record("invoice.draft_changed", on=invoice, by=by, bill_to=invoice.bill_to["name"])
    return invoice


@transaction.atomic
def discard_draft(invoice: Invoice, *, by: Actor) -> None:
    """Throw a draft away; the order can be drafted again at any time."""
    invoice = locked_draft(invoice)
    record("invoice.discarded", on=invoice, by=by, total=format_money(invoice.total, invoice.currency))
    invoice.delete()


def locked_order(order_id: int) -> Order:
    """The order as it is now. Every action that touches money takes this lock first, then that of its papers.

    Joins would show the links as they were before the wait, so they are followed afterwards.
    """
    return Order.objects.select_for_update().get(pk=order_id)


def locked_papers(order: Order) -> list[Invoice]:
    """Every paper of a locked order, oldest first, locked."""
    papers = list(Invoice.objects.of_order(order).select_for_update().order_by("id"))
    for paper in papers:
        paper.order = order
    return papers


def locked_draft(invoice: Invoice) -> Invoice:
    locked_order(invoice.order_id)
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if not invoice.is_draft:
        raise AlreadyIssued(invoice.number)
    return invoice


def refuse_unbillable(order: Order, papers: Iterable[Invoice]) -> None:
    """Raise unless this order may have a (further) draft."""
    issued = next((paper for paper in papers if not paper.is_draft), None)
    if issued is not None:
        raise AlreadyInvoiced(issued.number)
    if order.is_draft:
        raise NotBillable(_("This order is still a draft. It is billed once it is placed."))
    if order.is_cancelled:
        raise NotBillable(_("This order is cancelled, so there is nothing to bill."))


def write(order: Order) -> Written:
    """The order's lines, discounts, fees and totals, by the price module that made the order's own. Two queries."""
    rows = list(order.lines.select_related("stage").order_by("position", "id"))
    by_key = {str(row.pk): row for row in rows}
    totals = price(cart_of(order, rows, order.adjustments.all()))
    lines = [
        InvoiceLine(
            kind=InvoiceLine.Kind.ITEM,
            text=line.text,
            detail=_inside(by_key[line.key], rows),
            quantity=int(line.quantity),
            unit_price=line.unit_price,
            amount=line.amount,
            is_taxable=line.taxable,
        )
        for line in totals.lines
    ]
    lines += [
        InvoiceLine(kind=each.kind, text=each.text, unit_price=each.amount, amount=each.amount, is_taxable=each.taxable)
        for each in totals.adjustments
    ]
    for place, line in enumerate(lines, start=1):
        line.position = place
    return Written(totals, tuple(lines))


def totals_as_stored(totals: Totals) -> dict[str, Any]:
    return {key: getattr(totals, key) for key in ("subtotal", "discount", "fees", "tax", "total")}


def bill_to_of(customer: Customer) -> dict[str, str]:
    """Whom the paper is for, as they are now."""
    brokerage = customer.brokerage
    return {
        "name": customer.name,
        "company": brokerage.name if brokerage else "",
        "address": brokerage.address if brokerage else "",
        "email": customer.email,
        "phone": customer.phone,
    }


def _inside(line: LineItem, rows: Iterable[LineItem]) -> str:
    """What a package holds."""
    return ", ".join(row.name for row in rows if row.package_line_id == line.pk and not is_dropped(row))


def _begin(order: Order) -> Invoice:
    assert order.customer
    company = Company.objects.get(pk=current_company_id())
    return Invoice(
        order=order, customer=order.customer, bill_to=bill_to_of(order.customer), footer=company.invoice_footer
    )


def _copy(order: Order, written: Written, draft: Invoice) -> None:
    """Make the draft say what the order says, to the cent."""
    assert order.customer
    if draft.customer_id != order.customer_id:
        draft.customer, draft.bill_to = order.customer, bill_to_of(order.customer)
    draft.currency = order.currency
    draft.property_address = "\n".join(filter(None, (order.address_line, order.place_line)))[:300]
    draft.tax_name, draft.tax_percent, draft.tax_is_included = order.tax_name, order.tax_percent, order.tax_is_included
    for key, amount in totals_as_stored(written.totals).items():
        setattr(draft, key, amount)
    draft.save()
    InvoiceLine.objects.filter(invoice=draft).delete()
    for line in written.lines:
        line.invoice = draft
    InvoiceLine.objects.bulk_create(written.lines)
