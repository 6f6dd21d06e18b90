"""Looking for what was said in the rooms of all orders that somebody may see."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from chat.models import Attachment, Message
from chat.threads import Thread
from companies.models import Member
from orders.models import Order
from orders.queries.search import matching

PAGE = 25
MOST_ORDERS = 1000
"""So many orders, the newest, are looked through for one that was named by its address."""
LONGEST_NUMBER = 10
WORD = re.compile(r"[^\W_]+")
BEFORE_THE_HIT, LONGEST_EXCERPT = 80, 280


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for: words that all have to begin one of it, and who, where, what and when."""

    words: str = ""
    author: Member | None = None
    orders: Collection[int] | None = None
    has_file: bool = False
    after: date | None = None
    before: date | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.author or self.orders is not None or self.has_file or self.after or self.before)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an excerpt; `is_hit`: it is what was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One message that fits, in short, and the files that go with it."""

    message: Message
    thread: Thread
    excerpt: Sequence[Piece]
    files: Sequence[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what fits, newest first; below the message `older` there is more."""

    hits: Sequence[Hit]
    older: int | None = None


def words_of(text: str) -> list[str]:
    """The words of a text, as they are looked for."""
    return WORD.findall(text.lower())


def orders_meant(orders: QuerySet[Order], text: str) -> list[int]:
    """Those of the orders with this number, if there is one, else with these words in their address or customer."""
    number = text.removeprefix("#")
    if number.isdecimal() and len(number) < LONGEST_NUMBER:
        exact = list(orders.filter(number=int(number)).values_list("pk", flat=True))
        if exact:
            return exact
    return list(matching(orders, text).order_by("-number").values_list("pk", flat=True)[:MOST_ORDERS])


def search(orders: QuerySet[Order], sought: Sought, *, sees_all: bool, zone: str, older: int | None = None) -> Found:
    """A page of what fits in these orders, below one message. With `sees_all` they are all orders of the company."""
    among = sought.orders
    if among is None and not sees_all:
        among = list(orders.values_list("pk", flat=True))
    start = Message.objects.filter(pk=older, order__in=orders).first() if older else None
    ids = _ids(sought, among, zone=zone, start=start)
    rows = Message.objects.standing().filter(pk__in=ids, order__in=orders).to_show().select_related("order", "line")
    messages = sorted(rows, key=lambda row: (row.created_at, row.pk), reverse=True)[:PAGE]
    files = _files([message.pk for message in messages])
    hits = [
        Hit(
            message, Thread(message.order, message.line), excerpt(message.body, sought.words), files.get(message.pk, ())
        )
        for message in messages
    ]
    return Found(hits, messages[-1].pk if messages and len(ids) > PAGE else None)


def _ids(sought: Sought, among: Collection[int] | None, *, zone: str, start: Message | None) -> list[int]:
    """The newest messages that fit, one more than a page. No index serves `@@` below the policy, so a function looks."""
    query = " & ".join(f"'{word}':*" for word in words_of(sought.words)) or None
    asked = [
        query,
        None if among is None else list(among),
        sought.author.pk if sought.author else None,
        sought.has_file,
        _start_of(sought.after + timedelta(days=1), zone) if sought.after else None,
        _start_of(sought.before, zone) if sought.before else None,
        start.created_at if start else None,
        start.pk if start else None,
        PAGE + 1,
    ]
    call = "SELECT chat_found(%s, %s::bigint[], %s, %s, %s, %s, %s, %s, %s)"
    with connection.cursor() as cursor:
        cursor.execute(call, asked)
        found: list[int] = cursor.fetchone()[0]
    return found


def _start_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def _files(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for message, name in Attachment.objects.filter(message__in=ids).order_by("id").values_list("message_id", "name"):
        found.setdefault(message, []).append(name)
    return found


def excerpt(body: str, words: str) -> list[Piece]:
    """The part of a text around the first of the words, with each of them by itself."""
    text = " ".join(body.split())
    wanted = words_of(words)
    hits = re.compile(rf"(?<![^\W_])(?:{'|'.join(wanted)})[^\W_]*" if wanted else r"(?!)", re.IGNORECASE)
    first = hits.search(text)
    start = max(0, first.start() - BEFORE_THE_HIT) if first else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    shown, pieces, at = _cut(text, start), [], 0
    for hit in hits.finditer(shown):
        pieces += [Piece(shown[at : hit.start()]), Piece(hit[0], is_hit=True)]
        at = hit.end()
    return [piece for piece in [*pieces, Piece(shown[at:])] if piece.text]


def _cut(text: str, start: int) -> str:
    end = start + LONGEST_EXCERPT
    return ("… " if start else "") + text[start:end] + ("…" if len(text) > end else "")
