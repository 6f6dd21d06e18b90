"""Reads for the rooms of an order: its talk woven with its log, its people, and how far somebody has read."""

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet

from activity.queries import Line, lines_after, lines_since
from chat.mentions import Crowd, Named, Person, Place, find, handle, settle
from chat.models import LastRead, Message, MessageQuerySet, Pin, Revision, Saved
from chat.roles import ROLES, Role
from chat.said import Said, all_said
from chat.threads import Thread
from companies.capabilities import Can
from companies.models import Member
from orders.models import LineItem, Order, OrderMember, OrderPermission

PAGE = 50
MOST_LINES = 200
OVERLAP = timedelta(seconds=15)
"""Changes are stamped before they are committed, so a page asks a little further back."""
OFFERED = 8
OFFERED_ROLES = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the room, in the order of time: a message or a line of the log."""

    at: datetime
    message: Said | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the room, oldest first; above the message `older` there is more, `has_more` and `has_later` say so for the end:
    the one of what a page has missed, the other of what it has not asked for.
    """

    entries: list[Entry]
    older: int | None = None
    has_more: bool = False
    has_later: bool = False
    has_cut_log: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """What somebody has not read in a thread (of a `line`, 0 for the order as a whole), and the newest message of it."""

    line: int
    count: int
    newest: int


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the company, as seen from one order."""

    id: int
    name: str
    tone: str
    job: str
    can_see: bool
    jobs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chip:
    """Somebody a text names, and how it does."""

    who: Colleague
    written: str


@dataclass(frozen=True, slots=True)
class CrowdChip:
    """A role a text names: who is told, and who is not since they cannot see the order."""

    written: str
    told: tuple[str, ...]
    blind: tuple[str, ...]


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
    crowds: tuple[CrowdChip, ...] = ()

    @property
    def is_clear(self) -> bool:
        return not self.questions and not self.blind


def newest(thread: Thread, *, money: bool) -> Stretch:
    """The end of the thread."""
    return _stretch(thread, Message.objects.of_thread(thread), money=money)


def before(thread: Thread, message_id: int, *, money: bool) -> Stretch:
    """A page of what stands above a message."""
    first = Message.objects.of_thread(thread).filter(pk=message_id).first()
    if first is None:
        return Stretch([])
    above = Message.objects.of_thread(thread).filter(id__lt=message_id)
    return _stretch(thread, above, money=money, end=first.created_at)


def around(thread: Thread, message_id: int, *, money: bool) -> Stretch:
    """A message with what stands before and after it; with `has_later` there is more below."""
    rows = Message.objects.of_thread(thread)
    above = _stretch(thread, rows.filter(id__lte=message_id), money=False, most=PAGE // 2, with_log=False)
    below = list(rows.filter(id__gt=message_id).to_show().order_by("id")[: PAGE // 2 + 1])
    has_later, shown = len(below) > PAGE // 2, below[: PAGE // 2]
    said = [entry.message for entry in above.entries if entry.message]
    if not said or said[-1].pk != message_id:
        return Stretch([])
    start = said[0].created_at if above.older else None
    end = shown[-1].created_at if has_later else None
    lines = _log(thread, start, end, money=money)
    entries = list(heapq.merge(above.entries + _woven(shown, ()), _woven((), lines), key=lambda entry: entry.at))
    return Stretch(entries, older=above.older, has_cut_log=len(lines) == MOST_LINES, has_later=has_later)


def changed(thread: Thread, *, since: datetime, first: int, last: int) -> list[Said]:
    """Those of the messages from `first` to `last` whose look changed lately."""
    rows = Message.objects.of_thread(thread).filter(touched_at__gte=since - OVERLAP, id__gte=first, id__lte=last)
    return all_said(list(rows.to_show()[:MOST_LINES]))


def pins_in(thread: Thread) -> int:
    """How many messages of a thread are pinned."""
    return Pin.objects.filter(message__order=thread.order, message__line=thread.line).count()


def pinned(thread: Thread) -> list[Said]:
    """What the team keeps at hand in a thread, newest first."""
    rows = Message.objects.of_thread(thread).standing().filter(pin__isnull=False)
    return all_said(list(rows.to_show().order_by("-pin__created_at")[:MOST_LINES]))


def saved_by(member: Member, orders: QuerySet[Order]) -> list[Saved]:
    """What a member keeps for later of the orders they may see, newest first."""
    rows = Saved.objects.filter(member=member, message__order__in=orders)
    return list(
        rows.select_related("message__author__user", "message__order", "message__line").order_by("-pk")[:MOST_LINES]
    )


def is_pinned(message: Message) -> bool:
    return Pin.objects.filter(message=message).exists()


def is_saved(message: Message, member: Member) -> bool:
    return Saved.objects.filter(message=message, member=member).exists()


def earlier(message: Message) -> list[Revision]:
    """What a message said before, the newest first."""
    return list(Revision.objects.filter(message=message).order_by("-id")) if message.edited_at else []


def readers(message: Message) -> list[str]:
    """Who else has read this far, by name."""
    rows = LastRead.objects.filter(order=message.order_id, line=message.line_id, message_id__gte=message.pk)
    members = Member.objects.active().filter(pk__in=rows.values("member")).exclude(pk=message.author_id)
    return [member.name for member in members.by_name()]


def after(thread: Thread, *, message_id: int, activity_id: int, money: bool) -> Stretch:
    """What a page has missed, oldest first; with `has_more` it asks again."""
    rows = Message.objects.of_thread(thread).filter(id__gt=message_id).to_show()
    messages = list(rows.order_by("id")[:MOST_LINES])
    lines = lines_after(thread.order.pk, activity_id, most=MOST_LINES, money=money, about=thread.about)
    return Stretch(_woven(messages, lines), has_more=MOST_LINES in (len(messages), len(lines)))


def _stretch(
    thread: Thread,
    rows: MessageQuerySet,
    *,
    money: bool,
    end: datetime | None = None,
    most: int = PAGE,
    with_log: bool = True,
) -> Stretch:
    found = list(rows.to_show().order_by("-id")[: most + 1])
    messages, has_more = found[:most][::-1], len(found) > most
    start = messages[0].created_at if has_more else None
    lines = _log(thread, start, end, money=money) if with_log else []
    older = messages[0].pk if has_more else None
    return Stretch(_woven(messages, lines), older=older, has_cut_log=len(lines) == MOST_LINES)


def _log(thread: Thread, start: datetime | None, end: datetime | None, *, money: bool) -> list[Line]:
    """What the log says in [start, end) about what the thread is about."""
    return lines_since(thread.order.pk, start, end=end, most=MOST_LINES, money=money, about=thread.about)


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
            jobs=frozenset(member.job_roles),
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


def offered_roles(begun: str) -> list[Role]:
    """Which roles to mention, for what was typed after `@`."""
    wanted = begun.casefold().strip()
    return [role for role in ROLES if wanted and _begins(role.word, wanted)][:OFFERED_ROLES]


def drafted(order: Order, text: str, *, chosen: Collection[int] = (), plain: Collection[str] = ()) -> Draft:
    """A text before it is sent: whom it will tell, what has to be asked, who would not see it."""
    people = {one.id: one for one in colleagues(order)} if "@" in text else {}
    team = assigned_to(order) if "@team" in text.casefold() else set()
    roles = _everybody(people.values(), team) if people else {}
    crowds = [Crowd(word, tuple(one.id for one in all_ if one.can_see)) for word, all_ in roles.items()]
    named = settle(
        find(text, [Person(one.id, one.name) for one in people.values()], crowds), chosen=chosen, plain=plain
    )
    told: dict[int, Chip] = {}
    blind: dict[int, Chip] = {}
    words: dict[str, CrowdChip] = {}
    for place in named.certain:
        if place.is_crowd:
            words.setdefault(place.handle, _crowd_chip(place, roles))
            continue
        for id in place.people:
            (told if people[id].can_see else blind).setdefault(id, Chip(people[id], place.written))
    asked = {place.handle: Question(place.written, tuple(people[id] for id in place.people)) for place in named.unclear}
    return Draft(
        tuple(told.values()),
        tuple(asked.values()),
        tuple(blind.values()),
        tuple(plain),
        named,
        tuple(words.values()),
    )


def _everybody(people: Iterable[Colleague], team: Collection[int]) -> dict[str, list[Colleague]]:
    """Who is meant by each role, by its word."""
    everyone = list(people)
    return {
        role.word: [one for one in everyone if (one.jobs & role.jobs if role.jobs else one.id in team)]
        for role in ROLES
    }


def _crowd_chip(place: Place, roles: Mapping[str, Sequence[Colleague]]) -> CrowdChip:
    meant = next(people for word, people in roles.items() if handle(word) == place.handle)
    return CrowdChip(
        place.written,
        tuple(one.name for one in meant if one.can_see),
        tuple(one.name for one in meant if not one.can_see),
    )


def reads(order: Order, member: Member) -> dict[int, int]:
    """The message up to which a member has read each thread of an order, by line; 0 is the order as a whole."""
    rows = LastRead.objects.filter(order=order, member=member).values_list("line_id", "message_id")
    return {line or 0: message for line, message in rows}


def unread(order: Order, member: Member, *, read: Mapping[int, int]) -> list[Unread]:
    """What a member has not read of others in each thread that has some."""
    fresh = ~Q(line__in=[line for line in read if line])
    fresh &= Q(line__isnull=False) if 0 in read else Q()
    for line, message in read.items():
        fresh |= Q(line=line or None, id__gt=message)
    said = Message.objects.of_order(order).exclude(author=member).filter(fresh)
    threads = said.order_by().values_list("line_id").annotate(count=Count("pk"), newest=Max("pk"))
    return [Unread(line or 0, count, newest) for line, count, newest in threads]


def far_unread(thread: Thread, entries: Sequence[Entry], *, read: int | None, member: Member) -> int | None:
    """The first unread message, if it stands above these entries; None if it is among them or there is none."""
    shown = next((entry.message.pk for entry in entries if entry.message), None)
    if read is None or shown is None or shown <= read:
        return None
    fresh = Message.objects.of_thread(thread).filter(id__gt=read, id__lt=shown).exclude(author=member)
    return fresh.order_by("id").values_list("pk", flat=True).first()


def first_unread(entries: Sequence[Entry], *, read: int | None, member: Member) -> int | None:
    """The message before which "New" stands."""
    if read is None:
        return None
    new = (entry.message for entry in entries if entry.message and entry.message.pk > read)
    return next((message.pk for message in new if message.author_id != member.pk), None)
