"""The brokerages that customers work for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast_next
from customers import actions, queries
from customers.forms import BrokerageForm
from customers.gates import brokerage_or_404


@require_safe
@needs(Can.SEE_CUSTOMERS)
def brokerages(request: HttpRequest) -> HttpResponse:
    return render(request, "customers/brokerages.html", {"brokerages": queries.brokerages()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_CUSTOMERS)
def brokerage(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A brokerage to add, or to change."""
    known = brokerage_or_404(pk) if pk else None
    shown = brokerage_or_404(pk) if pk else None
    form = BrokerageForm(request.POST if request.method == "POST" else None, instance=shown)
    if request.method == "POST" and form.is_valid():
        try:
            if known:
                actions.change_brokerage(known, by=request.actor, **form.cleaned_data)
            else:
                actions.add_brokerage(**form.cleaned_data, by=request.actor)
        except actions.NameTaken as taken:
            form.add_error("name", str(taken))
        else:
            toast_next(request, _("Saved."))
            return redirect("customers:brokerages")
    context = {"form": form, "brokerage": known}
    return render(request, "customers/brokerage.html", context, status=422 if form.errors else 200)
