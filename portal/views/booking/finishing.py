"""Who orders, and the last look before the order is placed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from notifications.actions import texts
from orders import actions
from orders.models import AcceptedLegal, Order
from orders.queries.legal import legal_in_force
from orders.refusals import OrderRefused
from portal.forms import ContactForm, PlaceForm
from portal.gates import actor_of, booking_step
from portal.language import language_of_visitor
from portal.steps import next_url
from portal.views.booking.page import step_page
from scheduling.refusals import SlotTaken


@require_http_methods(["GET", "HEAD", "POST"])
@booking_step
def contact(request: HttpRequest, order: Order) -> HttpResponse:
    """Name, e-mail and mobile; for somebody who is signed in they stand there already."""
    known = {
        "name": order.contact_name,
        "email": order.contact_email,
        "phone": order.contact_phone,
        "texts": texts.reaches(order.contact_phone),
    }
    form = ContactForm(request.POST if request.method == "POST" else None, initial=known, offers_texts=texts.can_text())
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, actor_of(request, order)
        if said.pop("texts", False):
            texts.agree_at_first(said["phone"], how=_("Ticked while booking order #%d") % order.number, by=by)
        actions.set_contact(order, **said, by=by)
        return redirect(next_url(order, "contact"))
    return step_page(request, order, "contact", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@booking_step
def review(request: HttpRequest, order: Order) -> HttpResponse:
    """Everything once more, the terms, and the button that places the order. Sent twice, it is one order."""
    pages = legal_in_force()
    form = PlaceForm(request.POST if request.method == "POST" else None, has_terms=bool(pages))
    if request.method == "POST" and form.is_valid():
        try:
            placed = actions.commission(
                order,
                how=AcceptedLegal.How.CHECKOUT,
                accepted_by=order.contact_name,
                language=language_of_visitor(request),
                by=actor_of(request, order),
            )
        except SlotTaken as taken:
            return refused(request, order, form, str(taken), pages, next_free=taken.next_free)
        except OrderRefused as refusal:
            return refused(request, order, form, str(refusal), pages)
        return redirect("portal:status", token=placed.token)
    return step_page(request, order, "review", {"form": form, "pages": pages}, status=422 if form.errors else 200)


def refused(
    request: HttpRequest, order: Order, form: PlaceForm, sentence: str, pages: list[Any], next_free: Any = ()
) -> HttpResponse:
    """Nothing was placed and nothing is lost: the draft stands as it was, with the reason above it."""
    context = {"form": form, "pages": pages, "error": sentence or _("That did not work."), "next_free": next_free}
    return step_page(request, order, "review", context, status=409)
