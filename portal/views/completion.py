"""On the page of a completed order: tell the customer, edit first, or not."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast
from orders.gates import visible_order
from orders.letters import written_to
from orders.models import Order
from portal import actions
from portal.forms import OnceForm
from portal.queries.completion import is_asked, words_for

TEMPLATE = "portal/completion.html"


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@needs(Can.EDIT_ORDERS)
def question(request: HttpRequest, number: int) -> HttpResponse:
    """GET: the question, if it is open. POST: send, as it is or as edited. DELETE: do not."""
    order = visible_order(request, number)
    if request.method == "POST":
        return _send(request, order)
    if request.method == "DELETE" and is_asked(order):
        actions.keep_quiet(order, by=request.actor)
        return toast(_shown(request, order), _("The customer is not told."))
    return _shown(request, order)


@require_safe
@needs(Can.EDIT_ORDERS)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """The letter with the order's own words in it, to be changed for this once."""
    order = visible_order(request, number)
    if not is_asked(order):
        raise Http404
    return _edited(request, order, OnceForm(initial=words_for(order)))


def _send(request: HttpRequest, order: Order) -> HttpResponse:
    if not is_asked(order):
        return toast(_shown(request, order), _("Somebody has answered that already."))
    written = None
    if "body" in request.POST:
        form = OnceForm(request.POST)
        if not form.is_valid():
            return _edited(request, order, form, status=422)
        written = (form.cleaned_data["subject"], form.cleaned_data["body"])
    mail = actions.tell_complete(order, by=request.actor, written=written)
    said = _("On its way to %(mail)s.") % {"mail": mail.to} if mail else _("Somebody has answered that already.")
    return toast(_shown(request, order), said)


def _shown(request: HttpRequest, order: Order) -> HttpResponse:
    page = {"order": order, "is_asked": is_asked(order), "to": written_to(order)}
    return render(request, TEMPLATE, page)


def _edited(request: HttpRequest, order: Order, form: OnceForm, status: int = 200) -> HttpResponse:
    return render(request, f"{TEMPLATE}#edit", {"order": order, "form": form, "to": written_to(order)}, status=status)
