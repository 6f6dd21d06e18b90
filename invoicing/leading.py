"""Where the log leads for invoices and money."""

from collections.abc import Collection

from django.urls import reverse

from activity.leading import leads
from companies.capabilities import Can
from invoicing.models import CheckoutSession, Invoice, Payment


@leads("invoicing.invoice", "number", "bill_to", "total")
def to_invoice(pk: int, can: Collection[Can]) -> str:
    return _at(Invoice.objects.filter(pk=pk).first(), can)


@leads("invoicing.payment", "amount")
def to_payment(pk: int, can: Collection[Can]) -> str:
    paid = Payment.objects.select_related("invoice").filter(pk=pk).first()
    return _at(paid.invoice, can) if paid else ""


@leads("invoicing.checkoutsession", "invoice")
def to_checkout(pk: int, can: Collection[Can]) -> str:
    page = CheckoutSession.objects.select_related("invoice").filter(pk=pk).first()
    return _at(page.invoice, can) if page else ""


def _at(invoice: Invoice | None, can: Collection[Can]) -> str:
    if invoice is None or Can.SEE_INVOICES not in can:
        return ""
    if invoice.number:
        return reverse("invoicing:invoice", args=[invoice.number])
    return reverse("invoicing:draft", args=[invoice.pk])
