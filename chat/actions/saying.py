"""Saying something about an order."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from uuid import UUID

from django.db import connection, transaction

from chat.actions.filing import attach, attached
from chat.mentions import Named
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
    quote: int | None = None,
    files: Sequence[int] = (),
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
    text = tidy(body)
    sent = attached(order, list(files), author=author)
    named = named_in(order, text, chosen=chosen, plain=plain, may_be_blank=bool(sent))
    message = Message.objects.create(
        order=order,
        line=line,
        author=author,
        body=text,
        files=len(sent),
        client_id=client_id,
        quoted=_quoted(order, quote),
    )
    attach(message, sent)
    mention(message, named, named.people)
    record("message.said", on=message, by=by, mentioned=named.people)
    return message


def named_in(
    order: Order, text: str, *, chosen: Collection[int], plain: Collection[str], may_be_blank: bool = False
) -> Named:
    """Who is named in a tidy text that can be said; raises NotSaid for one that cannot."""
    if not text and not may_be_blank:
        raise Blank
    if len(text) > LONGEST:
        raise TooLong(len(text), LONGEST)
    draft = drafted(order, text, chosen=chosen, plain=plain)
    if not draft.is_clear:
        raise Unclear(questions=(ask.name for ask in draft.questions), blind=(chip.who.name for chip in draft.blind))
    return draft.named


def mention(message: Message, named: Named, people: Iterable[int]) -> None:
    """Keep where these people are named in a message."""
    Mention.objects.bulk_create(
        Mention(
            message=message,
            member_id=person,
            places=[end for place in named.certain if person in place.people for end in (place.start, place.end)],
        )
        for person in people
    )


def _quoted(order: Order, pk: int | None) -> Message | None:
    """The message that is answered, if it still stands in this order."""
    return (
        Message.objects.of_order(order).standing().select_related("author__user").filter(pk=pk).first() if pk else None
    )


def _enter(order: Order) -> None:
    """One speaker at a time in each room, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ROOMS, order.pk % 2**31])
