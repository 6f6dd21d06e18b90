"""Speaking in a room."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from chat import actions, queries
from chat.forms import DraftForm, GuestForm, MessageForm
from chat.gates import thread_of
from chat.models import Message
from chat.refusals import NotSaid
from chat.said import said_of
from chat.threads import Thread
from chat.views.room import context_of
from companies.capabilities import Can
from companies.gates import members_only, needs
from core.fragments import kept
from orders.actions import add_to_team
from orders.models import Order


@require_POST
@members_only
def messages(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """Say something."""
    thread = thread_of(request, number, line)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _refused(request, thread, form, " ".join(error for errors in form.errors.values() for error in errors))
    try:
        message = _say(thread, request, form)
    except NotSaid as refusal:
        return _refused(request, thread, form, str(refusal))
    if not request.htmx:
        return HttpResponseRedirect(f"{thread.address}#m{message.pk}")
    drawn = kept("chat/_message.html", message=said_of(message), zone=request.company.time_zone)
    return HttpResponse(drawn, status=201)


def _read_through(order: Order, form: DraftForm) -> queries.Draft:
    form.is_valid()
    asked = form.cleaned_data
    text = actions.tidy(form.data.get("text", ""))[: actions.LONGEST]
    return queries.drafted(order, text, chosen=asked.get("chosen", ()), plain=asked.get("plain", ()))


def _say(thread: Thread, request: HttpRequest, form: MessageForm) -> Message:
    said = form.cleaned_data
    return actions.say(
        thread.order,
        line=thread.line,
        body=said["text"],
        client_id=said["client_id"],
        quote=said["quote"],
        files=form.attached,
        by=request.actor,
        **form.answers,
    )


def _refused(request: HttpRequest, thread: Thread, form: MessageForm, problem: str) -> HttpResponse:
    """What is wrong with a message and what has to be answered; without scripts, the whole page with the text in it."""
    told = {
        "thread": thread,
        "draft": _read_through(thread.order, form),
        "problem": problem,
        "text": form.data.get("text", ""),
        "client_id": uuid4(),
        "most": actions.LONGEST,
    }
    if request.htmx:
        return render(request, "chat/composer.html#answer", told, status=422)
    return render(request, "chat/page.html", context_of(request, thread) | told, status=422)


@require_POST
@members_only
def mentions(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """Whom a text would tell, while it is written."""
    thread = thread_of(request, number, line)
    draft = _read_through(thread.order, DraftForm(request.POST))
    return render(request, "chat/composer.html#mentions", {"draft": draft, "thread": thread})


@require_safe
@members_only
def people(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """Whom to mention, for what was typed after `@`."""
    thread = thread_of(request, number, line)
    begun = request.GET.get("q", "")[:80]
    offered = queries.offered(thread.order, begun, to=request.member)
    roles = queries.offered_roles(begun)
    return render(request, "chat/composer.html#people", {"offered": offered, "roles": roles})


@require_POST
@needs(Can.EDIT_ORDERS)
def guests(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """Put somebody who is named on the order's team, so that they can see what is said."""
    thread = thread_of(request, number, line)
    form = GuestForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    add_to_team(thread.order, form.cleaned_data["member"], by=request.actor)
    return HttpResponse(status=204)
