"""The room of a thread: reading it, and what its page asks for by itself."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from chat import actions, queries
from chat.forms import AfterForm, BeforeForm, ReadForm
from chat.gates import thread_of
from chat.threads import Thread
from companies.capabilities import Can
from companies.gates import members_only
from companies.preferences import remember
from orders.gates import bare_order

LOG = "chat_activity"


def _frame(request: HttpRequest, thread: Thread) -> dict[str, Any]:
    return {"thread": thread, "order": thread.order, "zone": request.company.time_zone}


def context_of(request: HttpRequest, thread: Thread) -> dict[str, Any]:
    """Everything that the room is drawn from."""
    stretch = queries.newest(thread, money=Can.SEE_PRICES in request.can)
    reads = queries.reads(thread.order, request.member)
    read = reads.get(thread.line.pk if thread.line else 0)
    return _frame(request, thread) | {
        "stretch": stretch,
        "read": read or 0,
        "first_unread": queries.first_unread(stretch.entries, read=read, member=request.member),
        "unread": queries.unread(thread.order, request.member, read=reads),
        "shows_log": request.member.preferences.get(LOG, True),
        "client_id": uuid4(),
        "most": actions.LONGEST,
    }


@require_safe
@members_only
def room(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """The room, as the middle of the order's page, or as a page of its own."""
    thread = thread_of(request, number, line)
    return render(request, "chat/room.html" if request.htmx else "chat/page.html", context_of(request, thread))


@require_safe
@members_only
def older(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """What stands above a message."""
    thread = thread_of(request, number, line)
    form = BeforeForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    asked = form.cleaned_data
    money = Can.SEE_PRICES in request.can
    stretch = queries.before(thread, asked["before"], back_to=asked["back_to"] or 0, money=money)
    return render(request, "chat/room.html#entries", _frame(request, thread) | {"stretch": stretch})


@require_safe
@members_only
def newer(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """What a page has missed."""
    thread = thread_of(request, number, line)
    form = AfterForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    last, logged = (form.cleaned_data[name] or 0 for name in ("after", "activity"))
    stretch = queries.after(thread, message_id=last, activity_id=logged, money=Can.SEE_PRICES in request.can)
    return render(request, "chat/room.html#entries", _frame(request, thread) | {"stretch": stretch})


@require_POST
@members_only
def reading(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """How far the member has read."""
    thread = thread_of(request, number, line)
    form = ReadForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    actions.mark_read(thread, member=request.member, up_to=form.cleaned_data["message"])
    return HttpResponse(status=204)


@require_safe
@members_only
def threads(request: HttpRequest, number: int) -> HttpResponse:
    """How much is unread in each thread of an order."""
    order = bare_order(request, number)
    unread = queries.unread(order, request.member, read=queries.reads(order, request.member))
    return render(request, "chat/room.html#unread", {"order": order, "unread": unread})


@require_POST
@members_only
def activity(request: HttpRequest) -> HttpResponse:
    """Whether the member wants the log between the messages, in every room."""
    remember(request.member, LOG, "activity" in request.POST)
    return HttpResponse(status=204)
