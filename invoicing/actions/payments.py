"""The ledger of money: what came in is a row, and what was wrong is a second row that points to the first."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from core.actor import Actor
from core.ledger import record
from core.money import format_money, quantize, smallest_unit
from invoicing.actions.drafting import locked_order, locked_papers
from invoicing.actions.settling import settle
from invoicing.models import Invoice, Payment
from invoicing.queries.money import company_today, due_of, overpaid
from invoicing.refusals import AmountRefused, CannotReverse, DateRefused, MoreThanDue
from orders.models import Order

BY_HAND = (Payment.Method.CASH, Payment.Method.CHEQUE, Payment.Method.TRANSFER)
LARGEST = Decimal(10) ** 11


@transaction.atomic
def record_payment(
    order: Order, *, amount: Decimal, method: str, received_on: date, reference: str, client_id: UUID, by: Actor
) -> Payment:
    """Note money that came in by cash, cheque or transfer; asked twice with one `client_id`, it is one payment.

    Counts towards the oldest unpaid invoice. Raises MoreThanDue, AmountRefused, or DateRefused for a day to come.
    """
    order = locked_order(order.pk)
    if (found := _kept(order, client_id)) is not None:
        return found
    papers = locked_papers(order)
    _refuse_amount(amount, order.currency)
    if amount > (due := due_of(order, papers)):
        raise MoreThanDue(due, order.currency)
    if received_on > company_today():
        raise DateRefused
    payment = Payment(
        order=order,
        method=method,
        amount=amount,
        currency=order.currency,
        received_on=received_on,
        reference=reference,
        client_id=client_id,
        recorded_by=by.name,
    )
    return keep(payment, order, papers, by=by)


@transaction.atomic
def reverse_payment(payment: Payment, *, reason: str, by: Actor) -> Payment:
    """Take a payment that was recorded by mistake off the ledger again, by a row that mirrors it. Twice is once.

    No money moves: what a card paid is given back at the gateway.
    """
    order = locked_order(payment.order_id)
    papers = locked_papers(order)
    if payment.is_reversal:
        raise CannotReverse(_("This line already takes a payment back."))
    if (found := Payment.objects.filter(reverses=payment).first()) is not None:
        return found
    mirror = Payment.objects.create(
        order=order,
        invoice=payment.invoice,
        reverses=payment,
        method=payment.method,
        amount=-payment.amount,
        currency=payment.currency,
        received_on=company_today(),
        reference=reason[:120],
        client_id=uuid5(payment.client_id, "reversal"),
        recorded_by=by.name,
    )
    settle(order, papers)
    record(
        "payment.reversed",
        on=mirror,
        by=by,
        amount=format_money(payment.amount, payment.currency),
        method=str(payment.get_method_display()),
        reason=reason,
        invoices=[paper.pk for paper in papers if not paper.is_draft],
        customer_id=order.customer_id,
        due=format_money(due_of(order, papers), order.currency),
    )
    return mirror


def keep(payment: Payment, order: Order, papers: list[Invoice], *, by: Actor) -> Payment:
    """Write a payment of a locked order, bring everything in line and record it."""
    if payment.invoice is None:
        payment.invoice = next((paper for paper in papers if not paper.is_draft and paper.due > 0), None)
    payment.save(force_insert=True)
    settle(order, papers)
    extra = overpaid(order, papers)
    left = due_of(order, papers)
    record(
        "payment.recorded",
        on=payment,
        by=by,
        amount=format_money(payment.amount, payment.currency),
        method=str(payment.get_method_display()),
        order=order.number,
        invoice=payment.invoice.number if payment.invoice else "",
        invoices=[paper.pk for paper in papers if not paper.is_draft],
        customer_id=order.customer_id,
        due=format_money(left, order.currency),
        is_paid=left == 0,
        overpaid=format_money(extra, order.currency) if extra else "",
    )
    return payment


def _kept(order: Order, client_id: UUID) -> Payment | None:
    """The payment this request already made."""
    found = Payment.objects.filter(client_id=client_id).first()
    if found is not None and found.order_id != order.pk:
        raise AmountRefused(_("This form was sent before, for another order. Reload the page and fill it in again."))
    return found


def _refuse_amount(amount: Decimal, currency: str) -> None:
    if not amount.is_finite() or amount <= 0:
        raise AmountRefused(_("Enter an amount above zero."))
    if amount >= LARGEST:
        raise AmountRefused(_("That is more than anybody owes."))
    if quantize(amount, currency) != amount:
        least = format_money(smallest_unit(currency), currency)
        raise AmountRefused(
            _("Nothing is smaller than %(least)s in %(currency)s.") % {"least": least, "currency": currency}
        )
