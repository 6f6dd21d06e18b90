"""Who sees what of the schedule: the team all of it, a contractor their own days, whoever plans changes it."""

from django.db import models
from django.http import Http404, HttpRequest

from companies.capabilities import Can
from companies.models import Member
from core.live import Viewer, guard
from orders.gates import visible_order
from orders.models import Order
from scheduling.models import Appointment, TimeOff
from scheduling.queries import photographers


def sees_all(request: HttpRequest) -> bool:
    return Can.SEE_SCHEDULE in request.can


def may_plan(request: HttpRequest) -> bool:
    return Can.EDIT_SCHEDULE in request.can


def visible_visits(request: HttpRequest) -> models.QuerySet[Appointment]:
    """Every visit, or only those this member goes to."""
    visits: models.QuerySet[Appointment] = Appointment.objects.all()
    return visits if sees_all(request) else visits.filter(people__member=request.member)


def visible_visit(request: HttpRequest, pk: int) -> Appointment:
    """A visit, or 404 for one that is not there, not the company's or not the member's to see."""
    found = visible_visits(request).select_related("order__customer", "order__status").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_or_planned(request: HttpRequest, pk: int) -> Appointment:
    """A visit that this member may say is done: their own, or any for whoever plans."""
    visit = visible_visit(request, pk)
    if not may_plan(request) and not visit.people.filter(member=request.member).exists():
        raise Http404
    return visit


def visible_photographers(request: HttpRequest) -> models.QuerySet[Member]:
    """Those whose days this member may see, by name."""
    people: models.QuerySet[Member] = photographers()
    return people if sees_all(request) else people.filter(pk=request.member.pk)


def photographer_to_plan(request: HttpRequest, pk: int) -> Member:
    """A photographer whose hours and time off this member may change: anybody's for whoever plans, else their own."""
    if pk != request.member.pk and not may_plan(request):
        raise Http404
    found: Member | None = photographers().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def time_off_to_change(request: HttpRequest, pk: int) -> TimeOff:
    found = TimeOff.objects.select_related("member__user").filter(pk=pk).first()
    if found is None or (found.member_id != request.member.pk and not may_plan(request)):
        raise Http404
    return found


@guard("schedule")
def may_follow_schedule(viewer: Viewer, member_id: int) -> bool:
    """The whole schedule for those who see it, or one's own part of it."""
    if viewer.member is None:
        return False
    return Can.SEE_SCHEDULE in viewer.member.can or (member_id == viewer.member.pk and viewer.member.is_active)


def order_to_plan(request: HttpRequest, number: int) -> Order:
    """An order the member may see and plan; a draft too, whose time is held."""
    if not may_plan(request):
        raise Http404
    return visible_order(request, number)
