"""Money for the team: the sales panel of an order, recording a payment, taking one back, the list of all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.live.responses import changed
from core.money import format_money, quantize
from core.toasts import toast
from invoicing import actions
from invoicing.forms import ListForm, PaymentForm, ReversalForm
from invoicing.gates import payment_of
from invoicing.models import Payment
from invoicing.queries import listing
from invoicing.queries.money import today_of
from invoicing.queries.pages import Sales, sales_of
from invoicing.refusals import DateRefused, InvoicingRefused
from orders.gates import visible_order


@require_safe
@needs(Can.SEE_INVOICES)
def order_panel(request: HttpRequest, number: int) -> HttpResponse:
    """What the order comes to, its papers and its payments; a part of the order's page."""
    order = visible_order(request, number)
    return render(request, "invoicing/panel.html", {"sales": sales_of(order), "order": order})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.RECORD_PAYMENTS)
def order_payments(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a payment that came in, and record it."""
    order = visible_order(request, number)
    if request.method != "POST":
        sales = sales_of(order)
        form = PaymentForm(
            initial={"amount": plain(sales), "method": "cheque", "received_on": today_of(request.company)}
        )
        return render(request, "invoicing/dialogs.html#payment", {"order": order, "form": form, "sales": sales})
    form = PaymentForm(request.POST)
    if form.is_valid():
        try:
            payment = actions.record_payment(order, by=request.actor, **form.cleaned_data)
        except InvoicingRefused as refusal:
            form.add_error("received_on" if isinstance(refusal, DateRefused) else "amount", str(refusal))
        else:
            return recorded(payment)
    context = {"order": order, "form": form, "sales": sales_of(order)}
    return render(request, "invoicing/dialogs.html#payment_form", context, status=422)


@require_safe
@needs(Can.SEE_INVOICES)
def payments(request: HttpRequest) -> HttpResponse:
    """Everything that came in, newest first."""
    form = ListForm(request.GET)
    page = listing.slice_of(listing.payments(), form.chosen("page", 1), form.chosen("per_page", listing.PER_PAGE[1]))
    return render(
        request, "invoicing/payments.html#rows" if request.htmx else "invoicing/payments.html", {"page": page}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.RECORD_PAYMENTS)
def reversal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, and take a payment back off the ledger."""
    payment = payment_of(pk)
    form = ReversalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reverse_payment(payment, by=request.actor, **form.cleaned_data)
        except InvoicingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return taken_back(payment)
    part = "reversal_form" if request.method == "POST" else "reversal"
    context = {"payment": payment, "form": form}
    return render(request, f"invoicing/dialogs.html#{part}", context, status=422 if request.method == "POST" else 200)


def recorded(payment: Payment) -> HttpResponse:
    text = _("%(amount)s is recorded.") % {"amount": format_money(payment.amount, payment.currency)}
    return heard(payment, text)


def taken_back(payment: Payment) -> HttpResponse:
    text = _("%(amount)s is taken back off the ledger.") % {"amount": format_money(payment.amount, payment.currency)}
    return heard(payment, text)


def heard(payment: Payment, text: str) -> HttpResponse:
    """The dialog goes; whatever shows this money fetches itself."""
    response = toast(HttpResponse(status=204), text)
    topics = [f"order:{payment.order_id}", "invoices"]
    return changed(response, *topics, *([f"invoice:{payment.invoice_id}"] if payment.invoice_id else []))


def plain(sales: Sales) -> str:
    """What is due, as a figure to type over."""
    return str(quantize(sales.due, sales.order.currency)) if sales.due else ""
