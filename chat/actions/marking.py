"""What the team puts on a message: reactions, a pin, a place in somebody's own list, a mark to read on from."""

import unicodedata

from django.db import transaction

from chat.actions.changing import standing, touch
from chat.models import LastRead, Message, Pin, Reaction, Saved
from chat.refusals import NoEmoji
from chat.showing import show_pins
from companies.models import Member
from core.actor import Actor
from core.ledger import record

LONGEST_EMOJI = 16
PARTS = {"So", "Sk", "Mn", "Me", "Sm"}
JOINS = {"\u200d", *map(chr, range(0xE0020, 0xE0080))}
KEYS = set("#*0123456789")
"""What emoji are made of: signs, what joins them, and what stands on keys."""


@transaction.atomic
def react(message: Message, *, emoji: str, by: Actor) -> Message:
    """Put an emoji on a message, or take it off again. Raises NotSaid."""
    message = standing(message)
    sign = emoji.strip()
    if not _is_emoji(sign):
        raise NoEmoji
    removed, _rows = Reaction.objects.filter(message=message, member_id=by.id, emoji=sign).delete()
    if not removed:
        Reaction.objects.create(message=message, member_id=by.id, emoji=sign)
    touch(message)
    return message


@transaction.atomic
def pin(message: Message, *, by: Actor) -> Message:
    """Keep a message at hand for the team. Twice is once."""
    message = standing(message)
    _row, is_new = Pin.objects.get_or_create(message=message, defaults={"by_id": by.id})
    if is_new:
        touch(message)
        show_pins(message)
        record("message.pinned", on=message, by=by)
    return message


@transaction.atomic
def unpin(message: Message, *, by: Actor) -> Message:
    """Take the pin off again."""
    message = standing(message)
    removed, _rows = Pin.objects.filter(message=message).delete()
    if removed:
        touch(message)
        show_pins(message)
        record("message.unpinned", on=message, by=by)
    return message


@transaction.atomic
def keep(message: Message, *, member: Member) -> None:
    """Save a message for later, in the member's own list. Twice is once."""
    Saved.objects.get_or_create(message=standing(message), member=member)


@transaction.atomic
def let_go(message: Message, *, member: Member) -> None:
    """Take a message off the member's own list."""
    Saved.objects.filter(message=message, member=member).delete()


@transaction.atomic
def mark_unread(message: Message, *, member: Member) -> None:
    """Let the thread begin to be unread at this message."""
    row, _made = LastRead.objects.select_for_update(of=("self",)).get_or_create(
        order_id=message.order_id, line_id=message.line_id, member=member
    )
    row.message_id = message.pk - 1
    row.save(update_fields=["message_id"])


def _is_emoji(sign: str) -> bool:
    """One sign or a short row of them: no letters, no blanks, nothing that steers text or stands in markup."""
    fits = (
        letter in KEYS or letter in JOINS or (ord(letter) > 127 and unicodedata.category(letter) in PARTS)
        for letter in sign
    )
    is_sign = any(unicodedata.category(letter) in {"So", "Me", "Sm"} for letter in sign)
    return 0 < len(sign) <= LONGEST_EMOJI and is_sign and all(fits)
