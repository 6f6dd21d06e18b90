"""The room of a thread: reading it, and what its page asks for by itself."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from chat import actions, finding, queries
from chat.forms import AfterForm, AroundForm, BeforeForm, FindForm, ReadForm
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
    """Everything that the room is drawn from: its end, or the part around the `message` that is asked for."""
    now = timezone.now()
    at, money = AroundForm(request.GET), Can.SEE_PRICES in request.can
    stretch = queries.around(thread, at.cleaned_data["message"], money=money) if at.is_valid() else queries.Stretch([])
    stretch = stretch if stretch.entries else queries.newest(thread, money=money)
    reads = queries.reads(thread.order, request.member)
    read = reads.get(thread.line.pk if thread.line else 0)
    far = queries.far_unread(thread, stretch.entries, read=read, member=request.member) if stretch.older else None
    return _frame(request, thread) | {
        "far_unread": far,
        "now": now,
        "pins": queries.pins_in(thread),
        "stretch": stretch,
        "read": read or 0,
        "first_unread": far or queries.first_unread(stretch.entries, read=read, member=request.member),
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
    """What stands above a message, or the end of the room."""
    thread = thread_of(request, number, line)
    form = BeforeForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    first, money = form.cleaned_data["before"], Can.SEE_PRICES in request.can
    stretch = queries.before(thread, first, money=money) if first else queries.newest(thread, money=money)
    return render(request, "chat/room.html#entries", _frame(request, thread) | {"stretch": stretch})


@require_safe
@members_only
def newer(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """What a page has missed: what was said, and what changed of what it shows."""
    thread = thread_of(request, number, line)
    form = AfterForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    now, asked = timezone.now(), form.cleaned_data
    last, logged = (asked[name] or 0 for name in ("after", "activity"))
    stretch = queries.after(thread, message_id=last, activity_id=logged, money=Can.SEE_PRICES in request.can)
    if "later" in request.GET:
        stretch = replace(stretch, has_more=False, has_later=stretch.has_more)
    told = _frame(request, thread) | {"stretch": stretch}
    if asked["since"]:
        told["changed"] = queries.changed(thread, since=asked["since"], first=asked["first"] or 0, last=last)
    response = render(request, "chat/room.html#entries", told)
    response["Chat-Now"] = now.isoformat()
    if stretch.has_more:
        response["Chat-Behind"] = str(
            max((entry.message.pk for entry in stretch.entries if entry.message), default=last)
        )
    return response


@require_safe
@members_only
def around(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """A message in its place."""
    thread = thread_of(request, number, line)
    form = AroundForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    stretch = queries.around(thread, form.cleaned_data["message"], money=Can.SEE_PRICES in request.can)
    if not stretch.entries:
        return HttpResponse(status=404)
    return render(request, "chat/room.html#entries", _frame(request, thread) | {"stretch": stretch})


@require_safe
@members_only
def search(request: HttpRequest, number: int) -> HttpResponse:
    """What was said on an order, by words, author, file and day."""
    order = bare_order(request, number)
    form = FindForm(request.GET, speakers=finding.speakers(order))
    told: dict[str, Any] = {"order": order, "form": form, "zone": request.company.time_zone}
    if not form.is_valid():
        return render(request, "chat/search.html#found", told, status=422)
    asked = form.cleaned_data
    wanted = finding.Wanted(asked["q"], asked["author"], asked["file"], asked["before"])
    told["wanted"] = bool(wanted)
    told["found"] = finding.find(order, wanted, zone=told["zone"]) if wanted else []
    return render(request, "chat/search.html#found" if "q" in request.GET else "chat/search.html", told)


@require_safe
@members_only
def pins(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """What the team keeps at hand."""
    thread = thread_of(request, number, line)
    return render(request, "chat/room.html#pinned", {"pinned": queries.pinned(thread)})


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
