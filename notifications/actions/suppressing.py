"""Addresses that take no more mail, and how they come to take it again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.actor import CLOCK, Actor
from core.ledger import record
from notifications.models.suppression import Suppression


@transaction.atomic
def suppress(address: str, *, reason: str, text: str) -> Suppression:
    """Stop mail to an address. One that is stopped already stays as it is."""
    row, is_new = Suppression.objects.get_or_create(
        address=address.lower(), lifted_at=None, defaults={"reason": reason, "text": text}
    )
    if is_new:
        record("address.suppressed", on=row, by=CLOCK, address=row.address, reason=row.why, text=text)
    return row


@transaction.atomic
def lift(row: Suppression, *, note: str, by: Actor) -> Suppression:
    """Let mail go to the address again; the note says how one knows. Twice is once."""
    row = Suppression.objects.select_for_update().get(pk=row.pk)
    if row.lifted_at is None:
        row.lifted_at, row.lifted_by, row.note = timezone.now(), by.name, note
        row.save(update_fields=["lifted_at", "lifted_by", "note"])
        record("address.lifted", on=row, by=by, address=row.address, note=note)
    return row


def stopped_since(address: str) -> datetime | None:
    """Since when nothing is mailed to an address."""
    return Suppression.objects.in_force().of_address(address).values_list("created_at", flat=True).first()
