"""Getting no more letters of a kind, and getting them again."""

from django.db import transaction

from core.actor import Actor, ActorKind
from core.ledger import record
from notifications.models.refusal import Refusal
from notifications.refusing import Reader


@transaction.atomic
def refuse(reader: Reader) -> Refusal:
    """No more letters of this kind to this address. Twice is once."""
    row, is_new = Refusal.objects.get_or_create(address=reader.address, kind=reader.kind)
    if is_new:
        record("letters.refused", on=row, by=_who(reader), address=reader.address, letter=str(reader.title))
    return row


@transaction.atomic
def take_back(reader: Reader) -> None:
    """Letters of this kind again. Twice is once."""
    row = Refusal.objects.select_for_update().of_reader(reader.address, reader.kind).first()
    if row is not None:
        record("letters.wanted", on=row, by=_who(reader), address=reader.address, letter=str(reader.title))
        row.delete()


def is_refused(address: str, kind: str) -> bool:
    return Refusal.objects.of_reader(address, kind).exists()


def _who(reader: Reader) -> Actor:
    return Actor(ActorKind.LINK, reader.address)
