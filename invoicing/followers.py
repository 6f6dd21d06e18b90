"""What follows when papers are issued and money moves. Each runs in the worker, and again if it failed."""

from typing import Any

import structlog
from django.utils import translation
from django.utils.translation import gettext as _

from companies.models import Company
from companies.scope import current_company_id
from core.ledger import follow
from invoicing import actions
from invoicing.models import CheckoutSession, Invoice, Payment
from invoicing.queries.notices import members_to_tell, receipt_for
from invoicing.refusals import InvoicingRefused
from notifications import actions as notifications
from orders.models import Order

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
    about = receipt_for(payment)
    if about is None:
        return
    notifications.send_letter(
        "mail/receipt.html",
        to=about.to,
        kind="receipt",
        key=f"receipt:{payment.pk}",
        order_id=payment.order_id,
        receipt=about,
    )


@follow("payment.recorded")
def tell_the_team(activity: Any) -> None:
    """A card payment shows up by itself, so somebody is told; so is money that has to be given back."""
    data = activity.data
    if data["overpaid"]:
        title, kind = _("%(amount)s to give back on order #%(order)s"), "overpaid"
        words = {"amount": data["overpaid"], "order": data["order"]}
        body = _("More came in than was due, because it was paid in two ways at once. Give it back at the gateway.")
    elif activity.actor_kind == "integration":
        title, kind, body = _("%(amount)s came in for order #%(order)s"), "payment", ""
        words = {"amount": data["amount"], "order": data["order"]}
    else:
        return
    _tell(activity, kind=kind, title=title % words, body=body, mail=bool(data["overpaid"]))


@follow("checkout.failed")
def tell_about_a_refused_card(activity: Any) -> None:
    words = {"invoice": activity.data["invoice"], "amount": activity.data["amount"]}
    title = _("A card was declined: %(amount)s for %(invoice)s") % words
    _tell(activity, kind="card-declined", title=title, body=activity.data["reason"], mail=False)


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


def _tell(activity: Any, *, kind: str, title: str, body: str, mail: bool) -> None:
    order = Order.objects.select_related("project_manager__user").get(pk=activity.order_id)
    company = Company.objects.get(pk=current_company_id())
    with translation.override(company.language):
        for member in members_to_tell(order):
            notifications.notify(
                member,
                kind=kind,
                title=title,
                body=body,
                url=f"/orders/{order.number}/",
                activity=activity,
                mail=mail,
            )
