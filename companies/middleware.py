"""From the host to the company, from the person to the member."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from companies.hosts import company_of_host
from companies.models import Member
from companies.scope import company_scope
from core.actor import Actor, ActorKind

type GetResponse = Callable[[HttpRequest], HttpResponse]

WITHOUT_COMPANY = ("/start/", "/hosts/allowed/", "/static/")


class CompanyMiddleware:
    """Names the company by the host and runs the rest of the request in its scope, in one transaction.

    A view that fails rolls everything back; a 422 of a form keeps what was written.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        company = company_of_host(request.get_host())
        request.company = company
        if company is None:
            if request.path.startswith(WITHOUT_COMPANY):
                return self.get_response(request)
            return render(request, "no_company.html", status=404)
        with company_scope(company.pk):
            response = self.get_response(request)
            if getattr(request, "view_failed", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        request.view_failed = True


class MemberMiddleware:
    """Puts the member of this company on the request, and what they may do there."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.member = self._member(request)
        request.can = request.member.can if request.member else frozenset()
        request.actor = request.member.as_actor if request.member else Actor(ActorKind.LINK, "Guest")
        return self.get_response(request)

    @staticmethod
    def _member(request: HttpRequest) -> Member | None:
        if request.company is None or not request.user.is_authenticated:
            return None
        if not hasattr(request.user, "member"):
            request.user.member = Member.objects.active().filter(user_id=request.user.pk).first()
        member: Member | None = request.user.member
        if member:
            member.user = request.user
        return member
