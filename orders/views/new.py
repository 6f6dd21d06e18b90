"""An order that staff create for a caller, a message or a customer at the counter."""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.places import UnknownPlace
from customers.actions import find_or_add
from orders import actions
from orders.forms.new import NewOrderForm
from orders.models import AcceptedLegal, Order
from orders.queries import customers as customer_queries
from orders.refusals import OrderRefused
from services.queries import offering


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CREATE_ORDERS)
def new(request: HttpRequest) -> HttpResponse:
    """A draft, or an order placed at once. Sent twice, it is one order; refused, everything typed is still there."""
    form = NewOrderForm(request.POST if request.method == "POST" else None, initial={"client_id": uuid4()})
    if request.method == "POST" and form.is_valid():
        order = made(form, request)
        if order is not None:
            return redirect("orders:order", number=order.number)
    size = form["square_feet"].value()
    context: dict[str, Any] = {
        "form": form,
        "offering": offering(int(size) if str(size or "").isdecimal() else None),
        "ticked_services": ticked(form, "services"),
        "ticked_packages": ticked(form, "packages"),
        "chosen_customer": form.cleaned_data.get("customer") if form.is_bound else None,
    }
    return render(request, "orders/new.html", context, status=422 if form.errors else 200)


def ticked(form: NewOrderForm, name: str) -> set[int]:
    return {int(value) for value in form.data.getlist(name) if value.isdecimal()} if form.is_bound else set()


def made(form: NewOrderForm, request: HttpRequest) -> Order | None:
    """The order, or None with the reason beside its field and nothing half-made."""
    try:
        with transaction.atomic():
            return create(form.cleaned_data, request)
    except UnknownPlace as error:
        form.add_error("postal_code", str(error))
    except OrderRefused as refusal:
        form.add_error("square_feet" if not form.cleaned_data["square_feet"] else None, str(refusal))
    return None


def create(given: dict[str, Any], request: HttpRequest) -> Order:
    """Draft, property, services, manager and, when it is to be placed, commissioning: each by its own action."""
    by = request.actor
    customer = given["customer"] or find_or_add(
        email=given["contact_email"], name=given["contact_name"], phone=given["contact_phone"], by=by
    )
    order = actions.create_draft(channel=given["channel"], by=by, client_id=given["client_id"], customer=customer)
    if order.is_commissioned or order.street:
        return order
    place = {name: given[name] for name in NewOrderForm.NAMES}
    order = actions.set_property(order, **place, by=by)
    if given["services"] or given["packages"]:
        order = actions.choose(order, services=given["services"], packages=given["packages"], by=by)
    if given["project_manager"]:
        order = actions.assign_manager(order, given["project_manager"], by=by)
    if given["notes"]:
        order = actions.set_order_notes(order, given["notes"], by=by)
    if given["place"]:
        order = actions.commission(order, how=AcceptedLegal.How.STAFF, by=by)
    return order


@require_safe
@needs(Can.CREATE_ORDERS)
def customers(request: HttpRequest) -> HttpResponse:
    """Customers whose name or e-mail holds what is typed."""
    context = {"customers": customer_queries.choices(request.GET.get("q", ""))}
    return render(request, "orders/new.html#customers", context)


@require_safe
@needs(Can.CREATE_ORDERS)
def catalogue(request: HttpRequest) -> HttpResponse:
    """What can be ordered at this size, keeping what is ticked."""
    size = request.GET.get("square_feet", "").replace(",", "")
    context = {
        "offering": offering(int(size) if size.isdecimal() and len(size) < 8 else None),
        "ticked_services": {int(value) for value in request.GET.getlist("services") if value.isdecimal()},
        "ticked_packages": {int(value) for value in request.GET.getlist("packages") if value.isdecimal()},
    }
    return render(request, "orders/new.html#catalogue", context)
