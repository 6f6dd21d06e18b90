"""The order behind a private link: no login, nothing of the team's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from orders.gates import order_of_token
from orders.models import Order
from portal.queries.status import status_of
from portal.views.messages import talk_of


def status_page(request: HttpRequest, order: Order) -> HttpResponse:
    """Where an order stands, and the talk about it; without the talk for a page that has it."""
    context = {"order": order, "status": status_of(order), "topic": f"agent-order:{order.pk}"}
    if request.htmx:
        return render(request, "portal/status.html#order", context)
    return render(request, "portal/status.html", talk_of(request, order) | context)


@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Status, visits, links and invoices of one order. A draft goes on being booked instead."""
    order = order_of_token(token)
    if order.is_draft:
        return redirect("portal:book-resume", token=token)
    return status_page(request, order)
