"""The inbox and its badge."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.gates import members_only
from core.toasts import toast
from notifications import actions
from notifications.forms import InboxForm, UndoForm
from notifications.queries.inbox import inbox, notice_of, orders_in, unread_count


@require_safe
@members_only
def inbox_page(request: HttpRequest) -> HttpResponse:
    """Everything a member was told, unread first."""
    form = InboxForm(request.GET, member=request.member)
    wanted, number, per_page = form.wanted()
    page = Paginator(inbox(request.member, wanted), per_page).get_page(number)
    context = {"page": page, "wanted": wanted, "unread": unread_count(request.member)}
    if request.htmx:
        return render(request, "notifications/inbox.html#notices", context)
    context |= {"form": form, "orders": orders_in(request.member, wanted.order_id)}
    return render(request, "notifications/inbox.html", context)


@require_safe
@members_only
def badge(request: HttpRequest) -> HttpResponse:
    """The number on the bell."""
    return render(request, "notifications/badge.html", {"unread": unread_count(request.member)})


@require_safe
@members_only
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """To what the notice is about; whoever goes there has read it."""
    read = actions.read(notice_of(request.member, pk))
    return HttpResponseRedirect(read.url)


@require_http_methods(["POST", "DELETE"])
@members_only
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: it is read. DELETE: it is not."""
    found = notice_of(request.member, pk)
    changed = actions.read(found) if request.method == "POST" else actions.unread(found)
    if not request.htmx:
        return HttpResponseRedirect(reverse("notifications:inbox"))
    return render(request, "notifications/inbox.html#notice", {"notice": changed})


@require_POST
@members_only
def reading_of_all(request: HttpRequest) -> HttpResponse:
    """Everything is read; can be undone."""
    count, moment = actions.read_all(request.member)
    if not request.htmx:
        return HttpResponseRedirect(reverse("notifications:inbox"))
    answer = HttpResponse(status=204)
    if not count:
        return toast(answer, _("Nothing was unread."))
    said = ngettext("Marked %(count)d notice as read.", "Marked %(count)d notices as read.", count) % {"count": count}
    return toast(answer, said, undo=reverse("notifications:reading-undone"), values={"read_at": moment.isoformat()})


@require_POST
@members_only
def reading_undone(request: HttpRequest) -> HttpResponse:
    """Take back the last `reading_of_all`."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    actions.unread_again(request.member, read_at=form.cleaned_data["read_at"])
    return HttpResponse(status=204)
