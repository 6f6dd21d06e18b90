"""What follows when papers are issued and money moves. Each runs in the worker, and again if it failed."""

from typing import Any

import structlog

from core.ledger import follow
from invoicing import actions
from invoicing.letters import about_receipt
from invoicing.models import CheckoutSession, Invoice, Payment
from invoicing.queries.notices import receipt_for
from invoicing.refusals import InvoicingRefused
from notifications.actions.templates import write_letter

log = structlog.get_logger(__name__)


@follow("invoice.issued")
def draw_the_paper(activity: Any) -> None:
    """The PDF is there before anybody asks for it."""
    actions.make_pdf(Invoice.objects.get(pk=activity.subject_id))


@follow("payment.recorded", "payment.reversed")
def draw_the_papers_anew(activity: Any) -> None:
    for invoice in Invoice.objects.issued().filter(pk__in=activity.data["invoices"]):
        actions.make_pdf(invoice)


@follow("payment.recorded")
def close_card_pages(activity: Any) -> None:
    """Nobody should pay by card what was paid meanwhile."""
    for invoice in Invoice.objects.issued().filter(pk__in=activity.data["invoices"]):
        if invoice.is_paid:
            actions.close_pages(invoice)


@follow("payment.recorded")
def send_receipt(activity: Any) -> None:
    """Tell the customer that the money arrived, unless it was taken back since."""
    payment = Payment.objects.select_related("order__customer", "invoice").get(pk=activity.subject_id)
    receipt = receipt_for(payment)
    if receipt is None:
        return
    write_letter(
        "receipt",
        to=receipt.to,
        key=f"receipt:{payment.pk}",
        order_id=payment.order_id,
        data=lambda: about_receipt(receipt, payment.order_id),
    )


@follow("checkout.started")
def leave_one_card_page_open(activity: Any) -> None:
    """The page that was opened last is the one to pay on; older ones of the invoice are closed."""
    page = CheckoutSession.objects.select_related("invoice").get(pk=activity.subject_id)
    if page.state == CheckoutSession.State.OPEN:
        actions.close_pages(page.invoice, before=page)


@follow("checkout.returned")
def ask_how_it_went(activity: Any) -> None:
    """The gateway's own message may be late or lost; ask. If it cannot be reached, the sweep asks again."""
    page = CheckoutSession.objects.select_related("invoice").get(pk=activity.subject_id)
    try:
        actions.ask_about(page)
    except InvoicingRefused as trouble:
        log.warning("the gateway did not answer", checkout=page.pk, detail=str(trouble))
