"""The visits of one order: its panel on the order page, and placing the visit it waits for."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.capabilities import Can
from companies.gates import members_only, needs
from core.live.responses import changed
from core.toasts import toast
from orders.gates import visible_order
from orders.models import Order
from orders.refusals import OrderRefused
from scheduling import actions
from scheduling.forms import DayForm, PlaceForm, VisitForm
from scheduling.gates import may_plan, order_to_plan
from scheduling.models import Appointment
from scheduling.queries import hold_of, need_of, offered_times, usual_minutes, visits_of
from scheduling.spans import day_span
from scheduling.views.answers import done, instead, placed, refused


@require_safe
@members_only
def panel(request: HttpRequest, number: int) -> HttpResponse:
    """When somebody comes, and who; the next free times for whoever plans. Part of the order page."""
    order, now = visible_order(request, number), timezone.now()
    plans = may_plan(request)
    visits = visits_of(order)
    context = {
        "order": order,
        "plans": plans,
        "now": now,
        "zone": ZoneInfo(order.time_zone),
        "visits": visits,
        "hold": hold_of(order, now=now) if order.is_draft else None,
        "needs_visit": need_of(order).is_visit,
        "minutes": usual_minutes(order),
        "offers": offered_times(order, now=now, bound=order.is_draft) if plans and not visits else [],
        "again": reverse("scheduling:order-hold" if order.is_draft else "scheduling:order-place", args=[number]),
    }
    return render(request, "scheduling/panel.html", context)


@require_safe
@needs(Can.EDIT_SCHEDULE)
def order_visit(request: HttpRequest, number: int) -> HttpResponse:
    """The form that schedules the visit of an order; with `day` and `person` at their first free time that day."""
    order, asked = order_to_plan(request, number), DayForm(request.GET)
    asked.is_valid()
    return _shown(request, order, day=asked.cleaned_data.get("day"), person=asked.number("person"))


@require_POST
@needs(Can.EDIT_SCHEDULE)
def time(request: HttpRequest, number: int) -> HttpResponse:
    """Schedule the visit by the form."""
    order = order_to_plan(request, number)
    form = VisitForm(request.POST, zone=ZoneInfo(order.time_zone), auto_id="visit-%s")
    if not form.is_valid():
        return _shown(request, order, form, status=422)
    try:
        visit = actions.make_appointment(
            order,
            starts_at=form.starts_at,
            ends_at=form.ends_at,
            members=list(form.cleaned_data["people"]),
            by=request.actor,
            short_buffer_reason=form.cleaned_data["reason"],
        )
    except OrderRefused as refusal:
        return _shown(request, order, form, status=409, refusal=refusal)
    return _made(request, visit)


@require_POST
@needs(Can.EDIT_SCHEDULE)
def place(request: HttpRequest, number: int) -> HttpResponse:
    """Schedule the visit where the order's card was dropped, or at a time that was offered."""
    order = order_to_plan(request, number)
    form = PlaceForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["starts_at"]:
        return HttpResponse(status=400)
    given = form.cleaned_data
    members = given["people"] or [person for person in [given["person"]] if person]
    try:
        visit = actions.make_appointment(
            order,
            starts_at=given["starts_at"],
            minutes=given["minutes"] or usual_minutes(order),
            members=members,
            by=request.actor,
            short_buffer_reason=given["reason"],
        )
    except OrderRefused as refusal:
        again = reverse("scheduling:order-place", args=[number])
        return refused(request, refusal, order=order, again=again, values=request.POST.dict())
    return _made(request, visit)


@require_POST
@needs(Can.EDIT_SCHEDULE)
def hold(request: HttpRequest, number: int) -> HttpResponse:
    """Hold a time for a draft, as the customer's own booking does."""
    order = order_to_plan(request, number)
    form = PlaceForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["starts_at"]:
        return HttpResponse(status=400)
    given = form.cleaned_data
    person = given["person"] or next(iter(given["people"]), None)
    try:
        held = actions.hold(order, starts_at=given["starts_at"], member=person, by=request.actor)
    except OrderRefused as refusal:
        again = reverse("scheduling:order-hold", args=[number])
        return refused(request, refusal, order=order, again=again, values={})
    text = _("%(name)s is held for #%(number)s.") % {"name": held.member.name, "number": order.number}
    response = done(request, text, undo=reverse("scheduling:order-release", args=[number]))
    return changed(response, f"order:{order.pk}")


@require_POST
@needs(Can.EDIT_SCHEDULE)
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Let go of what a draft holds."""
    order = order_to_plan(request, number)
    actions.release(order, by=request.actor)
    response = toast(HttpResponse(""), _("Nothing is held for #%(number)s any more.") % {"number": order.number})
    return changed(response, "schedule", f"order:{order.pk}")


def _shown(
    request: HttpRequest,
    order: Order,
    form: VisitForm | None = None,
    *,
    refusal: OrderRefused | None = None,
    day: date | None = None,
    person: int | None = None,
    status: int = 200,
) -> HttpResponse:
    zone, now = ZoneInfo(order.time_zone), timezone.now()
    again = reverse("scheduling:order-place", args=[order.number])
    after = day_span(day, zone)[0] if day else now
    offers = offered_times(order, now=now, bound=False, after=after, person=person) if refusal is None else []
    context: dict[str, Any] = {
        "order": order,
        "form": form or VisitForm(initial=_initial(order, offers, zone), zone=zone, auto_id="visit-%s"),
        "other_clock": order.time_zone != request.company.time_zone,
        "again": again,
        "offers": offers,
        "offer_zone": order.time_zone,
        **(instead(refusal, order=order, again=again, values=form.values()) if refusal and form else {}),
    }
    template = "scheduling/order_visit.html#dialog" if request.htmx else "scheduling/order_visit.html"
    return render(request, template, context, status=status)


def _initial(order: Order, offers: list[Any], zone: ZoneInfo) -> dict[str, Any]:
    """The first time that is free, to begin with."""
    if not offers:
        return {"minutes": usual_minutes(order)}
    first = offers[0].starts_at.astimezone(zone)
    return {"day": first.date(), "at": first.time(), "minutes": usual_minutes(order), "people": offers[0].people}


def _made(request: HttpRequest, visit: Appointment) -> HttpResponse:
    text = _("%(title)s is scheduled for %(when)s.") % {"title": visit.order.title, "when": visit.spoken}
    undo = reverse("scheduling:visit-cancellation", args=[visit.pk])
    response = done(request, placed(visit, text), undo=undo, values={"reason": _("Undone")})
    return changed(response, f"order:{visit.order_id}")
