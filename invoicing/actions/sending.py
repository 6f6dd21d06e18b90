"""An issued invoice on its way to whoever pays it."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from companies.models import new_token
from core.actor import Actor
from core.ledger import record
from invoicing.actions.drafting import locked_order
from invoicing.letters import about_invoice
from invoicing.models import Invoice
from invoicing.refusals import NotIssued
from notifications.actions.templates import write_letter
from notifications.models import Mail


@transaction.atomic
def send(invoice: Invoice, *, to: str, by: Actor, client_id: UUID | None = None) -> Invoice:
    """Mail the link to an issued invoice; it opens without login. Asked twice with one `client_id`, one mail leaves."""
    invoice = _locked(invoice)
    key = f"invoice:{invoice.pk}:{client_id or uuid4()}"
    if Mail.objects.filter(key=key).exists():
        return invoice
    invoice.sent_at, invoice.sent_to = timezone.now(), to
    invoice.save(update_fields=["sent_at", "sent_to"])
    write_letter("invoice", to=to, key=key, order_id=invoice.order_id, data=lambda: about_invoice(invoice))
    record("invoice.sent", on=invoice, by=by, number=invoice.number, to=to, customer_id=invoice.customer_id)
    return invoice


@transaction.atomic
def change_link(invoice: Invoice, *, by: Actor) -> Invoice:
    """Give the invoice a new link; whoever has the old one finds nothing any more."""
    invoice = _locked(invoice)
    invoice.token = new_token()
    invoice.save(update_fields=["token"])
    record("invoice.link_changed", on=invoice, by=by, number=invoice.number)
    return invoice


def _locked(invoice: Invoice) -> Invoice:
    locked_order(invoice.order_id)
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if invoice.is_draft:
        raise NotIssued
    return invoice
