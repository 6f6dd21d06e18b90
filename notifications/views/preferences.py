"""What a member wants to be told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from companies.gates import members_only
from core.toasts import toast_next
from notifications import actions
from notifications.preferences import NoticesForm


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def preferences(request: HttpRequest) -> HttpResponse:
    """Events by group and channel, quiet hours, and one mail a day."""
    form = NoticesForm(request.POST if request.method == "POST" else None, member=request.member)
    if request.method == "POST" and form.is_valid():
        actions.choose(request.member, channels=form.channels(), times=form.times())
        toast_next(request, _("Saved."))
        return redirect("notifications:preferences")
    status = 422 if request.method == "POST" else 200
    return render(request, "notifications/preferences.html", {"form": form}, status=status)
