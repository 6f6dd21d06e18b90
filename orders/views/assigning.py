"""Choosing the project manager, the team and the status of an order, from a row or from its page.

A GET is the picker; a POST changes and says so to whatever else shows the order.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from companies.capabilities import Can
from companies.gates import needs
from core.live.responses import changed
from core.toasts import toast
from orders import actions
from orders.forms import ManagerForm, StatusForm, TeamForm
from orders.gates import visible_order
from orders.models import Order
from orders.queries import people
from orders.refusals import OrderRefused


@require_http_methods(["GET", "POST"])
@needs(Can.EDIT_ORDERS)
def manager(request: HttpRequest, number: int) -> HttpResponse:
    order = visible_order(request, number)
    if request.method == "GET":
        context = {"order": order, "members": people.project_managers()}
        return render(request, "orders/pickers.html#manager", context)
    form = ManagerForm(request.POST)
    if not form.is_valid():
        return refused(order, str(_("Choose somebody from the list.")))
    before = order.project_manager_id
    chosen = form.cleaned_data["member"]
    try:
        actions.assign_manager(order, chosen, by=request.actor)
    except OrderRefused as refusal:
        return refused(order, str(refusal))
    name = chosen.name if chosen else _("nobody")
    text = _("#%(number)s is managed by %(name)s.") % {"number": order.number, "name": name}
    return done(order, text, undo=reverse("orders:manager", args=[order.number]), values={"member": before or ""})


@require_http_methods(["GET", "POST"])
@needs(Can.EDIT_ORDERS)
def team(request: HttpRequest, number: int) -> HttpResponse:
    order = visible_order(request, number)
    if request.method == "POST":
        form = TeamForm(request.POST)
        if not form.is_valid():
            return refused(order, str(_("Choose somebody from the list.")))
        change = actions.add_to_team if form.cleaned_data["on"] else actions.remove_from_team
        try:
            change(order, form.cleaned_data["member"], by=request.actor)
        except OrderRefused as refusal:
            return refused(order, str(refusal))
    context = {"order": order, "members": people.team_choices(order)}
    response = render(request, "orders/pickers.html#team", context)
    return changed(response, f"order:{order.pk}") if request.method == "POST" else response


@require_http_methods(["GET", "POST"])
@needs(Can.EDIT_ORDERS)
def status(request: HttpRequest, number: int) -> HttpResponse:
    order = visible_order(request, number)
    if request.method == "GET":
        return render(request, "orders/pickers.html#status", {"order": order, "statuses": people.statuses_for(order)})
    form = StatusForm(
        request.POST if "kind" not in request.POST else {"status": people.first_of_kind(request.POST["kind"])}
    )
    if not form.is_valid():
        return refused(order, str(_("Choose a status from the list.")))
    before = order.status
    try:
        order = actions.change_status(order, form.cleaned_data["status"], by=request.actor)
    except OrderRefused as refusal:
        return refused(order, str(refusal))
    text = _("#%(number)s is now %(status)s.") % {"number": order.number, "status": order.status.name}
    if before.is_draft:
        return done(order, text)
    return done(order, text, undo=reverse("orders:status", args=[order.number]), values={"status": before.pk})


def done(order: Order, text: str, *, undo: str = "", values: dict[str, str | int | None] | None = None) -> HttpResponse:
    """Nothing to swap: the row, the list and the page fetch themselves."""
    response = toast(HttpResponse(status=204), text, undo=undo, values=values)
    return changed(response, f"order:{order.pk}", "orders", "orderlist")


def refused(order: Order, sentence: str) -> HttpResponse:
    return changed(toast(HttpResponse(status=204), sentence, tone="red"), f"order:{order.pk}")
