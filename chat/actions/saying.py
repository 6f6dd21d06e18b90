"""Saying something about an order."""

import unicodedata
from collections.abc import Collection
from contextlib import suppress
from uuid import UUID

from django.db import connection, transaction

from chat.models import Mention, Message
from chat.queries import drafted
from chat.refusals import Blank, TooLong, Unclear
from companies.models import Member
from core.actor import Actor
from core.ledger import record
from orders.models import LineItem, Order

LONGEST = 10_000
ROOMS = 7_201
"""Sets the locks of rooms apart from other advisory locks."""


def tidy(text: str) -> str:
    """The text as it is kept: one kind of line end, one way to write each letter, no blanks around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")).strip()


@transaction.atomic
def say(
    order: Order,
    *,
    body: str,
    client_id: UUID,
    by: Actor,
    line: LineItem | None = None,
    chosen: Collection[int] = (),
    plain: Collection[str] = (),
) -> Message:
    """Say something to the team, about the order or one `line` of it. Once per `client_id`: again, it returns what was said.

    Ids of one room grow in the order in which messages appear. Raises NotSaid: blank, too long, or Unclear when a
    name fits several people (answered by `chosen`) or somebody cannot see the order (`plain` leaves names alone).
    """
    author = Member.objects.select_related("user", "company").get(pk=by.id)
    _enter(order)
    with suppress(Message.DoesNotExist):
        said = Message.objects.get(author=author, client_id=client_id)
        said.author = author
        return said
    body = tidy(body)
    if not body:
        raise Blank
    if len(body) > LONGEST:
        raise TooLong(len(body), LONGEST)
    draft = drafted(order, body, chosen=chosen, plain=plain)
    if not draft.is_clear:
        raise Unclear(questions=(ask.name for ask in draft.questions), blind=(chip.who.name for chip in draft.blind))
    named = draft.named
    message = Message.objects.create(order=order, line=line, author=author, body=body, client_id=client_id)
    Mention.objects.bulk_create(
        Mention(
            message=message,
            member_id=person,
            places=[end for place in named.certain if person in place.people for end in (place.start, place.end)],
        )
        for person in named.people
    )
    record("message.said", on=message, by=by, mentioned=named.people)
    return message


def _enter(order: Order) -> None:
    """One speaker at a time in each room, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ROOMS, order.pk % 2**31])
