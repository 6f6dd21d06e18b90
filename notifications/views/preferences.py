"""What a member wants to be told, and in which browsers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.gates import members_only
from core.components.devices import device
from core.toasts import toast_next
from notifications import actions
from notifications.channels.push import public_key
from notifications.gates import browser_or_404
from notifications.preferences import BrowserForm, NoticesForm


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def preferences(request: HttpRequest) -> HttpResponse:
    """Events by group and channel, quiet hours, and one mail a day."""
    form = NoticesForm(request.POST if request.method == "POST" else None, member=request.member)
    if request.method == "POST" and form.is_valid():
        actions.choose(request.member, channels=form.channels(), times=form.times())
        toast_next(request, _("Saved."))
        return redirect("notifications:preferences")
    return shown(request, form, BrowserForm(), status=422 if request.method == "POST" else 200)


@require_POST
@members_only
def browsers(request: HttpRequest) -> HttpResponse:
    """This browser is to be told things from now on."""
    form = BrowserForm(request.POST)
    if not form.is_valid():
        return shown(request, NoticesForm(member=request.member), form, status=422)
    name = device(request.headers.get("User-Agent", ""))
    actions.add_browser(request.member, name=name, **form.cleaned_data)
    toast_next(request, _("You are told in this browser."))
    return redirect("notifications:preferences")


@require_POST
@members_only
def browser_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """That browser is told nothing more."""
    browser = browser_or_404(request.member, pk)
    actions.remove_browser(browser)
    toast_next(request, _("%(name)s is told nothing more.") % {"name": browser.name})
    return redirect("notifications:preferences")


def shown(request: HttpRequest, form: NoticesForm, browser_form: BrowserForm, *, status: int) -> HttpResponse:
    context = {"form": form, "browser_form": browser_form, "push_key": public_key()}
    return render(request, "notifications/preferences.html", context, status=status)
