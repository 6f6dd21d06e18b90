"""The agent's own pages."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.toasts import toast_next
from customers import actions
from portal.forms import ProfileForm
from portal.gates import customers_only, own_order
from portal.queries.status import amount_due, drafts_of, orders_of
from portal.views.links import status_page


@require_safe
@customers_only
def orders(request: HttpRequest) -> HttpResponse:
    """Everything the agent ordered or is about to."""
    search, show = request.GET.get("q", "")[:200], request.GET.get("show", "")
    page = Paginator(orders_of(request.customer, search, show), 25).get_page(request.GET.get("page"))
    context = {"page": page, "search": search, "show": show, "due": amount_due(request.customer)}
    return render(request, "portal/orders.html", context)


@require_safe
@customers_only
def order(request: HttpRequest, number: int) -> HttpResponse:
    """One order of the agent; a draft goes on being booked instead."""
    found = own_order(request, number)
    if found.is_draft:
        return redirect("portal:book-resume", token=found.token)
    return status_page(request, found)


@require_safe
@customers_only
def cart(request: HttpRequest) -> HttpResponse:
    """What is not yet ordered: the agent finishes it here, and staff can fill it meanwhile."""
    drafts = drafts_of(request.customer)
    return render(request, "portal/cart.html", {"drafts": drafts})


@require_http_methods(["GET", "HEAD", "POST"])
@customers_only
def profile(request: HttpRequest) -> HttpResponse:
    """How the company reaches the agent, and what they want every time."""
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=request.customer)
    if request.method == "POST" and form.is_valid():
        actions.change(request.customer, by=request.actor, **form.cleaned_data)
        toast_next(request, _("Saved."))
        return redirect("portal:profile")
    return render(request, "portal/profile.html", {"form": form}, status=422 if form.errors else 200)
