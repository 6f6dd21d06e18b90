"""On the page of a completed order: tell the customer now, edited first, later, or not."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast
from orders.gates import visible_order
from orders.letters import written_to
from orders.models import Order
from portal import actions
from portal.forms import LaterForm, OnceForm
from portal.queries.completion import is_asked, planned_letter, words_for

TEMPLATE = "portal/completion.html"
MORNING = time(9)


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@needs(Can.EDIT_ORDERS)
def question(request: HttpRequest, number: int) -> HttpResponse:
    """GET: the question, if it is open. POST: send, as it is, as edited, or later. DELETE: do not, or no longer."""
    order = visible_order(request, number)
    if request.method == "POST":
        return _send_planned(request, order) if planned_letter(order) else _send(request, order)
    if request.method == "DELETE" and (is_asked(order) or planned_letter(order)):
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
    return _form(request, order, "edit", OnceForm(initial=words_for(order)))


@require_safe
@needs(Can.EDIT_ORDERS)
def later(request: HttpRequest, number: int) -> HttpResponse:
    """When the letter is to go; the next morning if nobody says otherwise."""
    order = visible_order(request, number)
    if not is_asked(order):
        raise Http404
    zone = ZoneInfo(request.company.time_zone)
    tomorrow = timezone.now().astimezone(zone).date() + timedelta(days=1)
    morning = datetime.combine(tomorrow, MORNING).isoformat(timespec="minutes")
    return _form(request, order, "later", LaterForm(zone=zone, initial={"at": morning}))


def _send(request: HttpRequest, order: Order) -> HttpResponse:
    if not is_asked(order):
        return toast(_shown(request, order), _("Somebody has answered that already."))
    how: dict[str, Any] = {}
    if "body" in request.POST:
        form = OnceForm(request.POST)
        if not form.is_valid():
            return _form(request, order, "edit", form, status=422)
        how = {"written": (form.cleaned_data["subject"], form.cleaned_data["body"])}
    elif "at" in request.POST:
        asked = LaterForm(request.POST, zone=ZoneInfo(request.company.time_zone))
        if not asked.is_valid():
            return _form(request, order, "later", asked, status=422)
        how = {"at": asked.cleaned_data["at"]}
    mail = actions.tell_complete(order, by=request.actor, **how)
    if mail is None:
        return toast(_shown(request, order), _("Somebody has answered that already."))
    said = _("It goes to %(mail)s at that time.") if "at" in how else _("On its way to %(mail)s.")
    return toast(_shown(request, order), said % {"mail": mail.to})


def _send_planned(request: HttpRequest, order: Order) -> HttpResponse:
    mail = actions.tell_planned_now(order, by=request.actor)
    said = _("On its way to %(mail)s.") % {"mail": mail.to} if mail else _("It has gone already.")
    return toast(_shown(request, order), said)


def _shown(request: HttpRequest, order: Order) -> HttpResponse:
    page = {"order": order, "is_asked": is_asked(order), "planned": planned_letter(order), "to": written_to(order)}
    return render(request, TEMPLATE, page)


def _form(request: HttpRequest, order: Order, part: str, form: OnceForm | LaterForm, status: int = 200) -> HttpResponse:
    page = {"order": order, "form": form, "to": written_to(order)}
    return render(request, f"{TEMPLATE}#{part}", page, status=status)
