"""Reads for the rooms of an order: its talk woven with its log, its people, and how far somebody has read."""

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from activity.queries import Line, lines_after, lines_since
from chat.mentions import Named, Person, find, settle
from chat.models import LastRead, Message, MessageQuerySet
from chat.said import Said, all_said
from chat.threads import Thread
from companies.capabilities import Can
from companies.models import Member
from orders.models import LineItem, Order, OrderMember, OrderPermission

PAGE = 50
MOST_LINES = 200
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the room, in the order of time: a message or a line of the log."""

    at: datetime
    message: Said | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the room, oldest first; above the message `older` there is more, `has_more` says so for the end."""

    entries: list[Entry]
    older: int | None = None
    has_more: bool = False
    has_cut_log: bool = False


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the company, as seen from one order."""

    id: int
    name: str
    tone: str
    job: str
    can_see: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """Somebody a text names, and how it does."""

    who: Colleague
    written: str


@dataclass(frozen=True, slots=True)
class Question:
    """A name that several people have."""

    written: str
    answers: tuple[Colleague, ...]

    @property
    def name(self) -> str:
        return self.answers[0].name


@dataclass(frozen=True, slots=True)
class Draft:
    """A text read through before it is sent."""

    told: tuple[Chip, ...]
    questions: tuple[Question, ...]
    blind: tuple[Chip, ...]
    plain: tuple[str, ...]
    named: Named

    @property
    def is_clear(self) -> bool:
        return not self.questions and not self.blind


def newest(thread: Thread, *, money: bool) -> Stretch:
    """The end of the thread."""
    return _stretch(thread, Message.objects.of_thread(thread), money=money)


def before(thread: Thread, message_id: int, *, back_to: int = 0, money: bool) -> Stretch:
    """What stands above a message: a page of it, or everything down from the message `back_to`."""
    first = Message.objects.of_thread(thread).filter(pk=message_id).first()
    if first is None:
        return Stretch([])
    above = Message.objects.of_thread(thread).filter(id__lt=message_id)
    wanted = above.filter(id__gte=back_to).count() if back_to else 0
    return _stretch(thread, above, money=money, end=first.created_at, most=max(PAGE, wanted))


def after(thread: Thread, *, message_id: int, activity_id: int, money: bool) -> Stretch:
    """What a page has missed, oldest first; with `has_more` it asks again."""
    rows = Message.objects.of_thread(thread).filter(id__gt=message_id).to_show()
    messages = list(rows.order_by("id")[:MOST_LINES])
    lines = [] if thread.line else lines_after(thread.order.pk, activity_id, most=MOST_LINES, money=money)
    return Stretch(_woven(messages, lines), has_more=MOST_LINES in (len(messages), len(lines)))


def _stretch(
    thread: Thread, rows: MessageQuerySet, *, money: bool, end: datetime | None = None, most: int = PAGE
) -> Stretch:
    found = list(rows.to_show().order_by("-id")[: most + 1])
    messages, has_more = found[:most][::-1], len(found) > most
    start = messages[0].created_at if has_more else None
    lines = [] if thread.line else lines_since(thread.order.pk, start, end=end, most=MOST_LINES, money=money)
    older = messages[0].pk if has_more else None
    return Stretch(_woven(messages, lines), older=older, has_cut_log=len(lines) == MOST_LINES)


def _woven(messages: Sequence[Message], lines: Sequence[Line]) -> list[Entry]:
    said = (Entry(each.created_at, message=each) for each in all_said(messages))
    logged = (Entry(line.at, line=line) for line in lines)
    return list(heapq.merge(said, logged, key=lambda entry: entry.at))


def colleagues(order: Order) -> list[Colleague]:
    """Everybody who works for the company, by name, and whether they may see this order."""
    allowed = set(
        OrderPermission.objects.filter(content_object=order, permission__codename="work_on_order").values_list(
            "user_id", flat=True
        )
    )
    return [
        Colleague(
            id=member.pk,
            name=member.name,
            tone=member.tone,
            job=str(member.job_names[0]) if member.job_names else str(member.get_role_display()),
            can_see=Can.SEE_ALL_ORDERS in member.can or member.user_id in allowed,
        )
        for member in Member.objects.active().filter(user__is_active=True).by_name()
    ]


def assigned_to(order: Order) -> set[int]:
    """Members who have something to do with the order: manager, team, those who work on its services."""
    team = OrderMember.objects.filter(order=order).values_list("member_id", flat=True)
    workers = LineItem.objects.filter(order=order).values_list("assignee_id", flat=True)
    return {id for id in (*team, *workers, order.project_manager_id) if id is not None}


def offered(order: Order, begun: str, *, to: Member) -> list[Colleague]:
    """Whom to mention, for what was typed after `@`: those assigned first, then by name."""
    assigned = assigned_to(order)
    wanted = begun.casefold().strip()
    fitting = [one for one in colleagues(order) if one.id != to.pk and _begins(one.name.casefold(), wanted)]
    return sorted(fitting, key=lambda one: one.id not in assigned)[:OFFERED]


def _begins(name: str, wanted: str) -> bool:
    compact, asked = "".join(name.split()), "".join(wanted.split())
    return compact.startswith(asked) or any(word.startswith(wanted) for word in name.split())


def read_through(text: str, people: Sequence[Colleague], *, chosen: Collection[int], plain: Collection[str]) -> Named:
    """Who is named in a text."""
    return settle(find(text, [Person(one.id, one.name) for one in people]), chosen=chosen, plain=plain)


def drafted(order: Order, text: str, *, chosen: Collection[int] = (), plain: Collection[str] = ()) -> Draft:
    """A text before it is sent: whom it will tell, what has to be asked, who would not see it."""
    people = {one.id: one for one in colleagues(order)} if "@" in text else {}
    named = read_through(text, list(people.values()), chosen=chosen, plain=plain)
    told: dict[int, Chip] = {}
    blind: dict[int, Chip] = {}
    for place in named.certain:
        for id in place.people:
            (told if people[id].can_see else blind).setdefault(id, Chip(people[id], place.written))
    asked = {place.handle: Question(place.written, tuple(people[id] for id in place.people)) for place in named.unclear}
    return Draft(tuple(told.values()), tuple(asked.values()), tuple(blind.values()), tuple(plain), named)


def reads(order: Order, member: Member) -> dict[int, int]:
    """The message up to which a member has read each thread of an order, by line; 0 is the order as a whole."""
    rows = LastRead.objects.filter(order=order, member=member).values_list("line_id", "message_id")
    return {line or 0: message for line, message in rows}


def unread(order: Order, member: Member, *, read: Mapping[int, int]) -> dict[int, int]:
    """How many messages of others a member has not read in each thread that has some, by line."""
    fresh = ~Q(line__in=[line for line in read if line])
    fresh &= Q(line__isnull=False) if 0 in read else Q()
    for line, message in read.items():
        fresh |= Q(line=line or None, id__gt=message)
    said = Message.objects.of_order(order).exclude(author=member).filter(fresh)
    return {line or 0: count for line, count in said.order_by().values_list("line_id").annotate(count=Count("pk"))}


def first_unread(entries: Sequence[Entry], *, read: int | None, member: Member) -> int | None:
    """The message before which "New" stands."""
    if read is None:
        return None
    new = (entry.message for entry in entries if entry.message and entry.message.pk > read)
    return next((message.pk for message in new if message.author_id != member.pk), None)
