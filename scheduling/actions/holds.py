"""Time held for a draft while its customer finishes, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from companies.models import Member
from companies.scope import company_scope, everywhere
from core.actor import Actor
from core.ledger import record
from orders.actions import note_wish
from orders.actions.drafting import locked, locked_draft
from orders.models import Order
from scheduling.actions.reserving import (
    Job,
    Overlap,
    drop_expired,
    let_go,
    lock_members,
    require_photographers,
    reserve,
    told,
)
from scheduling.models import Reservation
from scheduling.queries import Need, booking_rules, need_of, next_times, staffing
from scheduling.refusals import NotAPhotographer, SlotTaken
from scheduling.slots import slot_at

OFFERED_INSTEAD = 3


@transaction.atomic
def hold(order: Order, *, starts_at: datetime, member: Member | None = None, by: Actor) -> Reservation:
    """Keep a time for a draft, of this photographer or of whoever is free and least busy, until the rules let it go.

    A draft holds one time: a new one replaces the old, the same one again lasts longer. Raises SlotTaken with the
    next free times, and then the draft keeps what it held.
    """
    order = locked_draft(order)
    now = timezone.now()
    expires_at = now + timedelta(minutes=booking_rules().hold_minutes)
    only = None if member is None else member.pk
    held = take_time(order, need_of(order), starts_at, now=now, expires_at=expires_at, only=only)
    note_wish(order, starts_at)
    record("hold.placed", on=held, by=by, **told(held), until=expires_at.isoformat())
    return held


@transaction.atomic
def release(order: Order, *, by: Actor) -> None:
    """Let go of what a draft holds and of the time it wished for. Nothing held, nothing happens."""
    order = locked(order)
    drop_hold(order, by=by)
    if order.wished_at is not None:
        note_wish(order, None)


def release_expired_holds() -> int:
    """Let go of what has run out, in every company; how many."""
    now = timezone.now()
    with everywhere():  # one look across companies for the few where something has run out
        expired = Reservation.everywhere.filter(expires_at__lte=now)
        companies = list(expired.values_list("company_id", flat=True).distinct())
    dropped = 0
    for company in companies:
        with company_scope(company):
            ids = list(Reservation.objects.expired(now).values_list("member_id", flat=True))
            lock_members(ids)
            dropped += drop_expired(now, ids)
    return dropped


@transaction.atomic
def refit_hold(order: Order, *, by: Actor) -> None:
    """After the services or the size of a draft changed: hold as long as the visit now takes, or let go."""
    now = timezone.now()
    held = hold_row(order)
    if held is None or held.expires_at is None or held.expires_at <= now:
        return
    order = locked(order)
    need = need_of(order)
    if fits(held, need):
        return
    try:
        take_time(
            order, need, held.job_starts_at, now=now, expires_at=held.expires_at, only=held.member_id, bound=False
        )
    except SlotTaken:
        drop_hold(order, by=by)


def drop_hold(order: Order, *, by: Actor) -> None:
    """Let go of what the locked order holds, if anything."""
    held = hold_row(order)
    if held is not None and lock_members([held.member_id]) and (held := hold_row(order)):
        let_go(held, by=by)


def hold_row(order: Order) -> Reservation | None:
    """The hold of an order, run out or not."""
    return Reservation.objects.holds().filter(order=order).select_related("member__user", "order").first()


def fits(held: Reservation, need: Need) -> bool:
    """Whether a hold is as long as the visit takes, with somebody who can do it."""
    skilled = set(held.member.skills.values_list("service_id", flat=True))
    return need.is_visit and held.minutes == need.minutes and need.services <= skilled and held.member.is_active


def take_time(
    order: Order,
    need: Need,
    starts_at: datetime,
    *,
    now: datetime,
    expires_at: datetime | None,
    only: int | None = None,
    first: int | None = None,
    bound: bool = True,
) -> Reservation:
    """Replace what the locked order holds by this time; raises SlotTaken with the next free ones.

    `only` this member, or `first` them and then whoever is free and least busy. `bound`: notice and horizon hold.
    """
    job = Job(order, starts_at, starts_at + timedelta(minutes=need.minutes))
    rules = booking_rules()
    old = hold_row(order)
    for person in _free_then(order, need, starts_at, now=now, only=only, first=first, bound=bound):
        ids = {person, old.member_id} if old else {person}
        try:
            with transaction.atomic():
                [member] = [each for each in lock_members(ids) if each.pk == person]
                require_photographers([member])
                Reservation.objects.holds().filter(order=order).delete()
                drop_expired(now, [person])
                return reserve(job, member, rules, expires_at=expires_at)
        except (Overlap, NotAPhotographer):
            continue
    members = None if only is None else {only}
    raise SlotTaken(next_times(order, after=starts_at, limit=OFFERED_INSTEAD, now=now, members=members))


def _free_then(
    order: Order,
    need: Need,
    starts_at: datetime,
    *,
    now: datetime,
    only: int | None,
    first: int | None,
    bound: bool,
) -> Sequence[int]:
    """Who is free at that very time, `first` first, then least busy that day."""
    if not need.is_visit:
        return ()
    staff = staffing(starts_at - timedelta(days=1), starts_at + timedelta(days=2), now=now, besides=order)
    if not bound:
        staff = staff.unbound()
        staff = replace(staff, rules=replace(staff.rules, step_minutes=1))
    slot = slot_at(
        staff.people, need.services, need.minutes, starts_at=starts_at, now=now, rules=staff.rules, zone=need.zone
    )
    free = slot.people if slot else ()
    return sorted((each for each in free if only in (None, each)), key=lambda each: each != first)
