"""From an address to an invoice, a draft or a payment, per kind of access."""

from django.http import Http404, HttpRequest

from companies.capabilities import Can
from core.live import Viewer, guard
from customers.models import Customer
from invoicing.models import CheckoutSession, Invoice, Payment

WITH_ORDER = ("order__status", "order__customer", "customer")


def issued_invoice(number: str) -> Invoice:
    """The issued invoice of this number, or 404."""
    return _found(Invoice.objects.issued().select_related(*WITH_ORDER).filter(number=number).first())


def draft_of(pk: int) -> Invoice:
    """The draft, or 404."""
    return _found(Invoice.objects.drafts().select_related(*WITH_ORDER).filter(pk=pk).first())


def invoice_of_token(token: str) -> Invoice:
    """The issued invoice behind a link, or 404 for a link that differs by one character."""
    return _found(Invoice.objects.issued().select_related(*WITH_ORDER).filter(token=token).first())


def payment_of(pk: int) -> Payment:
    return _found(Payment.objects.select_related("order", "invoice").filter(pk=pk).first())


def checkout_of(invoice: Invoice, session_id: str) -> CheckoutSession | None:
    """The visit to the card page that the payer comes back from."""
    return CheckoutSession.objects.filter(invoice=invoice, session_id=session_id).first() if session_id else None


def customer_or_404(request: HttpRequest) -> Customer:
    """The customer who is signed in; staff have pages of their own."""
    if request.customer is None:
        raise Http404
    found: Customer = request.customer
    return found


@guard("invoices")
def may_follow_invoices(viewer: Viewer, _: int) -> bool:
    return viewer.member is not None and Can.SEE_INVOICES in viewer.member.can


@guard("invoice")
def may_follow_invoice(viewer: Viewer, invoice_id: int) -> bool:
    """Whoever holds a page that was made for it: the signed topic is the proof. Drafts are the team's alone."""
    is_team = viewer.member is not None and Can.SEE_INVOICES in viewer.member.can
    papers = Invoice.objects.all() if is_team else Invoice.objects.issued()
    return papers.filter(pk=invoice_id).exists()


@guard("invoices-of")
def may_follow_own_invoices(viewer: Viewer, customer_id: int) -> bool:
    return viewer.customer is not None and viewer.customer.pk == customer_id


def _found[Row](row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
