"""When can somebody come? Free times of an order, and why there are none."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import Member
from orders.models import Order
from scheduling.models import Appointment, Reservation
from scheduling.queries.staffing import Need, Staffing, need_of, staffing
from scheduling.slots import Slot, days, find_slots, next_free
from scheduling.spans import day_span

SEARCHED = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Offer:
    """The free times in a window; without any, `reason` is a sentence why. `needs_visit`: somebody has to come at all."""

    slots: list[Slot]
    zone: ZoneInfo
    minutes: int
    reason: str = ""
    needs_visit: bool = True

    @property
    def days(self) -> dict[date, list[Slot]]:
        """The slots by the property's local date, in order; dates without one are left out."""
        return days(self.slots, self.zone)


def free_days(order: Order, first: date, last: date, *, now: datetime) -> Offer:
    """The free times from one day to another, both included, as dates of the property."""
    need = need_of(order)
    starts, ends = day_span(first, need.zone, (last - first).days + 1)
    return offer(need, starts, ends, now=now, besides=order)


def free_times(order: Order, day: date, *, now: datetime, member: Member | None = None) -> Offer:
    """The free times of one day, of anybody or of one photographer."""
    need = need_of(order)
    starts, ends = day_span(day, need.zone)
    return offer(need, starts, ends, now=now, besides=order, members=None if member is None else {member.pk})


def offer(
    need: Need,
    starts: datetime,
    ends: datetime,
    *,
    now: datetime,
    besides: Order | None = None,
    members: Collection[int] | None = None,
) -> Offer:
    """The starts in the window at which somebody who can do it all is free."""
    if not need.is_visit:
        return Offer([], need.zone, need.minutes, needs_visit=False)
    staff = staffing(starts - timedelta(days=1), ends + timedelta(days=2), now=now, besides=besides)
    if members is not None:
        staff = staff.only(members)
    slots = slots_of(staff, need, starts, ends, now)
    return Offer(slots, need.zone, need.minutes, "" if slots else _reason(staff, need, starts, ends, now))


def slots_of(staff: Staffing, need: Need, starts: datetime, ends: datetime, now: datetime) -> list[Slot]:
    """The slots of people already loaded."""
    return find_slots(
        staff.people,
        need.services,
        need.minutes,
        window_start=starts,
        window_end=ends,
        now=now,
        rules=staff.rules,
        zone=need.zone,
    )


def next_times(
    order: Order,
    *,
    after: datetime,
    limit: int,
    now: datetime,
    minutes: int | None = None,
    members: Collection[int] | None = None,
    moving: Appointment | None = None,
    bound: bool = True,
) -> list[Slot]:
    """The next free times of an order, of anybody or those at which all `members` are free.

    `bound`: notice, horizon and skills hold, as they do for customers; staff may send whom they like, when they like.
    """
    need = need_of(order)
    if minutes is not None:
        need = replace(need, minutes=minutes)
    after = max(after, now)
    staff = staffing(
        after - timedelta(days=1), after + SEARCHED + timedelta(days=2), now=now, besides=order, moving=moving
    )
    if not bound:
        staff = staff.unbound()
    if members is None:
        return _first(staff, need, need.services, after, limit, now)
    skills = need.services if bound else frozenset()
    found = _first(staff.only(members), need, skills, after, limit if len(members) == 1 else 500, now)
    return [slot for slot in found if set(members) <= set(slot.people)][:limit]


def hold_of(order: Order, *, now: datetime) -> Reservation | None:
    """The hold of this order, if it has one that has not run out."""
    return Reservation.objects.holds().standing(now).select_related("member__user").filter(order=order).first()


def _first(
    staff: Staffing, need: Need, skills: frozenset[int], after: datetime, limit: int, now: datetime
) -> list[Slot]:
    return next_free(
        staff.people,
        skills,
        need.minutes,
        after=after,
        limit=limit,
        now=now,
        rules=staff.rules,
        zone=need.zone,
        search_days=SEARCHED.days,
    )


def _reason(staff: Staffing, need: Need, starts: datetime, ends: datetime, now: datetime) -> str:
    """Why nothing is free, the first thing that would have to change."""
    if not any(person.hours for person in staff.people):
        return _("No photographer has working hours yet.")
    skilled = [person for person in staff.people if person.hours and person.skills >= need.services]
    if not skilled:
        return _("No photographer does all of these services in one visit.")
    idle = replace(staff, people=tuple(replace(person, busy=()) for person in skilled))
    if not slots_of(idle.unbound(), need, starts, ends, starts):
        return _("Nobody works then for as long as this visit takes.")
    if not slots_of(idle, need, starts, ends, now):
        return _out_of_bounds(staff, starts, now)
    return _("All times are taken.")


def _out_of_bounds(staff: Staffing, starts: datetime, now: datetime) -> str:
    horizon = staff.rules.horizon_days or 0
    if starts > now + timedelta(days=horizon):
        return ngettext("Times are open one day ahead.", "Times are open %(count)d days ahead.", horizon) % {
            "count": horizon
        }
    hours = -(-staff.rules.lead_minutes // 60)
    return ngettext(
        "That is too soon: we need an hour’s notice.", "That is too soon: we need %(count)d hours’ notice.", hours
    ) % {"count": hours}
