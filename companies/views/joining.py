"""Taking a place in the team that was offered by e-mail."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.queries import person_of
from accounts.refusals import EmailTaken
from companies import actions
from companies.actions.invitations import check_open
from companies.forms.start import JoinForm
from companies.gates import invitation_by_token
from companies.models import Invitation
from companies.refusals import InvitationOver, WrongPerson
from core.toasts import toast_next


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation. Whoever holds it has shown that the e-mail is theirs."""
    invitation = invitation_by_token(token)
    if invitation is None:
        return _over(
            request, _("This link is not one of ours. Look whether all of it arrived, or ask for a new one."), 404
        )
    try:
        check_open(invitation)
    except InvitationOver as refusal:
        if request.member and request.user.email == invitation.email:
            return redirect("/")
        return _over(request, str(refusal), 410)
    if request.user.is_authenticated:
        return _as_signed_in(request, invitation)
    if person_of(invitation.email):
        return render(request, "companies/join_sign_in.html", {"invitation": invitation, "next": request.path})
    return _as_new(request, invitation)


def _as_signed_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """One click for the right person; anybody else is told whom it is for."""
    page = {"invitation": invitation, "is_right": request.user.email.lower() == invitation.email.lower()}
    if request.method == "POST":
        try:
            actions.accept(invitation, user=request.user)
        except (InvitationOver, WrongPerson) as refusal:
            return _over(request, str(refusal), 410)
        toast_next(request, _("Welcome to %(company)s.") % {"company": request.company.name})
        return redirect("/")
    return render(request, "companies/join_signed_in.html", page)


def _as_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Name and password make the account; its e-mail is proven by the link."""
    form = JoinForm(request.POST if request.method == "POST" else None, email=invitation.email)
    page = {"invitation": invitation, "form": form}
    if request.method != "POST":
        return render(request, "companies/join.html", page)
    if not form.is_valid():
        return render(request, "companies/join.html", page, status=422)
    try:
        member = actions.accept_as_new(invitation, **form.cleaned_data)
    except (InvitationOver, EmailTaken):
        return redirect(f"{reverse('account_login')}?next=/")
    return perform_login(request, member.user, redirect_url="/")


def _over(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "companies/join_over.html", {"sentence": sentence}, status=status)
