"""The company's own sender of mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.capabilities import Can
from companies.gates import fresh_company, needs
from companies.links import link
from companies.models import Company
from core.toasts import toast_next
from notifications import actions
from notifications.actions import senders
from notifications.channels.mail import installation_address
from notifications.channels.records import Finding, wanted
from notifications.gates import sender_or_404
from notifications.models import Sender
from notifications.settings_forms import ProviderForm, SenderForm


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def sender(request: HttpRequest) -> HttpResponse:
    """Name and addresses, and what the domain must say in DNS."""
    company = fresh_company(request)
    row = senders.sender_row(company)
    initial = {"name": row.name, "address": row.address, "reply_to": row.reply_to}
    form = SenderForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        senders.set_sender(company, by=request.actor, **form.cleaned_data)
        toast_next(request, _("Saved."))
        return redirect("notifications:sender")
    return _page(request, company, row, form=form)


@require_POST
@needs(Can.EDIT_SETTINGS)
def provider(request: HttpRequest) -> HttpResponse:
    """Who takes the company's mail. Keys go in, never out again."""
    row = sender_or_404()
    form = ProviderForm(request.POST, sender=row)
    if not form.is_valid():
        return _page(request, fresh_company(request), row, provider_form=form)
    senders.set_provider(by=request.actor, **form.cleaned_data)
    toast_next(request, _("Saved."))
    return redirect("notifications:sender")


def _page(
    request: HttpRequest,
    company: Company,
    row: Sender,
    *,
    form: SenderForm | None = None,
    provider_form: ProviderForm | None = None,
) -> HttpResponse:
    initial = {"name": row.name, "address": row.address, "reply_to": row.reply_to}
    form, provider_form = form or SenderForm(initial=initial), provider_form or ProviderForm(sender=row)
    context = {
        "form": form,
        "provider_form": provider_form,
        "sender": row,
        "seen": row.seen_as(company, installation_address()),
        "records": [Finding(**one) for one in row.findings] or (wanted(row) if row.pk else []),
        "hook": link(reverse("notifications:mail-hook", args=[row.provider, row.hook_secret]))
        if row.hook_secret
        else "",
    }
    is_refused = form.is_bound or provider_form.is_bound
    return render(request, "notifications/settings/sender.html", context, status=422 if is_refused else 200)


@require_POST
@needs(Can.EDIT_SETTINGS)
def check(request: HttpRequest) -> HttpResponse:
    """Ask DNS now."""
    sender_or_404()
    row = senders.check_sender(by=request.actor)
    if row.is_verified:
        toast_next(request, _("Mail now leaves from %s.") % row.address)
    else:
        toast_next(request, _("Not all records are there yet."), tone="amber")
    return redirect("notifications:sender")


@require_POST
@needs(Can.EDIT_SETTINGS)
def trial(request: HttpRequest) -> HttpResponse:
    """Send a mail to oneself, the way every other leaves."""
    now = timezone.now()
    actions.send_mail(
        to=request.user.email,
        subject=_("A test from %s") % request.company.name,
        text=_("This mail left the way every mail of your company leaves."),
        kind="test",
        key=f"test:{request.member.pk}:{now.isoformat()}",
    )
    toast_next(request, _("On its way to %s.") % request.user.email)
    return redirect("notifications:sender")
