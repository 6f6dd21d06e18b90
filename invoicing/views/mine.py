"""The invoices of the agent who is signed in."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from invoicing.card_pages import leads_to_card_page
from invoicing.forms import CheckoutForm, ListForm
from invoicing.gates import customer_or_404
from invoicing.queries import listing
from invoicing.queries.money import today_of
from invoicing.queries.pages import takes_cards


@require_safe
@leads_to_card_page
def mine(request: HttpRequest) -> HttpResponse:
    """What the agent was billed, newest first, each to open or to pay."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    customer = customer_or_404(request)
    form = ListForm(request.GET)
    rows = listing.invoices_of_customer(customer)
    page = listing.slice_of(rows, form.chosen("page", 1), form.chosen("per_page", listing.PER_PAGE[0]))
    context = {
        "page": page,
        "due": listing.due_by_currency(customer),
        "today": today_of(request.company),
        "takes_cards": takes_cards(),
        "checkout": CheckoutForm,
        "topic": f"invoices-of:{customer.pk}",
    }
    return render(request, "invoicing/mine.html#rows" if request.htmx else "invoicing/mine.html", context)
