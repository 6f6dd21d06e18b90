"""Files on their way into a message."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from chat.kinds import UnknownKind, harmless, look_into
from chat.models import Attachment, Message
from chat.refusals import NoSuchFile, TooLarge, TooMany, WrongKind
from companies.models import Member
from orders.models import Order

LARGEST = 25 * 1024 * 1024
MOST = 10
WAITS = timedelta(days=7)


def upload(order: Order, *, file: Any, client_id: UUID, by: Member) -> Attachment:
    """Take a file that its uploader can send with a message. Once per `client_id`. Raises NotSaid."""
    known = Attachment.objects.filter(by=by, client_id=client_id, order=order).first()
    if known:
        return known
    if file.size > LARGEST:
        raise TooLarge(LARGEST)
    try:
        looked = look_into(file)
    except UnknownKind:
        raise WrongKind from None
    attachment = Attachment(
        order=order,
        by=by,
        client_id=client_id,
        name=harmless(file.name, looked.kind),
        kind=looked.kind,
        size=file.size,
        width=looked.width,
        height=looked.height,
    )
    attachment.file = file
    if looked.preview:
        attachment.preview = looked.preview  # type: ignore[assignment]
    try:
        with transaction.atomic():
            attachment.save()
    except IntegrityError:
        _forget(attachment)
        return Attachment.objects.get(by=by, client_id=client_id)
    _sweep(by)
    return attachment


@transaction.atomic
def discard(attachment: Attachment) -> None:
    """Take back a file that no message holds yet."""
    attachment.delete()
    transaction.on_commit(lambda: _forget(attachment))


def attached(order: Order, ids: list[int], *, author: Member) -> list[Attachment]:
    """The author's own files that wait to go with a message, locked; raises NotSaid if one is gone."""
    if len(ids) > MOST:
        raise TooMany(MOST)
    rows = Attachment.objects.select_for_update(of=("self",)).filter(order=order, by=author, message=None, pk__in=ids)
    found = list(rows.order_by("pk")) if ids else []
    if len(found) != len(set(ids)):
        raise NoSuchFile
    return found


def attach(message: Message, files: list[Attachment]) -> None:
    """Let files go with a message."""
    if files:
        Attachment.objects.filter(pk__in=[file.pk for file in files]).update(message=message)


def _sweep(member: Member) -> None:
    """What a member uploaded and never sent goes after a week."""
    old = Attachment.objects.filter(by=member, message=None, created_at__lt=timezone.now() - WAITS)
    for attachment in old[:MOST]:
        discard(attachment)


def _forget(attachment: Attachment) -> None:
    for kept in (attachment.file, attachment.preview):
        if kept.name:
            kept.storage.delete(kept.name)
