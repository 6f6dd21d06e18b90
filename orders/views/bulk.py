"""One change to several orders of the list."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from companies.capabilities import Can
from companies.gates import needs
from core.actor import Actor
from core.live.responses import changed
from core.toasts import toast
from orders import actions
from orders.forms import BulkForm
from orders.models import Order
from orders.refusals import OrderRefused


@require_POST
@needs(Can.SEE_ALL_ORDERS, Can.EDIT_ORDERS)
def status(request: HttpRequest) -> HttpResponse:
    """Give every chosen order one status; those that refuse stay as they are and are named."""
    form = BulkForm(request.POST)
    chosen = form.cleaned_data.get("status") if form.is_valid() else None
    if chosen is None:
        return said(_("Choose orders and a status first."), tone="red")
    refused: list[str] = []
    for order in form.cleaned_data["order"].order_by("pk"):
        try:
            actions.change_status(order, chosen, by=request.actor)
        except OrderRefused as refusal:
            refused.append(f"#{order.number}: {refusal}")
    count = len(form.cleaned_data["order"]) - len(refused)
    text = ngettext("%(count)s order is now %(status)s.", "%(count)s orders are now %(status)s.", count)
    words = [text % {"count": count, "status": chosen.name}, *refused]
    return said(" ".join(words), tone="amber" if refused else "")


@require_POST
@needs(Can.SEE_ALL_ORDERS, Can.EDIT_ORDERS)
def archive(request: HttpRequest) -> HttpResponse:
    """Take the chosen orders off the list."""
    return _moved(request, actions.archive, _("Archived %(count)s."))


@require_POST
@needs(Can.SEE_ALL_ORDERS, Can.EDIT_ORDERS)
def restore(request: HttpRequest) -> HttpResponse:
    """Put the chosen orders back on the list."""
    return _moved(request, actions.restore, _("Back on the list: %(count)s."))


type Move = Callable[..., list[Order]]


def _moved(request: HttpRequest, move: Move, text: str) -> HttpResponse:
    form = BulkForm(request.POST)
    if not form.is_valid():
        return said(_("Choose at least one order first."), tone="red")
    orders: Iterable[Order] = form.cleaned_data["order"].order_by("pk")
    actor: Actor = request.actor
    return said(text % {"count": len(move(orders, by=actor))})


def said(text: str, *, tone: str = "") -> HttpResponse:
    return changed(toast(HttpResponse(status=204), text, tone=tone), "orders", "orderlist")
