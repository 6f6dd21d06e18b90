"""The agent's side of the talk with the team, behind the order's link: reading, writing, without login."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chat import actions
from chat import lane as lanes
from chat.forms import AfterForm, BeforeForm, LaneForm, ReadForm
from chat.refusals import NotSaid
from core.throttle import may
from orders.models import Order
from portal.gates import actor_of, order_with_agent, speaks_as_agent

TEMPLATE = "portal/messages.html"
WINDOW, MOST = 600, 40
"""How often somebody with the link may write: so many messages in so many seconds."""


def frame_of(request: HttpRequest, order: Order) -> dict[str, Any]:
    """What each part of the talk needs."""
    return {
        "order": order,
        "address": reverse("portal:messages", args=[order.token]),
        "zone": order.time_zone,
        "reads": speaks_as_agent(request),
    }


def talk_of(request: HttpRequest, order: Order) -> dict[str, Any]:
    """The talk as a part of a page of the agent's; a member who looks on can neither write nor be taken for the reader."""
    return frame_of(request, order) | {
        "talk": lanes.talk(order, for_agent=True, read=lanes.read_by_agent(order)),
        "lane_topic": f"agent-lane:{order.pk}",
        "client_id": uuid4(),
        "most": actions.LONGEST,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest, token: str) -> HttpResponse:
    """GET: the talk alone, for a draft too. POST: say something to the team."""
    order = order_with_agent(token)
    return _say(request, order) if request.method == "POST" else render(request, TEMPLATE, talk_of(request, order))


def _say(request: HttpRequest, order: Order) -> HttpResponse:
    if not speaks_as_agent(request):
        raise Http404
    if not may("agent-message", f"{order.company_id}:{order.pk}", times=MOST, seconds=WINDOW):
        return _refused(request, order, _("That was a lot at once. Wait some minutes, then send it."), status=429)
    form = LaneForm(request.POST)
    if not form.is_valid():
        return _refused(request, order, " ".join(error for errors in form.errors.values() for error in errors))
    said = form.cleaned_data
    try:
        message = actions.say_to_team(
            order, body=said["text"], client_id=said["client_id"], by=actor_of(request, order)
        )
    except NotSaid as refusal:
        return _refused(request, order, str(refusal))
    if not request.htmx:
        return redirect(f"{reverse('portal:messages', args=[order.token])}#l{message.pk}")
    told = {"message": lanes.said_of(message, for_agent=True), "zone": order.time_zone}
    return render(request, "chat/lane/_message.html", told, status=201)


def _refused(request: HttpRequest, order: Order, problem: str, *, status: int = 422) -> HttpResponse:
    """Why it was not said; without scripts, the whole page with the text in it."""
    if request.htmx:
        return render(request, "chat/lane/composer.html#answer", {"problem": problem}, status=status)
    told = talk_of(request, order) | {"problem": problem, "text": request.POST.get("text", "")}
    return render(request, TEMPLATE, told, status=status)


@require_safe
def older(request: HttpRequest, token: str) -> HttpResponse:
    """What stands above a message."""
    order, form = order_with_agent(token), BeforeForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    talk = lanes.talk(order, for_agent=True, before=form.cleaned_data["before"])
    return render(request, "chat/lane/entries.html", frame_of(request, order) | {"talk": talk})


@require_safe
def newer(request: HttpRequest, token: str) -> HttpResponse:
    """What a page has missed."""
    order, form = order_with_agent(token), AfterForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    talk = lanes.after(order, form.cleaned_data["after"] or 0, for_agent=True)
    return render(request, "chat/lane/entries.html", frame_of(request, order) | {"talk": talk})


@require_POST
def reading(request: HttpRequest, token: str) -> HttpResponse:
    """How far the agent has read; what a member looks at counts for nothing."""
    order, form = order_with_agent(token), ReadForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    if speaks_as_agent(request):
        actions.mark_read_by_agent(order, up_to=form.cleaned_data["message"])
    return HttpResponse(status=204)
