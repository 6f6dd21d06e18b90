"""Where the shoot is: the first step, and the way into a draft."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from core.places import UnknownPlace
from orders import actions
from orders.forms import property_of
from orders.models import Order
from orders.refusals import OrderRefused
from portal.forms import WhereForm
from portal.gates import actor_of, booking_step
from portal.language import note_language
from portal.steps import first_open_step, next_url
from portal.views.booking.page import step_page


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """A new booking. Its first answer opens the draft; sent twice, it is one draft."""
    note_language(request)
    form = WhereForm(request.POST if request.method == "POST" else None, initial={"client_id": uuid4()})
    if request.method != "POST":
        return step_page(request, None, "property", {"form": form})
    if not form.is_valid():
        return step_page(request, None, "property", {"form": form}, status=422)
    order = actions.create_draft(
        channel=Order.Channel.ONLINE,
        by=request.actor,
        client_id=form.cleaned_data["client_id"],
        customer=request.customer,
    )
    if order.is_draft and not saved(form, order, request):
        return step_page(request, order, "property", {"form": form}, status=422)
    return redirect(next_url(order, "property"))


@require_safe
@booking_step
def resume(request: HttpRequest, order: Order) -> HttpResponse:
    """The link to a draft: go on where it was left."""
    return redirect(f"portal:book-{first_open_step(order)}", token=order.token)


@require_http_methods(["GET", "HEAD", "POST"])
@booking_step
def change(request: HttpRequest, order: Order) -> HttpResponse:
    """The property of a draft; another size prices what is chosen anew."""
    form = WhereForm(request.POST if request.method == "POST" else None, initial=property_of(order))
    if request.method != "POST":
        return step_page(request, order, "property", {"form": form})
    if form.is_valid() and saved(form, order, request):
        return redirect(next_url(order, "property"))
    return step_page(request, order, "property", {"form": form}, status=422)


def saved(form: WhereForm, order: Order, request: HttpRequest) -> bool:
    """Store the property; of a ZIP nobody knows, or a size without a price, the reason stands beside its field."""
    given = {key: value for key, value in form.cleaned_data.items() if key != "client_id"}
    try:
        actions.set_property(order, **given, by=actor_of(request, order))
    except UnknownPlace as error:
        form.add_error("postal_code", str(error))
    except OrderRefused as refusal:
        form.add_error("square_feet", str(refusal))
    return not form.errors
