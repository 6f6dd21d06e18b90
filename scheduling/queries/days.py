"""Days by photographer: visits, holds, buffers, hours off. What the schedule draws, in five queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from companies.models import Member
from core.moments import clock
from orders.models import LineItem
from scheduling.models import Reservation, TimeOff, WorkHours
from scheduling.queries.axis import Axis, Place, axis_of, worked
from scheduling.spans import day_span

type Span = tuple[datetime, datetime]

FIRST_HOUR, LAST_HOUR = 8, 18


@dataclass(slots=True)
class Card:
    """One visit or hold of one person, as it is drawn."""

    reservation: Any
    services: list[str]
    zone: ZoneInfo
    place: Place | None = None
    before: Place | None = None
    after: Place | None = None
    is_clash: bool = False

    @property
    def is_hold(self) -> bool:
        return bool(self.reservation.is_hold)

    @property
    def visit(self) -> Any:
        return self.reservation.appointment

    @property
    def order(self) -> Any:
        return self.reservation.order

    @property
    def clock(self) -> str:
        """9:30 – 11:45 AM by the clock of the company."""
        return _clock(self.reservation, self.zone)

    @property
    def short(self) -> str:
        """9:00 – 11:45: the clock without its halves, which the hours beside it say."""
        begins, ends = (
            date_format(moment.astimezone(self.zone), pgettext("short time of day", "g:i"))
            for moment in (self.reservation.job_starts_at, self.reservation.job_ends_at)
        )
        return f"{begins} – {ends}"

    @property
    def there(self) -> str:
        """The same by the clock of the property, where that shows something else."""
        there = _clock(self.reservation, ZoneInfo(self.order.time_zone))
        return there if there != self.clock else ""

    @property
    def held_until(self) -> str:
        return clock(self.reservation.expires_at.astimezone(self.zone))


@dataclass(slots=True)
class Off:
    """Time in which somebody does not work, and why."""

    text: str
    place: Place
    is_time_off: bool = False


@dataclass(slots=True)
class Lane:
    """One person's day."""

    person: Member
    day: date
    worked: list[Span]
    away: list[TimeOff]
    cards: list[Card] = field(default_factory=list)
    off: list[Off] = field(default_factory=list)
    fits: list[Any] = field(default_factory=list)

    @property
    def works(self) -> bool:
        return bool(self.worked)

    @property
    def booked_minutes(self) -> int:
        return sum(card.reservation.minutes for card in self.cards)

    @property
    def load(self) -> str:
        """6 of 10 h, or that there is no work that day."""
        if not self.worked:
            return _("Day off")
        hours = sum((ends - starts for starts, ends in self.worked), timedelta()) / timedelta(hours=1)
        return _("%(booked)s of %(hours)s h") % {"booked": _short(self.booked_minutes / 60), "hours": _short(hours)}


@dataclass(slots=True)
class DaySchedule:
    axis: Axis
    lanes: list[Lane]
    now: Place | None


@dataclass(slots=True)
class WeekSchedule:
    days: list[date]
    rows: list[tuple[Member, list[Lane]]]


def day_schedule(people: QuerySet[Member], day: date, zone: ZoneInfo, *, now: datetime, everybody: bool) -> DaySchedule:
    """One day, a lane for each of these people. `everybody`: holds are shown, and whoever else has a visit that day."""
    lanes = [lanes[0] for _person, lanes in _lanes(people, [day], zone, now, everybody)]
    spans = [span for lane in lanes for span in (*lane.worked, *(_job(card) for card in lane.cards))]
    axis = axis_of(day, zone, spans, first=FIRST_HOUR, last=LAST_HOUR)
    for lane in lanes:
        _draw(lane, axis)
    return DaySchedule(axis, lanes, axis.now(now))


def week_schedule(
    people: QuerySet[Member], days: Sequence[date], zone: ZoneInfo, *, now: datetime, everybody: bool
) -> WeekSchedule:
    """Several days, a row for each of these people."""
    return WeekSchedule(list(days), _lanes(people, days, zone, now, everybody))


def _lanes(
    people: QuerySet[Member], days: Sequence[date], zone: ZoneInfo, now: datetime, everybody: bool
) -> list[tuple[Member, list[Lane]]]:
    starts, ends = day_span(days[0], zone, len(days))
    reserved = _reserved(starts, ends, now, everybody)
    members = {member.pk: member for member in people}
    if everybody:
        members |= {row.member_id: row.member for row in reserved if row.member_id not in members}
    hours = _hours(members)
    away = defaultdict(list)
    for time_off in TimeOff.objects.filter(member__in=members, ends_at__gt=starts, starts_at__lt=ends):
        away[time_off.member_id].append(time_off)
    spans = {day: day_span(day, zone) for day in days}
    made = {
        (member, day): Lane(
            members[member],
            day,
            worked(day, hours[member, day.weekday()], zone),
            [each for each in away[member] if _touch(spans[day], (each.starts_at, each.ends_at))],
        )
        for member in members
        for day in days
    }
    for row in reserved:
        for day in days:
            lane = made.get((row.member_id, day))
            if lane and _touch(spans[day], (row.job_starts_at, row.job_ends_at)):
                lane.cards.append(Card(row, row.services, zone, is_clash=_is_clash(row, lane)))
    return [(person, [made[key, day] for day in days]) for key, person in members.items()]


def _reserved(starts: datetime, ends: datetime, now: datetime, everybody: bool) -> list[Any]:
    services = (
        LineItem.objects.filter(order=OuterRef("order_id"), kind=LineItem.Kind.SERVICE, service__needs_visit=True)
        .exclude(stage__phase="archived")
        .order_by("position", "id")
        .values("name")
    )
    rows = Reservation.objects.touching(starts, ends).standing(now)
    if not everybody:
        rows = rows.exclude(appointment=None)
    return list(
        rows.select_related("member__user", "appointment", "order__customer")
        .annotate(services=ArraySubquery(services))
        .order_by("job_starts_at", "pk")
    )


def _hours(members: Iterable[int]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Minutes after midnight by member and weekday."""
    hours = defaultdict(list)
    for row in WorkHours.objects.filter(member__in=members):
        hours[row.member_id, row.weekday].append((_minute(row.starts), _minute(row.ends)))
    return hours


def _draw(lane: Lane, axis: Axis) -> None:
    for card in lane.cards:
        row = card.reservation
        card.place = axis.place(row.job_starts_at, row.job_ends_at)
        card.before = axis.place(row.starts_at, row.job_starts_at)
        card.after = axis.place(row.job_ends_at, row.ends_at)
    edges = [(axis.starts, axis.starts), *lane.worked, (axis.ends, axis.ends)]
    for (_begins, quits), (returns, _until) in pairwise(edges):
        if place := axis.place(quits, returns):
            lane.off.append(Off(_off_text(lane, axis, quits, returns), place))
    for away in lane.away:
        if place := axis.place(away.starts_at, away.ends_at):
            lane.off.append(Off(away.reason or _("Time off"), place, is_time_off=True))


def _off_text(lane: Lane, axis: Axis, quits: datetime, returns: datetime) -> str:
    if not lane.worked:
        return _("Day off")
    if quits == axis.starts:
        return _("Off until %(time)s") % {"time": clock(returns.astimezone(axis.zone))}
    if returns == axis.ends:
        return _("Off after %(time)s") % {"time": clock(quits.astimezone(axis.zone))}
    return _("Break")


def _is_clash(row: Any, lane: Lane) -> bool:
    """A visit that lies outside of the person's hours, or in their time off."""
    job = (row.job_starts_at, row.job_ends_at)
    if row.is_hold:
        return False
    inside = any(starts <= job[0] and job[1] <= ends for starts, ends in lane.worked)
    return not inside or any(_touch(job, (away.starts_at, away.ends_at)) for away in lane.away)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _job(card: Card) -> Span:
    return card.reservation.job_starts_at, card.reservation.job_ends_at


def _clock(row: Any, zone: ZoneInfo) -> str:
    return clock(row.job_starts_at.astimezone(zone), row.job_ends_at.astimezone(zone))


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _short(hours: float) -> str:
    return f"{hours:.1f}".removesuffix(".0")
