"""A message as facts that cannot change, so that what was drawn of it can be kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chat.models import Mention, Message
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
        """The names of the people, or what was written for more than one (a role)."""
        names = dict.fromkeys(name for _id, name in self.people)
        return next(iter(names)) if len(names) == 1 else body[self.start + 1 : self.end]


@dataclass(frozen=True, slots=True)
class Said:
    """A message and everything it is drawn from."""

    pk: int
    order_id: int
    line_id: int | None
    body: str
    client_id: UUID
    created_at: datetime
    author_id: int
    author: Author
    marks: tuple[Mark, ...]

    @property
    def thread_key(self) -> str:
        """The key of its thread, which is part of the id of the list it stands in."""
        return key_of(self.order_id, self.line_id)


def said_of(message: Message) -> Said:
    """The facts of one message."""
    return all_said([message])[0]


def all_said(messages: Sequence[Message]) -> list[Said]:
    """The facts of messages; nobody is named without an `@`, so only such texts ask for their mentions."""
    mentions: dict[int, list[Mention]] = defaultdict(list)
    naming = [message.pk for message in messages if "@" in message.body]
    if naming:
        for mention in Mention.objects.filter(message__in=naming).select_related("member__user").order_by("id"):
            mentions[mention.message_id].append(mention)
    return [_said(message, mentions[message.pk]) for message in messages]


def _said(message: Message, mentions: Iterable[Mention]) -> Said:
    return Said(
        pk=message.pk,
        order_id=message.order_id,
        line_id=message.line_id,
        body=message.body,
        client_id=message.client_id,
        created_at=message.created_at,
        author_id=message.author_id,
        author=_author(message.author),
        marks=_marks(mentions),
    )


def _author(member: Member) -> Author:
    return Author(member.name, member.tone, str(member.job_names[0]) if member.job_roles else "")


def _marks(mentions: Iterable[Mention]) -> tuple[Mark, ...]:
    found: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for mention in mentions:
        for place in zip(mention.places[::2], mention.places[1::2], strict=True):
            found.setdefault(place, []).append((mention.member_id, mention.member.name))
    return tuple(Mark(start, end, tuple(people)) for (start, end), people in sorted(found.items()))
