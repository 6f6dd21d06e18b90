"""The room of an order: reading it, speaking in it, and what its page asks for by itself."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from chat import actions, queries
from chat.forms import AfterForm, BeforeForm, DraftForm, MessageForm, ReadForm
from chat.models import Message
from chat.refusals import NotSaid
from chat.said import said_of
from companies.capabilities import Can
from companies.gates import members_only
from companies.preferences import remember
from core.fragments import kept
from orders.gates import bare_order
from orders.models import Order

LOG = "chat_activity"


def _frame(request: HttpRequest, order: Order) -> dict[str, Any]:
    return {"order": order, "zone": request.company.time_zone}


def _room(request: HttpRequest, order: Order) -> dict[str, Any]:
    """Everything that the room is drawn from."""
    stretch = queries.newest(order, money=Can.SEE_PRICES in request.can)
    read = queries.last_read(order, request.member)
    return _frame(request, order) | {
        "stretch": stretch,
        "read": read or 0,
        "first_unread": queries.first_unread(stretch.entries, read=read, member=request.member),
        "shows_log": request.member.preferences.get(LOG, True),
        "client_id": uuid4(),
        "most": actions.LONGEST,
    }


@require_safe
@members_only
def room(request: HttpRequest, number: int) -> HttpResponse:
    """The room, as the middle of the order's page, or as a page of its own."""
    order = bare_order(request, number)
    return render(request, "chat/room.html" if request.htmx else "chat/page.html", _room(request, order))


@require_POST
@members_only
def messages(request: HttpRequest, number: int) -> HttpResponse:
    """Say something."""
    order = bare_order(request, number)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _refused(request, order, form, " ".join(error for errors in form.errors.values() for error in errors))
    try:
        message = _say(order, request, form.cleaned_data)
    except NotSaid as refusal:
        return _refused(request, order, form, str(refusal))
    if not request.htmx:
        return HttpResponseRedirect(reverse("chat:room", args=[number]) + f"#m{message.pk}")
    drawn = kept("chat/_message.html", message=said_of(message), zone=request.company.time_zone)
    return HttpResponse(drawn, status=201)


def _read_through(order: Order, form: DraftForm) -> queries.Draft:
    form.is_valid()
    asked = form.cleaned_data
    text = actions.tidy(form.data.get("text", ""))[: actions.LONGEST]
    return queries.drafted(order, text, chosen=asked.get("chosen", ()), plain=asked.get("plain", ()))


def _say(order: Order, request: HttpRequest, said: dict[str, Any]) -> Message:
    return actions.say(
        order,
        body=said["text"],
        client_id=said["client_id"],
        chosen=said["chosen"],
        plain=said["plain"],
        by=request.actor,
    )


def _refused(request: HttpRequest, order: Order, form: MessageForm, problem: str) -> HttpResponse:
    """What is wrong with a message and what has to be answered; without scripts, the whole page with the text in it."""
    told = {
        "draft": _read_through(order, form),
        "problem": problem,
        "text": form.data.get("text", ""),
        "client_id": uuid4(),
        "most": actions.LONGEST,
    }
    if request.htmx:
        return render(request, "chat/composer.html#answer", told, status=422)
    return render(request, "chat/page.html", _room(request, order) | told, status=422)


@require_POST
@members_only
def mentions(request: HttpRequest, number: int) -> HttpResponse:
    """Whom a text would tell, while it is written."""
    order = bare_order(request, number)
    draft = _read_through(order, DraftForm(request.POST))
    return render(request, "chat/composer.html#mentions", {"draft": draft})


@require_safe
@members_only
def people(request: HttpRequest, number: int) -> HttpResponse:
    """Whom to mention, for what was typed after `@`."""
    order = bare_order(request, number)
    begun = request.GET.get("q", "")[:80]
    offered = queries.offered(order, begun, to=request.member)
    return render(request, "chat/composer.html#people", {"offered": offered})


@require_safe
@members_only
def older(request: HttpRequest, number: int) -> HttpResponse:
    """What stands above a message."""
    order = bare_order(request, number)
    form = BeforeForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    asked = form.cleaned_data
    money = Can.SEE_PRICES in request.can
    stretch = queries.before(order, asked["before"], back_to=asked["back_to"] or 0, money=money)
    return render(request, "chat/room.html#entries", _frame(request, order) | {"stretch": stretch})


@require_safe
@members_only
def newer(request: HttpRequest, number: int) -> HttpResponse:
    """What a page has missed."""
    order = bare_order(request, number)
    form = AfterForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    last, line = (form.cleaned_data[name] or 0 for name in ("after", "activity"))
    stretch = queries.after(order, message_id=last, activity_id=line, money=Can.SEE_PRICES in request.can)
    return render(request, "chat/room.html#entries", _frame(request, order) | {"stretch": stretch})


@require_POST
@members_only
def reading(request: HttpRequest, number: int) -> HttpResponse:
    """How far the member has read."""
    order = bare_order(request, number)
    form = ReadForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    actions.mark_read(order, member=request.member, up_to=form.cleaned_data["message"])
    return HttpResponse(status=204)


@require_POST
@members_only
def activity(request: HttpRequest) -> HttpResponse:
    """Whether the member wants the log between the messages, in every room."""
    remember(request.member, LOG, "activity" in request.POST)
    return HttpResponse(status=204)
