"""Who gets in: every page of the team asks for a capability."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from companies.capabilities import Can
from companies.models import Company, Host, Invitation, LegalVersion, Member, Tax

type View = Callable[..., HttpResponse]


def needs(*capabilities: Can) -> Callable[[View], View]:
    """Let in members who may do all of this. A stranger is asked to sign in, anybody else finds nothing."""

    def around(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.member is None or not all(capability in request.can for capability in capabilities):
                raise Http404
            return view(request, *args, **kwargs)

        return gate

    return around


def members_only(view: View) -> View:
    """Let in everybody who works for the company."""
    return needs()(view)


def fresh_company(request: HttpRequest) -> Company:
    """The company as it stands in the database; the one on the request may be some seconds old."""
    return Company.objects.get(pk=request.company.pk)


def member_or_404(pk: int) -> Member:
    """Somebody who works or worked for the company."""
    return found(Member.objects.select_related("user").filter(pk=pk).first())


def invitation_or_404(pk: int) -> Invitation:
    return found(Invitation.objects.filter(pk=pk).first())


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation behind a link, in whatever state; None for a link that is not ours."""
    return Invitation.objects.select_related("invited_by__user").filter(token=token).first()


def host_or_404(pk: int) -> Host:
    return found(Host.objects.filter(pk=pk).first())


def tax_or_404(pk: int) -> Tax:
    return found(Tax.objects.filter(pk=pk).first())


def legal_page_or_404(page: str) -> LegalVersion.Page:
    """A kind of legal page."""
    if page not in LegalVersion.Page.values:
        raise Http404
    return LegalVersion.Page(page)


def found[M](row: M | None) -> M:
    """The row, or 404."""
    if row is None:
        raise Http404
    return row
