"""The order behind a private link: no login, nothing of the team's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from orders.gates import order_of_token
from portal.queries.status import status_of


@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Status, visits, links and invoices of one order. A draft goes on being booked instead."""
    order = order_of_token(token)
    if order.is_draft:
        return redirect("portal:book-resume", token=token)
    template = "portal/status.html#order" if request.htmx else "portal/status.html"
    return render(request, template, {"order": order, "status": status_of(order), "topic": f"agent-order:{order.pk}"})
