"""An invoice behind its link: read, saved, paid by card, without login."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.throttle import may
from invoicing import actions
from invoicing.card_pages import leads_to_card_page
from invoicing.forms import CheckoutForm
from invoicing.gates import checkout_of, invoice_of_token
from invoicing.models import CheckoutSession, Invoice
from invoicing.queries.pages import last_refusal, takes_cards
from invoicing.queries.papers import paper_of
from invoicing.refusals import GatewayTrouble, InvoicingRefused
from invoicing.views.papers import pdf_response


class SeeOther(HttpResponse):
    """303: what was posted is done, go on there by GET."""

    status_code = 303


@require_safe
@leads_to_card_page
def public(request: HttpRequest, token: str) -> HttpResponse:
    """The invoice, and what can be done with it."""
    row = invoice_of_token(token)
    template = "invoicing/public.html#paper" if request.htmx else "invoicing/public.html"
    return render(request, template, public_context(row))


@require_safe
def public_pdf(request: HttpRequest, token: str) -> HttpResponse:
    return pdf_response(invoice_of_token(token))


@require_POST
@leads_to_card_page
def payment(request: HttpRequest, token: str) -> HttpResponse:
    """On to the card page; if there is none, back to the invoice with the reason."""
    row = invoice_of_token(token)
    if not may("checkout", f"{row.company_id}:{row.pk}", times=20, seconds=600):
        return render(request, "429.html", status=429)
    root = f"{request.scheme}://{request.get_host()}"
    try:
        page = actions.start_checkout(
            row, client_id=CheckoutForm(request.POST).request_id(), root=root, by=request.actor
        )
    except InvoicingRefused as refusal:
        context = {**public_context(row), "refusal": str(refusal)}
        status = 503 if isinstance(refusal, GatewayTrouble) else 409
        return render(request, "invoicing/public.html", context, status=status)
    return SeeOther(headers={"Location": page.url})


@require_safe
@leads_to_card_page
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Where the card page sends the payer: confirmed as soon as the gateway says so, here or in a message."""
    row = invoice_of_token(token)
    page = checkout_of(row, request.GET.get("session", ""))
    if page is None:
        return redirect("invoicing:public", token=row.token)
    if page.state == CheckoutSession.State.OPEN and may("ask", str(page.pk), times=1, seconds=5):
        actions.come_back(page, by=request.actor)
    template = "invoicing/thanks.html#state" if request.htmx else "invoicing/thanks.html"
    return render(request, template, {**public_context(row), "checkout": page})


def public_context(row: Invoice) -> dict[str, Any]:
    """What the public pages show; nothing that is the company's own."""
    paper = paper_of(row)
    return {
        "paper": paper,
        "invoice": row,
        "order_number": str(row.order.number),
        "logo": paper.logo_url,
        "takes_cards": takes_cards(),
        "last_refusal": last_refusal(row),
        "form": CheckoutForm(),
        "topic": f"invoice:{row.pk}",
    }
