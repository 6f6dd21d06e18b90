"""Order Details: the fields of a manually created order, edited in place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.capabilities import Can
from companies.gates import needs
from core.live.responses import changed
from core.places import UnknownPlace
from core.toasts import toast
from customers.models import Customer
from orders import actions
from orders.forms import AdjustmentForm, DetailsForm, LineForm, PropertyForm, property_of
from orders.gates import visible_order
from orders.models import Order
from orders.queries import customers as customer_queries
from orders.refusals import OrderRefused
from services.queries import offering


def details(request: HttpRequest, order: Order) -> HttpResponse:
    """Nothing to swap but the dialog: the parts of the page fetch themselves."""
    topics = ("order-details", "order-head", "order-stages", "order-work")
    return changed(HttpResponse(""), *(f"{topic}:{order.pk}" for topic in topics))


@require_http_methods(["GET", "POST"])
@needs(Can.EDIT_ORDERS)
def place(request: HttpRequest, number: int) -> HttpResponse:
    """The property."""
    order = visible_order(request, number)
    form = PropertyForm(request.POST if request.method == "POST" else None, initial=property_of(order))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_property(order, **form.cleaned_data, by=request.actor)
            return details(request, order)
        except UnknownPlace as error:
            form.add_error("postal_code", str(error))
        except OrderRefused as refusal:
            form.add_error("square_feet", str(refusal))
    context = {"order": order, "form": form}
    return render(request, "orders/page/dialogs.html#property", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Can.EDIT_ORDERS)
def words(request: HttpRequest, number: int) -> HttpResponse:
    """Name, contact and the words that came with the order."""
    order = visible_order(request, number)
    initial = {name: getattr(order, name) for name in DetailsForm.NAMES}
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        texts = {name: given[name] for name in ("name", "access_notes", "agent_notes")}
        actions.set_details(order, **texts, by=request.actor)
        contact = {"name": given["contact_name"], "email": given["contact_email"], "phone": given["contact_phone"]}
        actions.set_contact(order, **contact, by=request.actor)
        return details(request, order)
    context = {"order": order, "form": form}
    return render(request, "orders/page/dialogs.html#words", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Can.EDIT_ORDERS)
def customer(request: HttpRequest, number: int) -> HttpResponse:
    """Who orders: a GET is the picker, narrowed by `q`."""
    order = visible_order(request, number)
    if request.method == "GET":
        context = {"order": order, "customers": customer_queries.choices(request.GET.get("q", ""))}
        template = "choices" if "q" in request.GET else "customer"
        return render(request, f"orders/page/dialogs.html#{template}", context)
    chosen = request.POST.get("customer", "")
    found = Customer.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    if found is None:
        return toast(HttpResponse(status=204), _("Choose a customer from the list."), tone="red")
    actions.set_customer(order, found, by=request.actor)
    return details(request, order)


@require_http_methods(["GET", "POST"])
@needs(Can.EDIT_ORDERS, Can.SEE_PRICES)
def line(request: HttpRequest, number: int) -> HttpResponse:
    """Add a service or package of the catalogue at its price for the property's size."""
    order = visible_order(request, number)
    error = ""
    if request.method == "POST":
        form = LineForm(request.POST)
        chosen = form.cleaned_data if form.is_valid() else {}
        try:
            if chosen.get("service"):
                actions.add_service(order, chosen["service"], by=request.actor)
                return details(request, order)
            if chosen.get("package"):
                actions.add_package(order, chosen["package"], by=request.actor)
                return details(request, order)
            error = _("Choose a service or a package.")
        except OrderRefused as refusal:
            error = str(refusal)
    context = {"order": order, "offering": offering(order.square_feet), "error": error}
    return render(request, "orders/page/dialogs.html#line", context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
@needs(Can.EDIT_ORDERS, Can.SEE_PRICES)
def adjustment(request: HttpRequest, number: int) -> HttpResponse:
    """Put a discount or a fee on the order."""
    order = visible_order(request, number)
    form = AdjustmentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_adjustment(order, **form.cleaned_data, by=request.actor)
            return details(request, order)
        except OrderRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"order": order, "form": form}
    return render(request, "orders/page/dialogs.html#adjustment", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.EDIT_ORDERS, Can.SEE_PRICES)
def adjustment_removal(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take a discount or a fee off the order."""
    order = visible_order(request, number)
    found = order.adjustments.filter(pk=pk).first()
    if found is None:
        raise Http404
    actions.remove_adjustment(found, by=request.actor)
    return details(request, order)
