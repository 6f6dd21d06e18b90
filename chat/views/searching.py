"""Looking through the rooms of all orders."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chat import searching
from chat.forms import SearchForm
from companies.capabilities import Can
from companies.gates import members_only
from orders.gates import visible_orders


@require_safe
@members_only
def everywhere(request: HttpRequest) -> HttpResponse:
    """What was said on any order that the member may see, newest first; everything asked for stands in the address."""
    orders, zone = visible_orders(request), request.company.time_zone
    form = SearchForm(request.GET, orders=orders)
    told: dict[str, Any] = {"form": form, "zone": zone}
    if not form.is_valid():
        return render(request, "chat/everywhere.html", told, status=422)
    told["sought"] = sought = form.sought()
    older, sees_all = form.cleaned_data["older"], Can.SEE_ALL_ORDERS in request.can
    if sought:
        told["found"] = searching.search(orders, sought, sees_all=sees_all, zone=zone, older=older)
    template = "chat/everywhere.html#hits" if request.htmx and older else "chat/everywhere.html"
    return render(request, template, told)
