"""Addresses that get no more mail, and how they come to get it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast_next
from notifications import actions, troubles
from notifications.actions.suppressing import lift
from notifications.gates import kept_mail_or_404, suppression_or_404
from notifications.settings_forms import LiftForm


@require_safe
@needs(Can.EDIT_CUSTOMERS)
def page(request: HttpRequest) -> HttpResponse:
    """Addresses that take no mail, and what was kept back because of that."""
    return render(request, "notifications/settings/troubles.html", _context(LiftForm(), 0))


@require_POST
@needs(Can.EDIT_CUSTOMERS)
def lifting(request: HttpRequest, pk: int) -> HttpResponse:
    """Let mail go to an address again, with a note."""
    row = suppression_or_404(pk)
    form = LiftForm(request.POST)
    if not form.is_valid():
        return render(request, "notifications/settings/troubles.html", _context(form, pk), status=422)
    lift(row, note=form.cleaned_data["note"], by=request.actor)
    toast_next(request, _("%s gets mail again.") % row.address)
    return redirect("notifications:troubles")


@require_POST
@needs(Can.EDIT_CUSTOMERS)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a mail once more."""
    actions.send_again(kept_mail_or_404(pk))
    toast_next(request, _("On its way again."))
    return redirect("notifications:troubles")


@require_safe
@needs(Can.SEE_CUSTOMERS)
def standing(request: HttpRequest) -> HttpResponse:
    """For the page of a customer: whether their address takes mail, and what they said about texts."""
    phone = request.GET.get("phone", "")
    context = {
        "row": troubles.suppression_of(request.GET.get("email", "")),
        "number": phone,
        "consent": troubles.consent_of(phone),
    }
    return render(request, "notifications/settings/standing.html", context)


def _context(form: LiftForm, at: int) -> dict[str, object]:
    return {"suppressed": troubles.suppressed(), "mails": troubles.mails_kept_back(), "form": form, "at": at}
