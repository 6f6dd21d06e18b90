"""Who is here and who is writing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from chat.actions import presence
from chat.gates import thread_of
from companies.gates import members_only


@require_POST
@members_only
def here(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """Be here for a while, or be gone; answers with who is."""
    order = thread_of(request, number, line).order
    if "gone" in request.POST:
        presence.leave(order, request.member, company=request.company)
        return HttpResponse(status=204)
    people = presence.be_here(order, request.member, company=request.company)
    return render(request, "chat/_here.html#people", {"people": people})


@require_POST
@members_only
def typing(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """Be seen writing."""
    presence.write(thread_of(request, number, line), request.member)
    return HttpResponse(status=204)
