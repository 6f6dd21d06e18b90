"""Mail that could not be delivered, and trying it again."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.capabilities import Can
from companies.gates import found, needs
from core.toasts import toast_next
from notifications import actions
from notifications.queries.sent import Sent, failed_mail
from notifications.queries.sent import undelivered as failed_mails

PER_PAGE = 50


@require_safe
@needs(Can.EDIT_SETTINGS)
def undelivered(request: HttpRequest) -> HttpResponse:
    """Every mail that was given up, newest first, with what the other side said."""
    page = Paginator(failed_mails(), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [Sent(mail) for mail in page.object_list]
    return render(request, "notifications/undelivered.html", {"page": page})


@require_POST
@needs(Can.EDIT_SETTINGS)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try it once more, from the start."""
    mail = actions.send_again(found(failed_mail(pk)))
    toast_next(request, _("Trying again to send to %(to)s.") % {"to": mail.to})
    return redirect("notifications:undelivered")
