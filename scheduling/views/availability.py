"""When photographers work, when they are away, what they can do, and by which rules they are booked."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.capabilities import Can
from companies.gates import members_only, needs
from companies.models import Member
from core.toasts import toast_next
from scheduling import actions
from scheduling.forms import HoursForm, RulesForm, SkillsForm, TimeOffForm
from scheduling.gates import may_plan, photographer_to_plan, time_off_to_change, visible_photographers
from scheduling.queries import (
    booking_rules,
    coming_time_off,
    hours_of,
    opening_hours,
    skill_table,
    visitable_services,
    weeks_of,
)
from scheduling.refusals import ScheduleRefused


@require_safe
@members_only
def availability(request: HttpRequest) -> HttpResponse:
    """Everybody's week at a glance; somebody who does not plan goes straight to their own."""
    people = visible_photographers(request)
    if not may_plan(request):
        return redirect("scheduling:hours", request.member.pk)
    context = {
        "rows": weeks_of(people, ZoneInfo(request.company.time_zone), now=timezone.now()),
        "weekdays": list(WEEKDAYS_ABBR.values()),
        "plans": True,
    }
    return render(request, "scheduling/availability.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def hours(request: HttpRequest, member: int) -> HttpResponse:
    """The week and the time off of one photographer."""
    person = photographer_to_plan(request, member)
    known = hours_of(person)
    if request.method != "POST":
        form = HoursForm(rows=known or opening_hours(), auto_id="hours-%s")
        return _hours_page(request, person, form, suggested=not known)
    form = HoursForm(request.POST, rows=known or opening_hours(), auto_id="hours-%s")
    if not form.is_valid():
        return _hours_page(request, person, form, status=422)
    try:
        actions.set_hours(person, form.rows(), by=request.actor)
    except ScheduleRefused as refusal:
        form.add_error(None, str(refusal))
        return _hours_page(request, person, form, status=422)
    toast_next(request, _("The hours of %(name)s are saved.") % {"name": person.name})
    return redirect("scheduling:hours", person.pk)


@require_POST
@members_only
def time_off(request: HttpRequest, member: int) -> HttpResponse:
    """Give somebody time off."""
    person = photographer_to_plan(request, member)
    form = TimeOffForm(request.POST, zone=ZoneInfo(request.company.time_zone), auto_id="off-%s")
    if not form.is_valid():
        known = hours_of(person)
        week = HoursForm(rows=known or opening_hours(), auto_id="hours-%s")
        return _hours_page(request, person, week, off_form=form, suggested=not known, status=422)
    given = form.cleaned_data
    away = actions.add_time_off(
        person, starts_at=given["starts_at"], ends_at=given["ends_at"], reason=given["reason"], by=request.actor
    )
    undo = reverse("scheduling:time-off-removal", args=[away.pk])
    toast_next(request, _("Time off for %(name)s is noted.") % {"name": person.name}, undo=undo)
    return redirect("scheduling:hours", person.pk)


@require_POST
@members_only
def time_off_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take time off back."""
    away = time_off_to_change(request, pk)
    person = away.member
    actions.remove_time_off(away, by=request.actor)
    toast_next(request, _("%(name)s can be booked then again.") % {"name": person.name})
    response = redirect("scheduling:hours", person.pk)
    return HttpResponse(headers={"HX-Redirect": response.url}) if request.htmx else response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SCHEDULE)
def skills(request: HttpRequest) -> HttpResponse:
    """Which photographer can do which service, as one table."""
    people, services = list(visible_photographers(request)), list(visitable_services())
    form = SkillsForm(request.POST or None, people=people, services=services)
    if request.method == "POST" and form.is_valid():
        for person, chosen in form.chosen().items():
            actions.set_skills(person, chosen, by=request.actor)
        toast_next(request, _("What everybody can do is saved."))
        return redirect("scheduling:skills")
    context = {"people": people, "table": skill_table(people, services), "form": form, "plans": True}
    return render(request, "scheduling/skills.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def rules(request: HttpRequest) -> HttpResponse:
    """Notice, buffers, step, horizon and how long a time is held."""
    found = booking_rules()
    form = RulesForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_rules(found, by=request.actor, **form.rules())
        toast_next(request, _("The booking rules are saved."))
        return redirect("scheduling:rules")
    context = {"form": form, "plans": may_plan(request)}
    return render(request, "scheduling/rules.html", context, status=422 if request.method == "POST" else 200)


def _hours_page(
    request: HttpRequest,
    person: Member,
    form: HoursForm,
    *,
    off_form: TimeOffForm | None = None,
    suggested: bool = False,
    status: int = 200,
) -> HttpResponse:
    zone = ZoneInfo(request.company.time_zone)
    context: dict[str, Any] = {
        "person": person,
        "people": visible_photographers(request) if may_plan(request) else [],
        "form": form,
        "off_form": off_form or TimeOffForm(zone=zone, auto_id="off-%s"),
        "suggested": suggested,
        "away": coming_time_off(person, zone, now=timezone.now()),
        "zone": zone,
        "plans": may_plan(request),
    }
    return render(request, "scheduling/hours.html", context, status=status)
