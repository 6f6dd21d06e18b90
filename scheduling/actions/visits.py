"""Appointments: made, moved, cancelled, done. The job is never shortened; buffers are, by staff who say why."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.models import Activity
from companies.models import Member
from core.actor import Actor
from core.ledger import record
from orders.actions import add_to_team, note_visit, remove_from_team
from orders.actions.drafting import locked
from orders.models import Order
from scheduling.actions.holds import drop_hold
from scheduling.actions.reserving import (
    Job,
    Overlap,
    drop_expired,
    jobs_clash,
    lock_members,
    require_photographers,
    reserve,
)
from scheduling.models import LONGEST_VISIT, Appointment, Reservation
from scheduling.queries import booking_rules, next_times
from scheduling.refusals import BadSpan, NeedsReason, NotPlaced, NotPlanned, SlotTaken, StaleMove, TooEarly

OFFERED_INSTEAD = 3


@transaction.atomic
def make_appointment(
    order: Order,
    *,
    starts_at: datetime,
    members: Sequence[Member],
    by: Actor,
    minutes: int | None = None,
    ends_at: datetime | None = None,
    short_buffer_reason: str = "",
) -> Appointment:
    """Send these photographers to the property of a placed order. They join its team.

    Say how long by `minutes` or by `ends_at`. Raises SlotTaken with the next times at which all of them are free.
    """
    order = locked(order)
    if order.is_draft:
        raise NotPlaced
    job = _job(order, starts_at, ends_at or starts_at + timedelta(minutes=minutes or 0))
    appointment = Appointment.objects.create(
        order=order, starts_at=job.starts_at, ends_at=job.ends_at, time_zone=order.time_zone
    )
    people = _send(appointment, job, [member.pk for member in members], short_buffer_reason)
    keep_visit(order)
    for member in people:
        add_to_team(order, member, by=by, is_news=False)
    record("appointment.made", on=appointment, by=by, **told(appointment, people), reason=short_buffer_reason)
    return appointment


@transaction.atomic
def move_appointment(
    appointment: Appointment,
    *,
    starts_at: datetime,
    version: int,
    by: Actor,
    ends_at: datetime | None = None,
    members: Sequence[Member] | None = None,
    short_buffer_reason: str = "",
) -> Appointment:
    """Give a planned visit another time, length or photographers; what is left out stays as it is.

    `version` is what the mover saw. Raises StaleMove with the fresh row, SlotTaken, or NotPlanned. Somebody who is
    replaced leaves the team, unless they have other work on the order.
    """
    order, appointment = _locked(appointment)
    if appointment.version != version:
        raise StaleMove(appointment, _last_hand(appointment))
    if not appointment.is_planned:
        raise NotPlanned
    before, old = appointment.spoken, _people(appointment)
    was = (appointment.starts_at, appointment.ends_at, {member.pk for member in old})
    job = _job(order, starts_at, ends_at or starts_at + (appointment.ends_at - appointment.starts_at))
    ids = {member.pk for member in (old if members is None else members)}
    if was == (job.starts_at, job.ends_at, ids) and not short_buffer_reason:
        return appointment
    appointment.starts_at, appointment.ends_at, appointment.time_zone = job.starts_at, job.ends_at, order.time_zone
    appointment.version += 1
    appointment.save(update_fields=["starts_at", "ends_at", "time_zone", "version"])
    people = _send(appointment, job, ids, short_buffer_reason, also=was[2])
    keep_visit(order)
    _hand_over(order, old, people, by)
    record(
        "appointment.moved",
        on=appointment,
        by=by,
        before=_said(before, old),
        after=_said(appointment.spoken, people),
        before_starts_at=was[0].isoformat(),
        before_ends_at=was[1].isoformat(),
        before_member_ids=sorted(was[2]),
        after_member_ids=sorted(ids),
        when=appointment.spoken,
        starts_at=job.starts_at.isoformat(),
        member_ids=sorted(was[2] | ids),
        reason=short_buffer_reason,
    )
    return appointment


@transaction.atomic
def cancel_appointment(appointment: Appointment, *, reason: str, by: Actor) -> Appointment:
    """Call off a planned visit; its time is free again. Done twice it is done once."""
    order, appointment = _locked(appointment)
    if appointment.state == Appointment.State.CANCELLED:
        return appointment
    if not appointment.is_planned:
        raise NotPlanned
    if not reason.strip():
        raise NeedsReason
    people = _people(appointment)
    lock_members([member.pk for member in people])
    Reservation.objects.filter(appointment=appointment).delete()
    _enter(appointment, Appointment.State.CANCELLED)
    keep_visit(order)
    record("appointment.cancelled", on=appointment, by=by, **told(appointment, people), reason=reason.strip())
    return appointment


@transaction.atomic
def finish_appointment(appointment: Appointment, *, by: Actor) -> Appointment:
    """The photographer was there. Not before the visit has begun."""
    _order, appointment = _locked(appointment)
    if appointment.is_done:
        return appointment
    if not appointment.is_planned:
        raise NotPlanned
    if appointment.starts_at > timezone.now():
        raise TooEarly
    _enter(appointment, Appointment.State.DONE)
    record("appointment.done", on=appointment, by=by, **told(appointment, _people(appointment)))
    return appointment


@transaction.atomic
def reopen_appointment(appointment: Appointment, *, by: Actor) -> Appointment:
    """Take back that a visit is done."""
    _order, appointment = _locked(appointment)
    if appointment.is_done:
        _enter(appointment, Appointment.State.PLANNED)
        record("appointment.reopened", on=appointment, by=by, **told(appointment, _people(appointment)))
    return appointment


@transaction.atomic
def cancel_visits(order: Order, *, reason: str, by: Actor) -> None:
    """Nobody goes to this order any more: call off every planned visit, and let go of what it holds."""
    order = locked(order)
    for appointment in Appointment.objects.filter(order=order).planned():
        cancel_appointment(appointment, reason=reason, by=by)
    drop_hold(order, by=by)


def follow_property(order: Order) -> None:
    """Show planned visits in the zone where the property lies now; the moments stay."""
    Appointment.objects.filter(order=order).planned().update(time_zone=order.time_zone)


def keep_visit(order: Order) -> None:
    """Note on the order when its first live visit starts."""
    first = Appointment.objects.filter(order=order).live().aggregate(first=Min("starts_at"))["first"]
    note_visit(order, first)


def told(appointment: Appointment, people: Iterable[Member]) -> dict[str, object]:
    """What the ledger keeps of a visit."""
    people = list(people)
    return {
        "when": appointment.spoken,
        "people": [member.name for member in people],
        "member_ids": [member.pk for member in people],
        "starts_at": appointment.starts_at.isoformat(),
    }


def _job(order: Order, starts_at: datetime, ends_at: datetime) -> Job:
    if ends_at <= starts_at:
        raise BadSpan(_("A visit ends after it begins."))
    if ends_at - starts_at > LONGEST_VISIT:
        raise BadSpan(_("A visit lasts a day at most."))
    return Job(order, starts_at, ends_at)


def _send(
    appointment: Appointment, job: Job, ids: Iterable[int], reason: str, also: Iterable[int] = ()
) -> list[Member]:
    """Reserve the job for these people in place of whoever had it (`also` locked); raises SlotTaken."""
    wanted, now = set(ids), timezone.now()
    people = [member for member in lock_members(wanted | set(also)) if member.pk in wanted]
    if not people:
        raise BadSpan(_("Choose who goes."))
    require_photographers(people)
    Reservation.objects.filter(appointment=appointment).delete()
    drop_expired(now, wanted)
    rules = booking_rules()
    try:
        for member in people:
            reserve(job, member, rules, appointment=appointment, short_buffer_reason=reason)
    except Overlap:
        raise SlotTaken(
            next_times(
                job.order,
                after=job.starts_at,
                limit=OFFERED_INSTEAD,
                now=now,
                minutes=job.minutes,
                members=wanted,
                bound=False,
                moving=appointment,
            ),
            only_buffers=not jobs_clash(job, wanted, appointment),
        ) from None
    return people


def _locked(appointment: Appointment) -> tuple[Order, Appointment]:
    """The order and the visit, locked in that order."""
    order = locked(appointment.order)
    return order, Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)


def _people(appointment: Appointment) -> list[Member]:
    return list(Member.objects.filter(reservations__appointment=appointment).select_related("user").order_by("pk"))


def _enter(appointment: Appointment, state: str) -> None:
    appointment.state = state
    appointment.version += 1
    appointment.save(update_fields=["state", "version"])


def _hand_over(order: Order, old: Iterable[Member], new: Iterable[Member], by: Actor) -> None:
    """Whoever comes joins the team; whoever was replaced leaves it, unless they have other work here."""
    for member in set(new) - set(old):
        add_to_team(order, member, by=by, is_news=False)
    for member in set(old) - set(new):
        has_visit = Reservation.objects.filter(order=order, member=member).exists()
        if not has_visit and not order.lines.filter(assignee=member).exists():
            remove_from_team(order, member, by=by)


def _said(when: str, people: Iterable[Member]) -> str:
    names = ", ".join(member.name for member in people)
    return _("%(when)s with %(names)s") % {"when": when, "names": names}


def _last_hand(appointment: Appointment) -> str:
    about = Activity.objects.filter(subject_type="scheduling.appointment", subject_id=appointment.pk)
    last = about.order_by("-id").first()
    return last.actor_name if last else ""
