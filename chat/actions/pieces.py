"""Files that come in pieces, so that a break of the line costs one piece and not the whole.

The same steps as tus 1.0 (https://tus.io/protocols/resumable-upload): begun with its size, asked how much is there, added to
at exactly that place.
"""

from datetime import timedelta
from tempfile import SpooledTemporaryFile
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from chat.actions.filing import LARGEST, MOST, upload
from chat.models import Attachment, Upload, pieces_of, vault
from chat.refusals import NoSuchFile, OutOfStep, TooLarge
from companies.models import Member
from orders.models import Order

IN_MEMORY = 2 * 1024 * 1024
WAITS = timedelta(days=1)


@transaction.atomic
def begin_upload(order: Order, *, name: str, size: int, client_id: UUID, by: Member) -> Upload:
    """Expect a file of so many bytes. Once per `client_id`: again, it returns what was begun. Raises TooLarge."""
    if size > LARGEST:
        raise TooLarge(LARGEST)
    for old in Upload.objects.filter(by=by, created_at__lt=timezone.now() - WAITS)[:MOST]:
        stop_upload(old)
    made = Upload(company_id=order.company_id)
    begun, _is_new = Upload.objects.get_or_create(
        by=by,
        client_id=client_id,
        defaults={"order": order, "name": name[:255], "size": size, "place": pieces_of(made)},
    )
    return begun


@transaction.atomic
def add_piece(begun: Upload, *, offset: int, content: bytes) -> Upload:
    """Put the next piece behind what is there. Raises OutOfStep if that is not `offset` bytes, TooLarge for too
    much, NoSuchFile if it was given up meanwhile.
    """
    row = _locked(begun)
    if row is None:
        raise NoSuchFile
    if offset != row.received:
        raise OutOfStep(row.received)
    if row.received + len(content) > row.size:
        raise TooLarge(row.size)
    if content:
        _keep(row, content)
    row.received += len(content)
    row.save(update_fields=["received"])
    return row


@transaction.atomic
def finish_upload(begun: Upload) -> Attachment:
    """Make the pieces one file that can go with a message; done twice it is done once.

    Raises NotSaid: what it is is looked at now, as of any file.
    """
    row = _locked(begun)
    if row is None:
        taken = Attachment.objects.filter(by=begun.by, client_id=begun.client_id, order=begun.order).first()
        if taken is None:
            raise NoSuchFile
        return taken
    begun.received = row.received
    if begun.received != begun.size:
        raise OutOfStep(begun.received)
    with SpooledTemporaryFile(IN_MEMORY) as whole:
        for place in _places(begun):
            with vault().open(place) as piece:
                whole.write(piece.read())
        if whole.tell() != begun.size:
            raise NoSuchFile
        whole.seek(0)
        file = File(whole, name=begun.name)
        file.size = begun.size
        attachment = upload(begun.order, file=file, client_id=begun.client_id, by=begun.by)
    stop_upload(begun)
    return attachment


@transaction.atomic
def stop_upload(begun: Upload) -> None:
    """Forget what came of a file."""
    places = [f"{begun.place}/{name}" for name in _names(begun)]
    Upload.objects.filter(pk=begun.pk).delete()
    transaction.on_commit(lambda: _drop(places))


def _locked(begun: Upload) -> Upload | None:
    return Upload.objects.select_for_update(of=("self",)).filter(pk=begun.pk).first()


def _keep(row: Upload, content: bytes) -> None:
    """A piece stands under the number of its first byte; one left by an attempt that broke off is replaced."""
    place = f"{row.place}/{row.received:012d}"
    if vault().exists(place):
        vault().delete(place)
    vault().save(place, ContentFile(content))


def _places(begun: Upload) -> list[str]:
    """Where its pieces stand, in order."""
    return [f"{begun.place}/{name}" for name in sorted(_names(begun)) if int(name) < begun.received]


def _names(begun: Upload) -> list[str]:
    try:
        _folders, names = vault().listdir(begun.place)
    except FileNotFoundError:
        return []
    return list(names)


def _drop(places: list[str]) -> None:
    for place in places:
        vault().delete(place)
