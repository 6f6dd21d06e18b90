"""The schedule: a day, a week, and the sheet of one photographer."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import get_format
from django.views.decorators.http import require_safe

from companies.gates import members_only
from orders.gates import visible_orders
from scheduling.forms import DayForm
from scheduling.gates import may_plan, sees_all, visible_photographers, visible_visits
from scheduling.queries import day_schedule, day_sheet, fits_of, waiting_orders, week_schedule


@require_safe
@members_only
def day(request: HttpRequest) -> HttpResponse:
    """A lane for each photographer. The fragment is the board with the orders that wait."""
    form, zone, now = DayForm(request.GET), company_zone(request), timezone.now()
    shown = form.chosen(now.astimezone(zone).date())
    people = visible_photographers(request)
    schedule = day_schedule(people, shown, zone, now=now, everybody=sees_all(request))
    context = _frame(request, shown, zone, step=timedelta(days=1)) | {"schedule": schedule}
    order = visible_orders(request).filter(number=form.number("fit") or 0).first() if may_plan(request) else None
    if order is not None:
        fits = fits_of(order, shown, schedule.axis, now=now)
        for lane in schedule.lanes:
            lane.fits = fits.get(lane.person.pk, [])
        context["fit"] = order
    busiest = next((lane.person.pk for lane in schedule.lanes if lane.cards), None)
    people_shown = [lane.person.pk for lane in schedule.lanes]
    context["chosen"] = _first_of(people_shown, form.number("person"), request.member.pk, busiest)
    template = "scheduling/day.html#board" if request.htmx else "scheduling/day.html"
    return render(request, template, context)


@require_safe
@members_only
def week(request: HttpRequest) -> HttpResponse:
    """A row for each photographer, seven days from the first of the week."""
    form, zone, now = DayForm(request.GET), company_zone(request), timezone.now()
    shown = form.chosen(now.astimezone(zone).date())
    first = shown - timedelta(days=(shown.weekday() + 1 - get_format("FIRST_DAY_OF_WEEK")) % 7)
    days = [first + timedelta(days=place) for place in range(7)]
    people = visible_photographers(request)
    schedule = week_schedule(people, days, zone, now=now, everybody=sees_all(request))
    context = _frame(request, shown, zone, step=timedelta(days=7)) | {
        "schedule": schedule,
        "first": first,
        "last": days[-1],
    }
    template = "scheduling/week.html#board" if request.htmx else "scheduling/week.html"
    return render(request, template, context)


@require_safe
@members_only
def sheet(request: HttpRequest) -> HttpResponse:
    """The day of one photographer as a list to work by, and to print."""
    form, zone = DayForm(request.GET), company_zone(request)
    shown = form.chosen(timezone.now().astimezone(zone).date())
    people = list(visible_photographers(request))
    chosen = _first_of([person.pk for person in people], form.number("person"), request.member.pk)
    person = next((each for each in people if each.pk == chosen), None)
    if form.number("person") and (person is None or person.pk != form.number("person")):
        raise Http404
    visits = day_sheet(visible_visits(request), person, shown, zone) if person else []
    context = _frame(request, shown, zone, step=timedelta(days=1), tray=False)
    return render(request, "scheduling/sheet.html", context | {"person": person, "people": people, "visits": visits})


def company_zone(request: HttpRequest) -> ZoneInfo:
    return ZoneInfo(request.company.time_zone)


def _frame(request: HttpRequest, shown: date, zone: ZoneInfo, *, step: timedelta, tray: bool = True) -> dict[str, Any]:
    plans = may_plan(request)
    waiting, count, unscheduled = waiting_orders() if plans and tray else ([], 0, 0)
    return {
        "day": shown,
        "today": timezone.now().astimezone(zone).date(),
        "earlier": shown - step,
        "later": shown + step,
        "zone": zone,
        "now": timezone.now(),
        "plans": plans,
        "sees_all": sees_all(request),
        "waiting": waiting,
        "waiting_count": count,
        "unscheduled_count": unscheduled,
        "topic": "schedule" if sees_all(request) else f"schedule:{request.member.pk}",
    }


def _first_of(ids: list[int], *wanted: int | None) -> int | None:
    """The first wanted one that is there, else the first there is."""
    return next((pk for pk in wanted if pk in ids), ids[0] if ids else None)
