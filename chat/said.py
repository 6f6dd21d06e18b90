"""A message as facts that cannot change, so that what was drawn of it can be kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.text import Truncator

from chat.mentions import handle
from chat.models import Attachment, Mention, Message, Pin, Reaction
from chat.threads import key_of
from companies.models import Member


@dataclass(frozen=True, slots=True)
class Author:
    """Who said it: a name on its tone, and the first thing they work as."""

    name: str
    tone: str
    job: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of the text that names people."""

    start: int
    end: int
    people: tuple[tuple[int, str], ...]

    def label(self, body: str) -> str:
        """The name of the person, or what was written for several by one word."""
        written = body[self.start + 1 : self.end]
        return next((name for _id, name in self.people if handle(name) == handle(written)), written)


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that is answered, in short."""

    pk: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One emoji on a message, and who put it there."""

    emoji: str
    people: tuple[tuple[int, str], ...]

    @property
    def ids(self) -> str:
        return " ".join(str(id) for id, _name in self.people)

    @property
    def names(self) -> str:
        return ", ".join(name for _id, name in self.people)


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a message."""

    pk: int
    name: str
    kind: str
    size: int
    width: int | None
    height: int | None

    @property
    def is_picture(self) -> bool:
        """Whether there is something of it to show."""
        return self.width is not None


@dataclass(frozen=True, slots=True)
class Said:
    """A message and everything it is drawn from. Of a deleted one nothing is left but who deleted it."""

    pk: int
    order_id: int
    line_id: int | None
    body: str
    client_id: UUID
    created_at: datetime
    author_id: int
    author: Author
    marks: tuple[Mark, ...] = ()
    version: int = 1
    edited_at: datetime | None = None
    deleted_by: str = ""
    quote: Quote | None = None
    signs: tuple[Sign, ...] = ()
    pinned_by: str = ""
    files: tuple[File, ...] = ()

    @property
    def thread_key(self) -> str:
        """The key of its thread, which is part of the id of the list it stands in."""
        return key_of(self.order_id, self.line_id)


def said_of(message: Message) -> Said:
    """The facts of one message."""
    return all_said([message])[0]


def all_said(messages: Sequence[Message]) -> list[Said]:
    """The facts of messages. Nobody is named without an `@`, and nothing is on a message that was never touched."""
    standing = [message for message in messages if message.deleted_at is None]
    mentions = _by_message(Mention, [each.pk for each in standing if "@" in each.body])
    touched = [each.pk for each in standing if each.version > 1]
    reactions = _by_message(Reaction, touched)
    pins, quotes = _pins(touched), _quotes({each.quoted_id for each in standing if each.quoted_id})
    files = _files([each.pk for each in standing if each.files])
    names = _names({each.deleted_by_id for each in messages if each.deleted_by_id})
    return [
        _said(
            message,
            marks=_marks(mentions[message.pk]),
            signs=_signs(reactions[message.pk]),
            pinned_by=pins.get(message.pk, ""),
            files=tuple(files[message.pk]),
            quote=quotes.get(message.quoted_id or 0),
            deleted_by=names.get(message.deleted_by_id or 0, ""),
        )
        for message in messages
    ]


def _by_message[M: (Mention, Reaction)](model: type[M], ids: Sequence[int]) -> dict[int, list[M]]:
    found: dict[int, list[M]] = defaultdict(list)
    if ids:
        for row in model.objects.filter(message__in=ids).select_related("member__user").order_by("id"):
            found[row.message_id].append(row)
    return found


def _said(message: Message, **more: Any) -> Said:
    return Said(
        pk=message.pk,
        order_id=message.order_id,
        line_id=message.line_id,
        body="" if message.deleted_at else message.body,
        client_id=message.client_id,
        created_at=message.created_at,
        author_id=message.author_id,
        author=_author(message.author),
        version=message.version,
        edited_at=message.edited_at,
        **more,
    )


def _files(ids: Sequence[int]) -> dict[int, list[File]]:
    found: dict[int, list[File]] = defaultdict(list)
    for row in Attachment.objects.filter(message__in=ids).order_by("id") if ids else ():
        assert row.message_id
        found[row.message_id].append(file_of(row))
    return found


def file_of(row: Attachment) -> File:
    """The facts of one file."""
    return File(row.pk, row.name, row.kind, row.size, row.width, row.height)


def _pins(ids: Sequence[int]) -> dict[int, str]:
    pins = Pin.objects.filter(message__in=ids).select_related("by__user") if ids else ()
    return {pin.message_id: pin.by.name for pin in pins}


def _names(ids: set[int]) -> dict[int, str]:
    return {each.pk: each.name for each in Member.objects.filter(pk__in=ids).select_related("user")} if ids else {}


def _quotes(ids: set[int]) -> dict[int, Quote]:
    quoted = Message.objects.filter(pk__in=ids).to_show() if ids else ()
    return {each.pk: Quote(each.pk, each.author.name, _in_short(each)) for each in quoted}


def _in_short(message: Message) -> str:
    if message.deleted_at:
        return ""
    return Truncator(" ".join(message.body.split())).chars(160) or ", ".join(
        file.name for file in message.attachments.all()
    )


def _author(member: Member) -> Author:
    return Author(member.name, member.tone, str(member.job_names[0]) if member.job_roles else "")


def _signs(reactions: Iterable[Reaction]) -> tuple[Sign, ...]:
    found: dict[str, list[tuple[int, str]]] = {}
    for reaction in reactions:
        found.setdefault(reaction.emoji, []).append((reaction.member_id, reaction.member.name))
    return tuple(Sign(emoji, tuple(people)) for emoji, people in found.items())


def _marks(mentions: Iterable[Mention]) -> tuple[Mark, ...]:
    found: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for mention in mentions:
        for place in zip(mention.places[::2], mention.places[1::2], strict=True):
            found.setdefault(place, []).append((mention.member_id, mention.member.name))
    return tuple(Mark(start, end, tuple(people)) for (start, end), people in sorted(found.items()))
