"""Service Details and Additional Notes: notes, checklists, links to what was delivered."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.capabilities import Can
from companies.gates import needs
from core.live.responses import changed
from core.toasts import toast
from orders import actions
from orders.forms import ChecklistForm, DeliverableForm, NotesForm
from orders.gates import visible_line, visible_order
from orders.models import ChecklistItem, DeliverableLink, Order
from orders.refusals import StaleText
from orders.views.page import context_of


def work(request: HttpRequest, order: Order) -> HttpResponse:
    """Service Details as they are now."""
    response = render(request, "orders/page/work.html", context_of(order))
    return changed(response, f"order-stages:{order.pk}", f"order-details:{order.pk}")


@require_http_methods(["GET", "POST"])
@needs(Can.WORK_ON_ORDERS)
def notes(request: HttpRequest, number: int, which: str) -> HttpResponse:
    """The order notes or the additional notes: a GET is the dialog to write them."""
    order = visible_order(request, number)
    field, title, write = {
        "order": ("notes", _("Order notes"), actions.set_order_notes),
        "additional": ("additional_notes", _("Additional notes"), actions.set_additional_notes),
    }[which]
    return edit_text(
        request, order, getattr(order, field), title, lambda text, seen: write(order, text, by=request.actor, seen=seen)
    )


@require_http_methods(["GET", "POST"])
@needs(Can.WORK_ON_ORDERS)
def line_notes(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """The notes of one service."""
    line = visible_line(request, number, pk)
    return edit_text(
        request,
        line.order,
        line.notes,
        line.name,
        lambda text, seen: actions.set_line_notes(line, text, by=request.actor, seen=seen),
    )


def edit_text(
    request: HttpRequest, order: Order, text: str, title: str, write: Callable[[str, str], Any]
) -> HttpResponse:
    """Write a text that others may be writing too. If one did, both texts are shown and nothing is lost."""
    context: dict[str, Any] = {"order": order, "title": title, "url": request.path}
    if request.method == "GET":
        form = NotesForm(initial={"text": text, "seen": text})
        return render(request, "orders/page/dialogs.html#notes", {**context, "form": form})
    form = NotesForm(request.POST)
    if not form.is_valid():
        return render(request, "orders/page/dialogs.html#notes", {**context, "form": form}, status=422)
    try:
        write(form.cleaned_data["text"], form.cleaned_data["seen"])
    except StaleText as stale:
        form = NotesForm(initial={"text": form.cleaned_data["text"], "seen": stale.now})
        context |= {"form": form, "stale": stale}
        return render(request, "orders/page/dialogs.html#notes", context, status=409)
    return changed(HttpResponse(""), f"order-work:{order.pk}", f"order-details:{order.pk}", f"order-notes:{order.pk}")


@require_POST
@needs(Can.WORK_ON_ORDERS)
def checklist(request: HttpRequest, number: int, pk: int | None = None) -> HttpResponse:
    """Add something to tick off, to one service or to the order."""
    line = visible_line(request, number, pk) if pk else None
    order = line.order if line else visible_order(request, number)
    form = ChecklistForm(request.POST)
    if not form.is_valid():
        return toast(HttpResponse(status=204), _("Write what is to be done, in up to 200 characters."), tone="red")
    actions.add_checklist_item(order, text=form.cleaned_data["text"], line=line, by=request.actor)
    return work(request, order)


@require_POST
@needs(Can.WORK_ON_ORDERS)
def tick(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Tick an item off (`done` is sent), or take the tick back."""
    order = visible_order(request, number)
    item = item_of(order, pk)
    if request.POST.get("done"):
        actions.tick(item, member=request.member, by=request.actor)
    else:
        actions.untick(item, by=request.actor)
    return work(request, order)


@require_POST
@needs(Can.WORK_ON_ORDERS)
def item_removal(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take an item off its checklist."""
    order = visible_order(request, number)
    actions.remove_checklist_item(item_of(order, pk), by=request.actor)
    return work(request, order)


def item_of(order: Order, pk: int) -> ChecklistItem:
    found = order.checklist.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.order = order
    return found


@require_http_methods(["GET", "POST"])
@needs(Can.WORK_ON_ORDERS)
def deliverables(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Put a link on a service: a GET is the dialog."""
    line = visible_line(request, number, pk)
    form = DeliverableForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.add_deliverable(line, **form.cleaned_data, by=request.actor)
        return work(request, line.order)
    context = {
        "order": line.order,
        "line": line,
        "form": form,
        "url": reverse("orders:deliverables", args=[number, pk]),
    }
    return render(request, "orders/page/dialogs.html#deliverable", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.WORK_ON_ORDERS)
def deliverable_removal(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take a link off a service."""
    order = visible_order(request, number)
    link = DeliverableLink.objects.select_related("line").filter(pk=pk, line__order=order).first()
    if link is None:
        raise Http404
    actions.remove_deliverable(link, by=request.actor)
    return work(request, order)
