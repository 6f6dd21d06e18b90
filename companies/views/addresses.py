"""The hosts a company is reached under."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies import actions, queries
from companies.capabilities import Can
from companies.forms.settings import HostForm
from companies.gates import host_or_404, needs
from companies.links import own_host
from companies.refusals import HostTaken, LastHost
from core.toasts import toast_next


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def hosts(request: HttpRequest) -> HttpResponse:
    """All addresses, and one more."""
    form = HostForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                host = actions.add_host(name=form.cleaned_data["name"], by=request.actor)
            except HostTaken as refusal:
                form.add_error("name", str(refusal))
            else:
                toast_next(request, _("%(host)s is added. Set its DNS record now.") % {"host": host.name})
                return redirect("companies:hosts")
    page = {
        "form": form,
        "hosts": queries.hosts(),
        "target": own_host(request.company),
        "base_host": settings.BASE_HOST,
    }
    return render(request, "companies/hosts.html", page, status=status)


@require_POST
@needs(Can.EDIT_SETTINGS)
def host_primary(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a host the one in e-mails."""
    host = actions.make_primary(host_or_404(pk), by=request.actor)
    toast_next(request, _("E-mails and papers now say %(host)s.") % {"host": host.name})
    return redirect("companies:hosts")


@require_POST
@needs(Can.EDIT_SETTINGS)
def host_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a host up."""
    host = host_or_404(pk)
    try:
        actions.remove_host(host, by=request.actor)
    except LastHost as refusal:
        toast_next(request, str(refusal), tone="red")
    else:
        toast_next(request, _("%(host)s no longer leads here.") % {"host": host.name})
    return redirect("companies:hosts")
