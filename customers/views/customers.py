"""The customers of the company and their pages."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast_next
from customers import actions, queries
from customers.forms import CustomerForm, SearchForm
from customers.gates import customer_or_404

SIZES = (25, 50, 100, 250, 500)


@require_safe
@needs(Can.SEE_CUSTOMERS)
def customers(request: HttpRequest) -> HttpResponse:
    """Everybody who orders, by name."""
    form = SearchForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    chosen = given.get("brokerage")
    found = queries.customers(given.get("q", "")[:200], chosen.pk if chosen else None)
    size = request.GET.get("per_page", "")
    per_page = int(size) if size.isdecimal() and int(size) in SIZES else SIZES[1]
    page = Paginator(found, per_page).get_page(request.GET.get("page"))
    return render(request, "customers/customers.html", {"form": form, "page": page})


@require_safe
@needs(Can.SEE_CUSTOMERS)
def customer(request: HttpRequest, pk: int) -> HttpResponse:
    """One customer: how to reach them, what they want, what they ordered."""
    shown = customer_or_404(pk)
    return render(request, "customers/customer.html", {"customer": shown, "language": queries.language_in_words(shown)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_CUSTOMERS)
def new(request: HttpRequest) -> HttpResponse:
    form = CustomerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add(**form.cleaned_data, by=request.actor)
            return redirect("customers:customer", pk=added.pk)
        except actions.EmailTaken as taken:
            form.add_error("email", str(taken))
    return render(request, "customers/edit.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_CUSTOMERS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    known = customer_or_404(pk)
    form = CustomerForm(request.POST if request.method == "POST" else None, instance=customer_or_404(pk))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(known, by=request.actor, **form.cleaned_data)
        except actions.EmailTaken as taken:
            form.add_error("email", str(taken))
        else:
            toast_next(request, _("Saved."))
            return redirect("customers:customer", pk=pk)
    context = {"form": form, "customer": known}
    return render(request, "customers/edit.html", context, status=422 if form.errors else 200)
