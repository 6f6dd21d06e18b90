"""The front door: a dashboard for the team, the orders for an agent, the booking for a stranger."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.queries import dashboard


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.member:
        return board(request)
    if request.customer:
        return redirect("portal:orders")
    if request.user.is_authenticated:
        return redirect("companies:no_place")
    return redirect("portal:book")


def board(request: HttpRequest) -> HttpResponse:
    """What needs attention, as numbers that open their lists."""
    member, zone, now = request.member, ZoneInfo(request.company.time_zone), timezone.now()
    visits = dashboard.visits_of_day(member, zone, now)
    context = {
        "hour": now.astimezone(zone).hour,
        "today": now.astimezone(zone).date(),
        "figures": dashboard.figures(member, visits),
        "visits": visits,
        "unscheduled": dashboard.first_unscheduled(member),
        "unpaid": dashboard.first_unpaid(member),
        "mentions": dashboard.mentions(member)[: dashboard.FEW],
        "topics": ["orders", "orderlist"] if "see_all_orders" in request.can else [],
    }
    template = "portal/dashboard.html#board" if request.htmx else "portal/dashboard.html"
    return render(request, template, context)
