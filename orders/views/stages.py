"""The stages of an order: cards dragged, added, assigned and taken away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.fragments import kept
from core.live.responses import changed
from core.toasts import toast
from orders import actions
from orders.forms import CardForm, MoveForm
from orders.forms.page import AssigneeForm
from orders.gates import bare_order, visible_line, visible_order
from orders.models import LineItem, Order
from orders.queries import people
from orders.queries.page import board_of, ways_on
from orders.queries.work import card_of
from orders.refusals import OrderRefused, StaleMove


@require_safe
@needs(Can.WORK_ON_ORDERS)
def part(request: HttpRequest, number: int) -> HttpResponse:
    """The stages as they are now: what every open page asks for when a card was moved."""
    return _stages(request, bare_order(request, number))


@require_POST
@needs(Can.WORK_ON_ORDERS)
def move(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """A card was dropped. A stale move gets the fresh card and who moved it; every move can be undone."""
    line = visible_line(request, number, pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return toast(HttpResponse(status=400), _("That is no place for a card."), tone="red")
    try:
        moved = actions.move_line(line, **form.cleaned_data, by=request.actor)
    except StaleMove as stale:
        return toast(card(visible_line(request, number, pk), number, status=409), str(stale), tone="amber")
    except OrderRefused as refusal:
        return toast(card(line, number, status=409), str(refusal), tone="red")
    text = _("%(line)s is in %(stage)s.") % {"line": moved.name, "stage": moved.stage}
    stage, position = moved.came_from
    back = {"stage": stage, "position": position, "version": moved.version}
    line.stage, line.version = moved.stage, moved.version
    answer = toast(card(line, number), text, undo=reverse("orders:move", args=[number, pk]), values=back)
    return changed(answer, f"order-stages:{line.order_id}")


def card(line: LineItem, number: int, *, status: int = 200) -> HttpResponse:
    """One card; `line` came through the gate."""
    shown = card_of(line, number, done=line.done, to_do=line.to_do)
    return HttpResponse(kept("orders/page/_card.html", card=shown), status=status)


@require_safe
@needs(Can.WORK_ON_ORDERS)
def menu(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """What can be done with a card, moving it among them: the twin of every drag."""
    line = visible_line(request, number, pk)
    columns = ways_on(line, board_of(line.order).columns)
    return render(request, "orders/page/card_menu.html", {"line": line, "order": line.order, "columns": columns})


@require_http_methods(["GET", "POST"])
@needs(Can.WORK_ON_ORDERS)
def assignee(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Who does this service: a GET is the picker."""
    line = visible_line(request, number, pk)
    if request.method == "GET":
        context = {"line": line, "order": line.order, "members": people.team_choices(line.order)}
        return render(request, "orders/page/card_menu.html#assignee", context)
    form = AssigneeForm(request.POST)
    if not form.is_valid():
        return toast(HttpResponse(status=204), _("Choose somebody from the list."), tone="red")
    actions.assign_line(line, form.cleaned_data["member"], by=request.actor)
    return changed(HttpResponse(status=204), f"order-stages:{line.order_id}")


@require_http_methods(["GET", "POST"])
@needs(Can.WORK_ON_ORDERS)
def task(request: HttpRequest, number: int) -> HttpResponse:
    """Add a free-text task to a stage: a GET is the dialog."""
    order = visible_order(request, number)
    form = CardForm(request.POST if request.method == "POST" else None, initial={"stage": request.GET.get("stage")})
    if request.method == "POST" and form.is_valid():
        actions.add_task(order, **form.cleaned_data, by=request.actor)
        return stages(request, order)
    context = {"order": order, "form": form, "stages": [column.stage for column in board_of(order).columns]}
    return render(request, "orders/page/dialogs.html#task", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.WORK_ON_ORDERS)
def name(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Reword a task."""
    line = visible_line(request, number, pk)
    text = request.POST.get("text", "").strip()[:200]
    if text:
        try:
            actions.change_task(line, text=text, by=request.actor)
        except OrderRefused as refusal:
            return toast(HttpResponse(status=204), str(refusal), tone="red")
    return stages(request, line.order)


@require_POST
@needs(Can.WORK_ON_ORDERS)
def removal(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take a task off the order, or anything off a draft."""
    line = visible_line(request, number, pk)
    if line.kind != LineItem.Kind.TASK and Can.EDIT_ORDERS not in request.can:
        return toast(HttpResponse(status=204), _("Ask the project manager to change what was ordered."), tone="red")
    try:
        order = actions.remove_line(line, by=request.actor)
    except OrderRefused as refusal:
        return toast(HttpResponse(status=204), str(refusal), tone="red")
    return stages(request, order)


def stages(request: HttpRequest, order: Order) -> HttpResponse:
    """All stages as they are now, and word to the other parts of the page."""
    return changed(
        _stages(request, order), f"order-work:{order.pk}", f"order-details:{order.pk}", f"order-head:{order.pk}"
    )


def _stages(request: HttpRequest, order: Order) -> HttpResponse:
    return render(request, "orders/page/stages.html", {"order": order, "page": board_of(order)})
