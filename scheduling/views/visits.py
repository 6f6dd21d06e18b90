"""One visit: looked at, moved, called off, done."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.capabilities import Can
from companies.gates import members_only, needs
from companies.models import Member
from scheduling import actions
from scheduling.forms import PlaceForm, ReasonForm, VisitForm
from scheduling.gates import may_plan, own_or_planned, visible_visit
from scheduling.models import Appointment
from scheduling.queries import detailed, people_of
from scheduling.refusals import BadSpan, ScheduleRefused, StaleMove
from scheduling.spans import NoSuchTime, moment_of
from scheduling.views.answers import Values, done, instead, placed, refused


@require_safe
@members_only
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is to know about a visit; for whoever plans with the forms that change it."""
    return _shown(request, visible_visit(request, pk))


@require_POST
@needs(Can.EDIT_SCHEDULE)
def time(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the visit another time, length or photographers by the form."""
    found = visible_visit(request, pk)
    form = VisitForm(request.POST, zone=found.zone, auto_id="visit-%s")
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    before = _as_it_was(found)
    try:
        moved = actions.move_appointment(
            found,
            starts_at=form.starts_at,
            ends_at=form.ends_at,
            members=list(form.cleaned_data["people"]),
            version=form.cleaned_data["version"] or 0,
            by=request.actor,
            short_buffer_reason=form.cleaned_data["reason"],
        )
    except StaleMove as refusal:
        return _shown(request, refusal.appointment, status=409, refusal=refusal)
    except ScheduleRefused as refusal:
        return _shown(request, found, form, status=409, refusal=refusal, values=form.values())
    return _moved(request, moved, before)


@require_POST
@needs(Can.EDIT_SCHEDULE)
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the card where it was dropped, or back where it was."""
    found = visible_visit(request, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    given, before = form.cleaned_data, _as_it_was(found)
    try:
        starts_at = given["starts_at"] or _same_clock(found, given["day"])
        moved = actions.move_appointment(
            found,
            starts_at=starts_at,
            ends_at=starts_at + (given["length"] or found.ends_at - found.starts_at),
            members=given["people"] or _swapped(found, given["person"], given["instead_of"]),
            version=given["version"] or 0,
            by=request.actor,
            short_buffer_reason=given["reason"],
        )
    except ScheduleRefused as refusal:
        values = {**request.POST.dict(), "version": _version(refusal, found)}
        again = reverse("scheduling:visit-place", args=[pk])
        return refused(request, refusal, order=found.order, again=again, values=values)
    return _moved(request, moved, before)


@require_POST
@needs(Can.EDIT_SCHEDULE)
def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the visit off, and say why."""
    found = visible_visit(request, pk)
    form = ReasonForm(request.POST, auto_id="cancel-%s")
    if not form.is_valid():
        return _shown(request, found, cancel_form=form, status=422)
    try:
        actions.cancel_appointment(found, reason=form.cleaned_data["reason"], by=request.actor)
    except ScheduleRefused as refusal:
        return _shown(request, found, status=409, refusal=refusal)
    return done(request, _("The visit to %(title)s is cancelled.") % {"title": found.order.title})


@require_POST
@members_only
def completion(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the visit was made."""
    found = own_or_planned(request, pk)
    try:
        actions.finish_appointment(found, by=request.actor)
    except ScheduleRefused as refusal:
        return _shown(request, found, status=409, refusal=refusal)
    undo = reverse("scheduling:visit-reopening", args=[pk])
    return done(request, _("The visit to %(title)s is done.") % {"title": found.order.title}, undo=undo)


@require_POST
@members_only
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that the visit was made."""
    found = own_or_planned(request, pk)
    actions.reopen_appointment(found, by=request.actor)
    return done(request, _("The visit to %(title)s is planned again.") % {"title": found.order.title})


def _shown(
    request: HttpRequest,
    found: Appointment,
    form: VisitForm | None = None,
    *,
    cancel_form: ReasonForm | None = None,
    refusal: ScheduleRefused | None = None,
    values: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    again = reverse("scheduling:visit-place", args=[found.pk])
    context: dict[str, Any] = {
        "visit": detailed(found, now=timezone.now()),
        "plans": may_plan(request),
        "form": form or VisitForm(initial=_initial(found), zone=found.zone, auto_id="visit-%s"),
        "cancel_form": cancel_form or ReasonForm(auto_id="cancel-%s"),
        "other_clock": found.time_zone != request.company.time_zone,
        **(instead(refusal, order=found.order, again=again, values=values or {}) if refusal else {}),
    }
    template = "scheduling/visit.html#dialog" if request.htmx else "scheduling/visit.html"
    return render(request, template, context, status=status)


def _moved(request: HttpRequest, moved: Appointment, before: dict[str, Any]) -> HttpResponse:
    if moved.version == before["version"]:
        return done(request, _("Nothing was changed."))
    values: Values = {**before, "version": moved.version}
    text = _("%(title)s is now on %(when)s.") % {"title": moved.order.title, "when": moved.spoken}
    undo = reverse("scheduling:visit-place", args=[moved.pk])
    return done(request, placed(moved, text), undo=undo, values=values)


def _as_it_was(found: Appointment) -> dict[str, Any]:
    """What puts the visit back, as values to post."""
    rows = list(found.people.all())
    return {
        "starts_at": found.starts_at.isoformat(),
        "minutes": found.minutes,
        "people": ",".join(str(row.member_id) for row in rows),
        "reason": next((row.short_buffer_reason for row in rows if row.short_buffer_reason), ""),
        "version": found.version,
    }


def _initial(found: Appointment) -> dict[str, Any]:
    local = found.starts_at.astimezone(found.zone)
    return {
        "day": local.date(),
        "at": local.time(),
        "minutes": found.minutes,
        "people": people_of(found),
        "version": found.version,
    }


def _same_clock(found: Appointment, day: date) -> datetime:
    """The clock time of the visit on another day."""
    try:
        return moment_of(day, found.starts_at.astimezone(found.zone).time(), found.zone)
    except NoSuchTime as error:
        raise BadSpan(str(error)) from None


def _swapped(found: Appointment, person: Member | None, instead_of: int | None) -> list[Member] | None:
    """Whoever went, with `person` in the place of the one whose card was dragged."""
    if person is None:
        return None
    return list({person, *(each for each in people_of(found) if each.pk != instead_of)})


def _version(refusal: ScheduleRefused, found: Appointment) -> int:
    """What another try has to know."""
    return refusal.appointment.version if isinstance(refusal, StaleMove) else found.version
