"""When: free days, free times of a day, and the hold that keeps the chosen one while the agent finishes."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from orders.models import Order
from portal.forms import TimeForm
from portal.gates import actor_of, booking_step
from portal.queries.booking import WEEKS, calendar, held, parts_of_day
from portal.steps import next_url
from portal.views.booking.page import step_page
from scheduling import actions
from scheduling import queries as schedule
from scheduling.refusals import SlotTaken


@require_http_methods(["GET", "HEAD", "POST"])
@booking_step
def times(request: HttpRequest, order: Order) -> HttpResponse:
    """Choose a day, then a time; the time is held from then on."""
    if request.method != "POST":
        return step_page(request, order, "time", shown(request, order))
    form = TimeForm(request.POST)
    if not form.is_valid():
        error = str(form.errors["starts_at"][0])
        return step_page(request, order, "time", {**shown(request, order), "error": error}, status=422)
    try:
        actions.hold(order, starts_at=form.cleaned_data["starts_at"], by=actor_of(request, order))
    except SlotTaken as taken:
        context = {**shown(request, order), "error": str(taken), "next_free": taken.next_free}
        return step_page(request, order, "time", context, status=409)
    return redirect(next_url(order, "time"))


@require_POST
@booking_step
def later(request: HttpRequest, order: Order) -> HttpResponse:
    """Book without a time: the company calls to agree on one, and what was held is free again."""
    actions.release(order, by=actor_of(request, order))
    return redirect(next_url(order, "time"))


def shown(request: HttpRequest, order: Order) -> dict[str, Any]:
    """Five weeks of days around the asked one, and the free times of the chosen day."""
    now = timezone.now()
    asked = _asked_day(request.GET.get("day", ""))
    hold = held(order, now)
    today = now.date() - timedelta(days=1)
    first = max(asked or today, today)
    offer = schedule.free_days(order, _month_start(first, today), first + timedelta(days=WEEKS * 7), now=now)
    today = now.astimezone(offer.zone).date()
    days = offer.days
    day = asked if asked in days else _first_day(hold, days, offer.zone)
    start = _month_start(day or today, today)
    return {
        "offer": offer,
        "day": day,
        "weeks": calendar(start, today, days),
        "parts": parts_of_day(days.get(day, []), offer.zone) if day else [],
        "earlier": start - timedelta(days=WEEKS * 7) if start > today else None,
        "later": start + timedelta(days=WEEKS * 7),
        "hold": hold,
    }


def _asked_day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _month_start(day: date, today: date) -> date:
    """Where the page of the calendar begins that holds `day`: pages are five weeks, counted from today."""
    return today + timedelta(days=max(0, (day - today).days) // (WEEKS * 7) * WEEKS * 7)


def _first_day(hold: Any, days: dict[date, Any], zone: Any) -> date | None:
    if hold is not None:
        held: date = hold.job_starts_at.astimezone(zone).date()
        return held
    return next(iter(days), None)
