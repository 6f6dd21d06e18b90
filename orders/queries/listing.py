"""The order list: the company's statuses as groups, each with its own page of rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils.translation import gettext as _

from orders.models import LineItem, Order, OrderMember, OrderTally, Status
from orders.queries.rows import Row, rows_of
from orders.queries.search import matching

PER_PAGE: Final = (25, 50, 100, 250, 500)
MOST_COUNTED: Final = 10_000
UNSCHEDULED: Final = "unscheduled"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; `dates` work on the booking or the visit, whichever sorts it."""

    search: str = ""
    sort: str = "recent"
    first_day: date | None = None
    last_day: date | None = None
    service_id: int | None = None
    member_id: int | None = None
    hide_completed: bool = False

    @property
    def are_on(self) -> bool:
        """Whether rows are left out, so that the kept tallies do not say how many remain."""
        return bool(self.search or self.first_day or self.last_day or self.service_id or self.member_id)


@dataclass(frozen=True, slots=True)
class Head:
    """What a group says about itself: its status (or that its orders are unscheduled), its count and its page.

    `query` is the query of the whole list, so that a group can be turned and the rest stays.
    """

    key: str
    name: str
    tone: str
    kind: str
    total: int
    is_capped: bool = False
    is_open: bool = False
    page_number: int = 1
    per_page: int = 25
    query: str = ""

    @property
    def first(self) -> int:
        return (self.page_number - 1) * self.per_page + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.page_number * self.per_page, self.total)

    @property
    def page(self) -> object:
        """A page for the pager; its rows are those of the group."""
        return Paginator(range(self.total), self.per_page).get_page(self.page_number)

    @property
    def previous_query(self) -> str:
        return self._turned(self.page_number - 1)

    @property
    def next_query(self) -> str:
        return self._turned(self.page_number + 1)

    def _turned(self, page_number: int) -> str:
        """The same list with this group on another page."""
        query = QueryDict(self.query, mutable=True)
        query[f"page-{self.key}"] = str(page_number)
        return f"?{query.urlencode()}#group-{self.key}"


@dataclass(slots=True)
class Group:
    """A group of the list; only an open one has rows."""

    head: Head
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Turn:
    """How this person has turned the list: which groups are open, at which page, with how many rows."""

    is_open: Mapping[str, bool]
    pages: Mapping[str, int]
    per_page: int
    query: str


def narrowed(orders: QuerySet[Order], filters: Filters, zone: ZoneInfo) -> QuerySet[Order]:
    """The orders that the filters let through."""
    column = "visit_starts_at" if filters.sort == "visit" else "created_at"
    if filters.search:
        orders = matching(orders, filters.search)
    if filters.first_day:
        orders = orders.filter(**{f"{column}__gte": datetime.combine(filters.first_day, time(), zone)})
    if filters.last_day:
        after = datetime.combine(filters.last_day + timedelta(days=1), time(), zone)
        orders = orders.filter(**{f"{column}__lt": after})
    if filters.service_id:
        orders = orders.filter(pk__in=LineItem.objects.filter(service=filters.service_id).values("order"))
    if filters.member_id:
        team = OrderMember.objects.filter(member=filters.member_id).values("order")
        orders = orders.filter(Q(project_manager=filters.member_id) | Q(pk__in=team))
    return orders


def sorted_by(orders: QuerySet[Order], sort: str) -> QuerySet[Order]:
    return orders.order_by("visit_starts_at", "number") if sort == "visit" else orders.order_by("-number")


def groups(orders: QuerySet[Order], filters: Filters, *, zone: ZoneInfo, turn: Turn, tallied: bool) -> list[Group]:
    """The groups of the list in the company's order, the unscheduled ones on top; only open groups have rows.

    `tallied` says that `orders` are all the company's, so that the kept counts hold while no filter is on.
    """
    listed = narrowed(orders.on_the_list(), filters, zone)
    tallies = list(OrderTally.objects.select_related("status").order_by("status__position", "status_id"))
    counts, unscheduled, capped = _counts(listed, tallies, exact=tallied and not filters.are_on)
    heads = [Head(UNSCHEDULED, _("Unscheduled"), "amber", UNSCHEDULED, unscheduled, capped)]
    for tally in tallies:
        status = tally.status
        total = counts.get(status.pk, 0)
        if (total or status.is_active) and not (filters.hide_completed and status.primary == "completed"):
            heads.append(Head(str(status.pk), status.name, status.tone, status.kind, total, capped))
    found = [Group(_turned(head, turn, searched=bool(filters.search))) for head in heads]
    _fill([group for group in found if group.head.is_open], listed, filters.sort)
    return found


def _turned(head: Head, turn: Turn, *, searched: bool) -> Head:
    """The group as this person has it; a search opens whatever holds something."""
    is_open = bool(head.total) and (searched or turn.is_open.get(head.key, opens_at_first(head.kind)))
    last = max(1, -(-head.total // turn.per_page))
    page_number = max(1, min(turn.pages.get(head.key, 1), last))
    return replace(head, is_open=is_open, page_number=page_number, per_page=turn.per_page, query=turn.query)


def opens_at_first(kind: str) -> bool:
    """What a person sees open who never opened or closed anything: what needs work."""
    return kind in {UNSCHEDULED, Status.Kind.PENDING, Status.Kind.ACTIVE}


def _counts(listed: QuerySet[Order], tallies: Iterable[OrderTally], *, exact: bool) -> tuple[dict[int, int], int, bool]:
    """Orders a status and unscheduled ones: as kept, or counted up to MOST_COUNTED."""
    if exact:
        kept = list(tallies)
        return {tally.status_id: tally.total for tally in kept}, sum(tally.unscheduled for tally in kept), False
    few = listed.order_by().values("pk")[: MOST_COUNTED + 1]
    rows = (
        Order.objects.filter(pk__in=few)
        .values_list("status")
        .order_by()
        .annotate(all=Count("pk"), free=Count("pk", filter=~Q(primary="draft") & Q(visit_starts_at=None)))
    )
    counted = [(status, total, free) for status, total, free in rows]
    capped = sum(total for _status, total, _free in counted) > MOST_COUNTED
    return {status: total for status, total, _free in counted}, sum(free for *_rest, free in counted), capped


def _fill(opened: list[Group], listed: QuerySet[Order], sort: str) -> None:
    """Load the rows of all open groups at once: one query for their places, one for all they show."""
    if not opened:
        return
    pages = [_page_of_ids(group.head, listed, sort) for group in opened]
    found = pages[0].union(*pages[1:], all=True) if len(pages) > 1 else pages[0]
    keys: dict[str, list[tuple[int, int]]] = {group.head.key: [] for group in opened}
    for key, place, pk in found:
        keys[key].append((place, pk))
    wanted = {pk for places in keys.values() for _place, pk in places}
    rows = {row.pk: row for row in rows_of(list(wanted))}
    for group in opened:
        group.rows = [rows[pk] for _place, pk in sorted(keys[group.head.key]) if pk in rows]


def _page_of_ids(group: Head, listed: QuerySet[Order], sort: str) -> QuerySet[Any]:
    """(group, place, id) of the orders on the group's page; place makes a union keep its order."""
    mine = listed.unscheduled() if group.key == UNSCHEDULED else listed.filter(status=int(group.key))
    start = (group.page_number - 1) * group.per_page
    ordered = sorted_by(mine, sort)
    place = Window(RowNumber(), order_by=ordered.query.order_by)  # type: ignore[arg-type]
    return ordered.annotate(group=Value(group.key), place=place).values_list("group", "place", "pk")[
        start : start + group.per_page
    ]
