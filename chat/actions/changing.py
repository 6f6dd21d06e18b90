"""Changing what was said: by its author, with a trace."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chat.actions.quoting import quote_anew, take_back_quotes
from chat.actions.saying import mention, named_in, tidy
from chat.models import Mention, Message, Pin, Reaction, Revision, Saved
from chat.refusals import Gone, NotYours
from chat.showing import show_again, show_pins
from companies.capabilities import Can
from companies.models import Member
from core.actor import Actor
from core.ledger import record


@transaction.atomic
def edit(
    message: Message, *, body: str, by: Actor, chosen: Collection[int] = (), plain: Collection[str] = ()
) -> Message:
    """Say it in other words; the earlier ones are kept, and who is named anew is told. Raises NotSaid."""
    message = standing(message)
    if message.author_id != by.id:
        raise NotYours
    text = tidy(body)
    if text == message.body:
        return message
    named = named_in(message.order, text, chosen=chosen, plain=plain, may_be_blank=message.files > 0)
    told = set(Mention.objects.filter(message=message).values_list("member_id", flat=True))
    Revision.objects.create(message=message, body=message.body, by_id=by.id)
    Mention.objects.filter(message=message).delete()
    mention(message, named, named.people)
    message.body, message.edited_at = text, timezone.now()
    touch(message, "body", "edited_at", at=message.edited_at)
    quote_anew(message)
    record("message.edited", on=message, by=by, mentioned=[id for id in named.people if id not in told])
    return message


@transaction.atomic
def delete(message: Message, *, by: Actor) -> Message:
    """Take a message back: its words are shown to nobody, nor quoted to whom it was told. Its author may, and an admin.

    Raises NotSaid.
    """
    message = standing(message)
    member = Member.objects.get(pk=by.id)
    if message.author_id != member.pk and Can.EDIT_SETTINGS not in member.can:
        raise NotYours
    was_pinned, _rows = Pin.objects.filter(message=message).delete()
    for kind in (Saved, Reaction):
        kind.objects.filter(message=message).delete()
    message.deleted_at, message.deleted_by = timezone.now(), member
    touch(message, "deleted_at", "deleted_by", at=message.deleted_at)
    take_back_quotes(message)
    if was_pinned:
        show_pins(message)
    record("message.deleted", on=message, by=by, author=message.author.name)
    for answer in Message.objects.select_for_update(of=("self",)).filter(quoted=message).standing()[:100]:
        touch(answer, at=message.deleted_at)
    return message


def standing(message: Message) -> Message:
    """The message, locked until the end of the transaction; raises Gone if it was deleted."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.deleted_at is not None:
        raise Gone
    return message


def touch(message: Message, *changed: str, at: datetime | None = None, **more: Any) -> None:
    """Save what changed about a message, and show it anew in the room."""
    message.version += 1
    message.touched_at = at or timezone.now()
    message.save(update_fields=[*changed, "version", "touched_at"])
    show_again(message)
