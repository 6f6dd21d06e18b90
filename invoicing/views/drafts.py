"""A draft of an invoice: written from the order, looked at, issued or thrown away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast_next
from invoicing import actions
from invoicing.actions.drafting import write
from invoicing.actions.issuing import says_what_the_order_says
from invoicing.forms import DraftForm
from invoicing.gates import draft_of
from invoicing.models import Invoice
from invoicing.queries.papers import paper_of
from invoicing.refusals import AlreadyIssued, InvoicingRefused, OrderChanged
from orders.gates import visible_order


@require_POST
@needs(Can.ISSUE_INVOICES)
def order_invoice(request: HttpRequest, number: int) -> HttpResponse:
    """Write the order's draft, or bring it up to date."""
    order = visible_order(request, number)
    try:
        draft = actions.draft_invoice(order, by=request.actor)
    except InvoicingRefused as refusal:
        toast_next(request, str(refusal), tone="red")
        return redirect("orders:order", number=order.number)
    return redirect("invoicing:draft", pk=draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.ISSUE_INVOICES)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as it would be issued, and what can be said on it."""
    row = draft_of(pk)
    if request.method != "POST":
        return page(request, row, DraftForm.of(row))
    form = DraftForm.of(row, request.POST)
    if not form.is_valid():
        return page(request, row, form, status=422)
    said = {"due_on": form.cleaned_data["due_on"], "footer": form.cleaned_data["footer"]}
    actions.change_draft(row, bill_to=form.bill_to(), by=request.actor, **said)
    toast_next(request, _("Saved on the draft."))
    return redirect("invoicing:draft", pk=row.pk)


@require_POST
@needs(Can.ISSUE_INVOICES)
def issuance(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it its number. A draft that the order left behind is brought up to date and shown again."""
    row = draft_of(pk)
    try:
        issued = actions.issue(row, by=request.actor)
    except AlreadyIssued as refusal:
        return redirect("invoicing:invoice", number=refusal.number)
    except OrderChanged as refusal:
        actions.draft_invoice(row.order, by=request.actor)
        toast_next(request, str(refusal), tone="amber")
        return redirect("invoicing:draft", pk=row.pk)
    except InvoicingRefused as refusal:
        toast_next(request, str(refusal), tone="red")
        return redirect("invoicing:draft", pk=row.pk)
    toast_next(request, _("%(number)s is issued.") % {"number": issued.number})
    return redirect("invoicing:invoice", number=issued.number)


@require_POST
@needs(Can.ISSUE_INVOICES)
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the draft away."""
    row = draft_of(pk)
    order = row.order
    actions.discard_draft(row, by=request.actor)
    toast_next(request, _("The draft is gone. You can draft the invoice again at any time."))
    return redirect("orders:order", number=order.number)


def page(request: HttpRequest, row: Invoice, form: DraftForm, *, status: int = 200) -> HttpResponse:
    paper = paper_of(row)
    context = {
        "paper": paper,
        "draft": row,
        "order": row.order,
        "order_number": str(row.order.number),
        "logo": paper.logo_url,
        "form": form,
        "is_behind": not says_what_the_order_says(row, write(row.order)),
    }
    return render(request, "invoicing/draft.html", context, status=status)
