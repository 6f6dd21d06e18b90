"""The page of one order, and the parts of it that fetch themselves."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast_next
from orders import actions
from orders.gates import visible_order
from orders.models import AcceptedLegal, Order
from orders.queries.page import live_topics, page_of
from orders.refusals import OrderRefused


def context_of(order: Order) -> dict[str, Any]:
    """Everything the page and its parts show."""
    return {"order": order, "page": page_of(order)}


@require_safe
@needs(Can.WORK_ON_ORDERS)
def order(request: HttpRequest, number: int) -> HttpResponse:
    """Stages left, chat in the middle, notes, checklists and details right."""
    found = visible_order(request, number)
    context = context_of(found) | {
        "topics": live_topics(found),
        "chat_topics": [f"chat:{found.pk}", *([f"lane:{found.pk}"] if Can.SEE_CUSTOMERS in request.can else [])],
        "room": _room(request, number),
        "adjustments": list(found.adjustments.all()),
        "legal": list(found.accepted_legal.select_related("version").order_by("version__page")),
    }
    return render(request, "orders/order.html", context)


def _room(request: HttpRequest, number: int) -> str:
    """The talk that the page's address asks for: `?with=agent`, on `?service=`, or the order's; at `?message=`."""
    if request.GET.get("with") == "agent" and Can.SEE_CUSTOMERS in request.can:
        return reverse("chat:lane", args=[number])
    service, message = (request.GET.get(name, "") for name in ("service", "message"))
    thread = [number, int(service)] if service.isdecimal() and len(service) < 19 else [number]
    at = f"?message={message}" if message.isdecimal() else ""
    return reverse("chat:room", args=thread) + at


@require_safe
@needs(Can.WORK_ON_ORDERS)
def part(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One part of the page as it is now."""
    found = visible_order(request, number)
    context = context_of(found)
    if name == "details":
        context["adjustments"] = list(found.adjustments.all())
        context["legal"] = list(found.accepted_legal.select_related("version").order_by("version__page"))
    return render(request, f"orders/page/{name}.html", context)


@require_POST
@needs(Can.EDIT_ORDERS)
def commission(request: HttpRequest, number: int) -> HttpResponse:
    """Place a draft for the customer: the same as their own checkout, mails included."""
    found = visible_order(request, number)
    try:
        placed = actions.commission(found, how=AcceptedLegal.How.STAFF, by=request.actor)
    except OrderRefused as refusal:
        toast_next(request, str(refusal), tone="red")
    else:
        toast_next(request, _("Order %(number)s is placed.") % {"number": placed.number})
    return redirect("orders:order", number=number)
