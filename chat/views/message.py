"""One message: its menu, changing it, and what is put on it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chat import actions, emoji, queries
from chat.forms import DraftForm
from chat.gates import message_of
from chat.models import Message
from chat.refusals import NotSaid
from chat.said import said_of
from chat.threads import Thread, page_of
from companies.capabilities import Can
from companies.gates import members_only
from core.fragments import kept
from core.toasts import toast
from orders.gates import visible_orders


@require_safe
@members_only
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """The address of a message: leads to it in its place."""
    found = message_of(request, pk)
    page = page_of(found.order.number, found.line_id)
    return HttpResponseRedirect(f"{page}{'&' if found.line_id else '?'}message={pk}#m{pk}")


@require_safe
@members_only
def menu(request: HttpRequest, pk: int) -> HttpResponse:
    """What the member can do with a message, and who has read it."""
    found = message_of(request, pk)
    is_mine = found.author_id == request.member.pk
    told = {
        "message": found,
        "quick": emoji.QUICK,
        "more": emoji.OFFERED,
        "can_edit": is_mine,
        "can_delete": is_mine or Can.EDIT_SETTINGS in request.can,
        "is_pinned": queries.is_pinned(found),
        "is_saved": queries.is_saved(found, request.member),
        "earlier": queries.earlier(found),
        "zone": request.company.time_zone,
        "readers": queries.readers(found),
    }
    return render(request, "chat/message.html#menu", told)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of one's own message, to be changed."""
    found = message_of(request, pk)
    if request.method != "POST":
        thread = Thread(found.order, found.line)
        told = {"message": found, "thread": thread, "most": actions.LONGEST, "text": found.body}
        return render(request, "chat/message.html#editing", told)
    form = DraftForm(request.POST)
    form.is_valid()
    said = form.cleaned_data
    try:
        actions.edit(found, body=said["text"], by=request.actor, **form.answers)
    except NotSaid as refusal:
        draft = queries.drafted(found.order, actions.tidy(said["text"])[: actions.LONGEST], **form.answers)
        return render(
            request,
            "chat/message.html#refused",
            {"problem": str(refusal), "draft": draft, "thread": Thread(found.order, found.line)},
            status=422,
        )
    return _anew(request, found)


@require_POST
@members_only
def deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a message back."""
    return _change(request, pk, lambda found: actions.delete(found, by=request.actor))


@require_POST
@members_only
def reactions(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an emoji on a message, or take it off."""
    sign = request.POST.get("emoji", "")
    return _change(request, pk, lambda found: actions.react(found, emoji=sign, by=request.actor))


@require_http_methods(["POST", "DELETE"])
@members_only
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a message at hand for the team, or no longer."""
    act = actions.pin if request.method == "POST" else actions.unpin
    return _change(request, pk, lambda found: act(found, by=request.actor))


@require_http_methods(["POST", "DELETE"])
@members_only
def saving(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a message in the member's own list, or no longer."""
    found = message_of(request, pk)
    if request.method == "DELETE":
        actions.let_go(found, member=request.member)
        return toast(HttpResponse(), _("No longer saved."))
    try:
        actions.keep(found, member=request.member)
    except NotSaid as refusal:
        return toast(HttpResponse(status=409), str(refusal), tone="red")
    return toast(HttpResponse(status=204), _("Saved for later. It is in your inbox, under Saved."))


@require_POST
@members_only
def unread(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the thread begin to be unread at a message."""
    actions.mark_unread(message_of(request, pk), member=request.member)
    return HttpResponse(status=204)


@require_safe
@members_only
def saved(request: HttpRequest) -> HttpResponse:
    """What the member keeps for later."""
    return render(request, "chat/saved.html", {"saved": queries.saved_by(request.member, visible_orders(request))})


def _change(request: HttpRequest, pk: int, act: Callable[[Message], Any]) -> HttpResponse:
    """Do something to a message and answer with it as it is then, or say why not."""
    found = message_of(request, pk)
    try:
        act(found)
    except NotSaid as refusal:
        return toast(_anew(request, found, status=409), str(refusal), tone="red")
    return _anew(request, found)


def _anew(request: HttpRequest, found: Message, *, status: int = 200) -> HttpResponse:
    fresh = message_of(request, found.pk)
    drawn = kept("chat/_message.html", message=said_of(fresh), zone=request.company.time_zone)
    return HttpResponse(drawn, status=status)
