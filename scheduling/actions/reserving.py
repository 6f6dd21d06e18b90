"""Taking a person's time. The database refuses two reservations of one person that overlap; here that gets a name.

Whoever writes reservations of a person holds that person's lock (`lock_members`), taken after the order's and for all
people at once in one order: so whoever books the same person waits, and nobody waits in a circle.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from companies.models import Member
from core.actor import CLOCK, Actor
from core.ledger import record
from orders.models import Order
from scheduling.models import Appointment, BookingRules, Reservation
from scheduling.refusals import NotAPhotographer
from scheduling.spans import spoken

OVERLAP = "two_reservations_of_one_person_never_overlap"


class Overlap(Exception):
    """The database refused: this person has something else then."""


@dataclass(frozen=True, slots=True)
class Job:
    """A visit to be made, without buffers."""

    order: Order
    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)


def lock_members(ids: Collection[int]) -> list[Member]:
    """These members, locked until the transaction ends."""
    return list(
        Member.objects.filter(pk__in=ids)
        .select_related("user")
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    )


def require_photographers(members: Collection[Member]) -> None:
    """Raises NotAPhotographer for anyone who does not go on visits."""
    for member in members:
        if not (member.is_active and member.works_as(Member.Job.PHOTOGRAPHER)):
            raise NotAPhotographer(member.name)


def drop_expired(now: datetime, ids: Collection[int]) -> int:
    """Let go of what has run out for these people, who are locked; whoever's hold it was. How many there were."""
    expired = list(Reservation.objects.expired(now).filter(member__in=ids).select_related("member__user", "order"))
    for held in expired:
        let_go(held, by=CLOCK)
    return len(expired)


def let_go(held: Reservation, *, by: Actor) -> None:
    """Free the time of a hold and say so."""
    record("hold.released", on=held, by=by, **told(held))
    held.delete()


def told(held: Reservation) -> dict[str, object]:
    """What the ledger keeps of a hold."""
    return {
        "when": spoken(held.job_starts_at, held.job_ends_at, ZoneInfo(held.order.time_zone)),
        "member": held.member.name,
        "member_ids": [held.member_id],
        "starts_at": held.job_starts_at.isoformat(),
    }


def reserve(
    job: Job,
    member: Member,
    rules: BookingRules,
    *,
    appointment: Appointment | None = None,
    expires_at: datetime | None = None,
    short_buffer_reason: str = "",
) -> Reservation:
    """Take this person's time for the job and its buffers; raises Overlap. With a reason the buffers give way."""
    starts_at = job.starts_at - timedelta(minutes=rules.buffer_before)
    ends_at = job.ends_at + timedelta(minutes=rules.buffer_after)
    if short_buffer_reason:
        starts_at, ends_at = _squeezed(job, member, starts_at, ends_at, short_buffer_reason)
    with _overlap_refused():
        return Reservation.objects.create(
            member=member,
            order=job.order,
            appointment=appointment,
            job_starts_at=job.starts_at,
            job_ends_at=job.ends_at,
            starts_at=starts_at,
            ends_at=ends_at,
            expires_at=expires_at,
            short_buffer_reason=short_buffer_reason,
        )


def jobs_clash(job: Job, ids: Collection[int], appointment: Appointment) -> bool:
    """Whether one of these people has another job then; False where only buffers are in the way."""
    return (
        Reservation.objects.touching(job.starts_at, job.ends_at)
        .filter(member__in=ids, job_starts_at__lt=job.ends_at, job_ends_at__gt=job.starts_at)
        .exclude(appointment=appointment)
        .exists()
    )


@contextmanager
def _overlap_refused() -> Iterator[None]:
    """A savepoint in which an overlap becomes Overlap, and everything else stays what it is."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") == OVERLAP:
            raise Overlap from error
        raise


def _squeezed(
    job: Job, member: Member, starts_at: datetime, ends_at: datetime, reason: str
) -> tuple[datetime, datetime]:
    """What is left of the buffers between the neighbours. Where the job lies in a neighbour's buffer, that gives way too."""
    for other in Reservation.objects.filter(member=member).touching(starts_at, ends_at):
        if other.job_ends_at <= job.starts_at:
            starts_at = max(starts_at, min(other.ends_at, job.starts_at))
            _shorten(other, other.starts_at, min(other.ends_at, starts_at), reason)
        elif other.job_starts_at >= job.ends_at:
            ends_at = min(ends_at, max(other.starts_at, job.ends_at))
            _shorten(other, max(other.starts_at, ends_at), other.ends_at, reason)
    return starts_at, ends_at


def _shorten(other: Reservation, starts_at: datetime, ends_at: datetime, reason: str) -> None:
    if (starts_at, ends_at) != (other.starts_at, other.ends_at):
        other.starts_at, other.ends_at, other.short_buffer_reason = starts_at, ends_at, reason
        other.save(update_fields=["starts_at", "ends_at", "short_buffer_reason"])
