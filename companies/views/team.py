"""The team: who works here, who is invited, who may do what."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies import actions, queries
from companies.capabilities import Can
from companies.capability_words import overview
from companies.forms.team import InviteForm, MemberForm
from companies.gates import invitation_or_404, member_or_404, needs
from companies.refusals import Refusal
from companies.roles import may_touch
from core.toasts import toast_next


@require_safe
@needs(Can.SEE_TEAM)
def team(request: HttpRequest) -> HttpResponse:
    return _team(request, InviteForm(by=request.member))


@require_POST
@needs(Can.EDIT_TEAM)
def invitations(request: HttpRequest) -> HttpResponse:
    """Invite by e-mail."""
    form = InviteForm(request.POST, by=request.member)
    if not form.is_valid():
        return _team(request, form, status=422)
    given = form.cleaned_data
    try:
        sent = actions.invite(given["emails"], role=given["role"], job_roles=given["job_roles"], by=request.member)
    except Refusal as refusal:
        form.add_error("emails", str(refusal))
        return _team(request, form, status=422)
    toast_next(
        request,
        ngettext("Invited %(email)s.", "Invited %(count)s people.", len(sent))
        % {"email": sent[0].email, "count": len(sent)},
    )
    return redirect("companies:team")


def _team(request: HttpRequest, form: InviteForm, status: int = 200) -> HttpResponse:
    page: dict[str, Any] = {"team": queries.team(), "form": form}
    if Can.EDIT_TEAM in request.can:
        page["invitations"] = queries.open_invitations()
    return render(request, "companies/team.html", page, status=status)


@require_POST
@needs(Can.EDIT_TEAM)
def invitation_renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    return _done(request, lambda: actions.send_again(invitation_or_404(pk), by=request.member), _("Sent again."))


@require_POST
@needs(Can.EDIT_TEAM)
def invitation_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(
        request, lambda: actions.withdraw(invitation_or_404(pk), by=request.member), _("Invitation withdrawn.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SEE_TEAM)
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: role, jobs, and what follows from them."""
    somebody = member_or_404(pk)
    can_edit = Can.EDIT_TEAM in request.can and may_touch(request.member, somebody)
    form = MemberForm(request.POST if request.method == "POST" else None, by=request.member, member=somebody)
    status = 200
    if request.method == "POST":
        status = 422
        if can_edit and form.is_valid() and _changed(request, form, somebody):
            return redirect("companies:member", pk=somebody.pk)
    page = {"somebody": somebody, "form": form, "can_edit": can_edit, "overview": overview(somebody)}
    return render(request, "companies/member.html", page, status=status)


def _changed(request: HttpRequest, form: MemberForm, somebody: Any) -> bool:
    try:
        actions.change_member(somebody, by=request.member, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("role", str(refusal))
        return False
    toast_next(request, _("%(name)s is changed. Open pages follow at once.") % {"name": somebody.name})
    return True


@require_POST
@needs(Can.EDIT_TEAM)
def member_deactivation(request: HttpRequest, pk: int) -> HttpResponse:
    """End somebody's access."""
    somebody = member_or_404(pk)
    said = _("%(name)s can no longer sign in here.") % {"name": somebody.name}
    return _done(request, lambda: actions.deactivate(somebody, by=request.member), said)


@require_POST
@needs(Can.EDIT_TEAM)
def member_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give access back."""
    somebody = member_or_404(pk)
    said = _("%(name)s can sign in again.") % {"name": somebody.name}
    return _done(request, lambda: actions.reactivate(somebody, by=request.member), said)


def _done(request: HttpRequest, change: Any, said: str) -> HttpResponse:
    """Make the change and go back to the team, saying what happened or why it did not."""
    try:
        change()
    except Refusal as refusal:
        toast_next(request, str(refusal), tone="red")
    else:
        toast_next(request, said)
    return redirect("companies:team")
