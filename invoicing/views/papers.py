"""Invoices for the team: the list, one invoice, its PDF, its way to the customer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.live.responses import changed
from core.toasts import toast, toast_next
from invoicing import actions
from invoicing.forms import ListForm, SendForm
from invoicing.gates import issued_invoice
from invoicing.models import Invoice
from invoicing.queries import listing
from invoicing.queries.money import due_of, figures, overpaid, payments_of, today_of
from invoicing.queries.pages import history_of
from invoicing.queries.papers import paper_of


@require_safe
@needs(Can.SEE_INVOICES)
def invoices(request: HttpRequest) -> HttpResponse:
    """The invoices of one tab, with what is unpaid on top."""
    form, today = ListForm(request.GET), today_of(request.company)
    tab, search = form.chosen("show", "unpaid"), form.chosen("q", "")
    rows = listing.invoices_in(tab, today, search)
    page = listing.slice_of(rows, form.chosen("page", 1), form.chosen("per_page", listing.PER_PAGE[1]))
    context = {
        "page": page,
        "tab": tab,
        "tabs": listing.TABS,
        "search": search,
        "today": today,
        "figures": figures(request.company, today),
    }
    return render(request, "invoicing/list.html#rows" if request.htmx else "invoicing/list.html", context)


@require_safe
@needs(Can.SEE_INVOICES)
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    """One issued invoice with its payments and its history."""
    context = invoice_context(request, issued_invoice(number))
    return render(request, "invoicing/invoice.html#paper" if request.htmx else "invoicing/invoice.html", context)


@require_safe
@needs(Can.SEE_INVOICES)
def invoice_pdf(request: HttpRequest, number: str) -> HttpResponse:
    return pdf_response(issued_invoice(number))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.ISSUE_INVOICES)
def sending(request: HttpRequest, number: str) -> HttpResponse:
    """Ask to whom, and send the link."""
    row = issued_invoice(number)
    if request.method != "POST":
        form = SendForm(initial={"to": row.sent_to or row.bill_to.get("email") or row.customer.email})
        return render(request, "invoicing/dialogs.html#send", {"invoice": row, "form": form})
    form = SendForm(request.POST)
    if not form.is_valid():
        return render(request, "invoicing/dialogs.html#send_form", {"invoice": row, "form": form}, status=422)
    row = actions.send(row, by=request.actor, **form.cleaned_data)
    text = _("%(number)s is on its way to %(to)s.") % {"number": row.number, "to": row.sent_to}
    return changed(toast(HttpResponse(status=204), text), f"invoice:{row.pk}", f"order:{row.order_id}")


@require_POST
@needs(Can.ISSUE_INVOICES)
def link(request: HttpRequest, number: str) -> HttpResponse:
    """Make a new link; the old one leads nowhere any more."""
    row = actions.change_link(issued_invoice(number), by=request.actor)
    toast_next(request, _("The invoice has a new link. Whoever had the old one finds nothing there."))
    return redirect("invoicing:invoice", number=row.number)


def invoice_context(request: HttpRequest, row: Invoice) -> dict[str, Any]:
    """What the page of an issued invoice shows."""
    paper = paper_of(row)
    order = row.order
    return {
        "paper": paper,
        "invoice": row,
        "order": order,
        "order_number": str(order.number),
        "logo": paper.logo_url,
        "payments": payments_of(order),
        "due": due_of(order, [row]),
        "overpaid": overpaid(order, [row]),
        "differs": order.total != row.total,
        "history": history_of(order.pk),
        "topic": f"invoice:{row.pk}",
    }


def pdf_response(row: Invoice) -> HttpResponse:
    """The file, shown in the browser, saved under the number."""
    response = HttpResponse(actions.pdf_of(row), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{row.number}.pdf"'
    return response
