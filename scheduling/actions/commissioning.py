"""What becomes of the chosen time when the order is placed, in the same transaction."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.actor import CLOCK, Actor
from core.ledger import record
from orders.actions import add_to_team
from orders.actions.drafting import locked
from orders.models import Order
from scheduling.actions.holds import drop_hold, fits, hold_row, take_time
from scheduling.actions.reserving import lock_members
from scheduling.actions.visits import keep_visit, told
from scheduling.models import Appointment, Reservation
from scheduling.queries import Need, need_of


class Unfit(Exception):
    """The hold is gone, or too short for what the visit takes now."""


@transaction.atomic
def keep_chosen_time(order: Order, *, by: Actor) -> Appointment | None:
    """Turn the hold into the appointment. None for an order that chose no time, or needs no visit.

    A hold that has run out is taken again, with the same photographer or another one; when nobody is free then any
    more, raises SlotTaken. A time that lies behind us does not stop staff: the order is placed unscheduled.
    """
    order = locked(order)
    now, need, held = timezone.now(), need_of(order), hold_row(order)
    chosen = held.job_starts_at if held else order.wished_at
    if chosen is None or not need.is_visit or (chosen <= now and by.is_member):
        drop_hold(order, by=by)
        return None
    return _appoint(order, _fitting(order, need, chosen, held, now), by)


def _fitting(order: Order, need: Need, chosen: datetime, held: Reservation | None, now: datetime) -> Reservation:
    """The hold as it stands, locked with its photographer, or the time taken anew."""
    first = held.member_id if held else None
    try:
        with transaction.atomic():  # a savepoint: without a fitting hold the lock is let go of as well
            held = hold_row(order) if first and lock_members([first]) else None
            if held is None or not fits(held, need):
                raise Unfit
            return held
    except Unfit:
        return take_time(order, need, chosen, now=now, expires_at=now, first=first, bound=False)


def _appoint(order: Order, held: Reservation, by: Actor) -> Appointment:
    appointment = Appointment.objects.create(
        order=order, starts_at=held.job_starts_at, ends_at=held.job_ends_at, time_zone=order.time_zone
    )
    held.appointment, held.expires_at = appointment, None
    held.save(update_fields=["appointment", "expires_at"])
    keep_visit(order)
    add_to_team(order, held.member, by=CLOCK, is_news=False)
    record("appointment.made", on=appointment, by=by, **told(appointment, [held.member]), reason="")
    return appointment
