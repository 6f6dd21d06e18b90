"""The taxes a company charges."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies import actions, queries
from companies.capabilities import Can
from companies.forms.settings import TaxForm
from companies.gates import needs, tax_or_404
from companies.refusals import TaxInUse
from core.toasts import toast_next


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def taxes(request: HttpRequest) -> HttpResponse:
    """All taxes, and one more."""
    form = TaxForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        tax = actions.add_tax(by=request.actor, **form.cleaned_data)
        toast_next(request, _("%(tax)s is added.") % {"tax": tax.name})
        return redirect("companies:taxes")
    page = {"form": form, "taxes": queries.taxes()}
    return render(request, "companies/taxes.html", page, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def tax(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one."""
    row = tax_or_404(pk)
    form = TaxForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.change_tax(row, by=request.actor, **form.cleaned_data)
        toast_next(request, _("Saved. Orders that exist keep the tax they were priced with."))
        return redirect("companies:taxes")
    status = 422 if request.method == "POST" else 200
    return render(request, "companies/tax.html", {"form": form, "tax": row}, status=status)


@require_POST
@needs(Can.EDIT_SETTINGS)
def tax_standard(request: HttpRequest, pk: int) -> HttpResponse:
    """Let new orders take this one."""
    row = actions.make_standard(tax_or_404(pk), by=request.actor)
    toast_next(request, _("New orders take %(tax)s.") % {"tax": row.name})
    return redirect("companies:taxes")


@require_POST
@needs(Can.EDIT_SETTINGS)
def tax_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop one that new orders do not take."""
    row = tax_or_404(pk)
    try:
        actions.remove_tax(row, by=request.actor)
    except TaxInUse as refusal:
        toast_next(request, str(refusal), tone="red")
    else:
        toast_next(request, _("%(tax)s is removed.") % {"tax": row.name})
    return redirect("companies:taxes")
