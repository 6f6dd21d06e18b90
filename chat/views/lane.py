"""The lane of an order for the team: reading what the agent wrote, and answering."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from chat import actions
from chat import lane as lanes
from chat.forms import AfterForm, BeforeForm, LaneForm, ReadForm
from chat.gates import lane_of
from chat.refusals import NotSaid
from companies.capabilities import Can
from companies.gates import needs
from orders.models import Order

PANE = "chat/lane/pane.html"


def _frame(request: HttpRequest, order: Order) -> dict[str, Any]:
    assert order.customer
    return {
        "order": order,
        "address": reverse("chat:lane", args=[order.number]),
        "zone": request.company.time_zone,
        "first_name": order.customer.name.split()[0],
    }


def _context(request: HttpRequest, order: Order) -> dict[str, Any]:
    return _frame(request, order) | {
        "talk": lanes.talk(order, for_agent=False, read=lanes.read_by(order, request.member)),
        "topic": f"lane:{order.pk}",
        "client_id": uuid4(),
        "most": actions.LONGEST,
        **_seen(order),
    }


def _seen(order: Order) -> dict[str, Any]:
    return {"seen": lanes.seen_up_to(order), "seen_by": order.customer.name if order.customer else ""}


@require_safe
@needs(Can.SEE_CUSTOMERS)
def lane(request: HttpRequest, number: int) -> HttpResponse:
    """The lane, as the middle of the order's page, or as a page of its own."""
    order = lane_of(request, number)
    return render(request, PANE if request.htmx else "chat/lane/page.html", _context(request, order))


@require_POST
@needs(Can.SEE_CUSTOMERS)
def messages(request: HttpRequest, number: int) -> HttpResponse:
    """Say something to the agent."""
    order = lane_of(request, number)
    form = LaneForm(request.POST)
    if not form.is_valid():
        return _refused(request, order, " ".join(error for errors in form.errors.values() for error in errors))
    said = form.cleaned_data
    try:
        message = actions.say_to_agent(order, body=said["text"], client_id=said["client_id"], by=request.actor)
    except NotSaid as refusal:
        return _refused(request, order, str(refusal))
    if not request.htmx:
        return HttpResponseRedirect(f"{reverse('chat:lane', args=[number])}#l{message.pk}")
    told = {"message": lanes.said_of(message, for_agent=False), "zone": request.company.time_zone}
    return render(request, "chat/lane/_message.html", told, status=201)


def _refused(request: HttpRequest, order: Order, problem: str) -> HttpResponse:
    """Why it was not said; without scripts, the whole page with the text in it."""
    if request.htmx:
        return render(request, "chat/lane/composer.html#answer", {"problem": problem}, status=422)
    told = _context(request, order) | {"problem": problem, "text": request.POST.get("text", "")}
    return render(request, "chat/lane/page.html", told, status=422)


@require_safe
@needs(Can.SEE_CUSTOMERS)
def older(request: HttpRequest, number: int) -> HttpResponse:
    """What stands above a message."""
    order, form = lane_of(request, number), BeforeForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    talk = lanes.talk(order, for_agent=False, before=form.cleaned_data["before"])
    return render(request, f"{PANE}#entries", _frame(request, order) | {"talk": talk})


@require_safe
@needs(Can.SEE_CUSTOMERS)
def newer(request: HttpRequest, number: int) -> HttpResponse:
    """What a page has missed."""
    order, form = lane_of(request, number), AfterForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    talk = lanes.after(order, form.cleaned_data["after"] or 0, for_agent=False)
    return render(request, f"{PANE}#entries", _frame(request, order) | {"talk": talk})


@require_POST
@needs(Can.SEE_CUSTOMERS)
def reading(request: HttpRequest, number: int) -> HttpResponse:
    """How far the member has read."""
    order, form = lane_of(request, number), ReadForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    actions.mark_read_by_member(order, member=request.member, up_to=form.cleaned_data["message"])
    return HttpResponse(status=204)


@require_safe
@needs(Can.SEE_CUSTOMERS)
def seen(request: HttpRequest, number: int) -> HttpResponse:
    """Whether the agent has read what was said last."""
    return render(request, f"{PANE}#seen", _seen(lane_of(request, number)))


@require_safe
@needs(Can.SEE_CUSTOMERS)
def unread(request: HttpRequest, number: int) -> HttpResponse:
    """How much of the agent's the member has not read, to stand beside the agent's name."""
    order = lane_of(request, number)
    return render(request, f"{PANE}#unread", {"unread": lanes.unread_by(order, request.member)})
