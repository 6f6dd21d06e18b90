"""The order list: the company's statuses as groups, each with its own page of rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils.translation import gettext as _

from orders.models import LineItem, Order, OrderMember, OrderTally, Status
from orders.queries.rows import Row, rows_of
from orders.queries.search import Place, matching, places

PER_PAGE: Final = (25, 50, 100, 250, 500)
MOST_COUNTED: Final = 10_000
UNSCHEDULED: Final = "unscheduled"
ORDERS: Final = {"recent": ("-number",), "visit": ("visit_starts_at", "number")}


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
class Totals:
    """How many orders each status holds (by its id) and how many are unscheduled; capped: over MOST_COUNTED fit."""

    of_status: dict[int, int]
    unscheduled: int
    are_capped: bool = False


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
    return orders.order_by(*ORDERS[sort])


def groups(orders: QuerySet[Order], filters: Filters, *, zone: ZoneInfo, turn: Turn, tallied: bool) -> list[Group]:
    """The groups of the list in the company's order, the unscheduled ones on top; only open groups have rows.

    `tallied` says that `orders` are all the company's, so that the kept counts hold while no filter is on.
    """
    listed = narrowed(orders.on_the_list(), filters, zone)
    tallies = list(OrderTally.objects.select_related("status").order_by("status__position", "status_id"))
    if tallied and not filters.are_on:
        heads = _heads(tallies, _kept(tallies), filters, turn)
        ids = _ids_of_pages([head for head in heads if head.is_open], listed, filters.sort)
    else:
        found = _looked_up(listed, filters.sort, turn)
        heads = _heads(tallies, _counted(found), filters, turn)
        ids = {head.key: _on_page(head, found) for head in heads if head.is_open}
    rows = {row.pk: row for row in rows_of([pk for each in ids.values() for pk in each])}
    return [Group(head, [rows[pk] for pk in ids.get(head.key, ()) if pk in rows]) for head in heads]


def _heads(tallies: Iterable[OrderTally], totals: Totals, filters: Filters, turn: Turn) -> list[Head]:
    """What each group says about itself; a status out of use shows only while it holds something."""
    heads = [Head(UNSCHEDULED, _("Unscheduled"), "amber", UNSCHEDULED, totals.unscheduled)]
    for status in (tally.status for tally in tallies):
        total = totals.of_status.get(status.pk, 0)
        if (total or status.is_active) and not (filters.hide_completed and status.primary == "completed"):
            heads.append(Head(str(status.pk), status.name, status.tone, status.kind, total))
    return [_turned(replace(head, is_capped=totals.are_capped), filters, turn) for head in heads]


def _turned(head: Head, filters: Filters, turn: Turn) -> Head:
    """The group as this person has it; a search opens whatever holds something."""
    is_open = bool(head.total) and (bool(filters.search) or turn.is_open.get(head.key, opens_at_first(head.kind)))
    last = max(1, -(-head.total // turn.per_page))
    page_number = max(1, min(turn.pages.get(head.key, 1), last))
    return replace(head, is_open=is_open, page_number=page_number, per_page=turn.per_page, query=turn.query)


def opens_at_first(kind: str) -> bool:
    """What a person sees open who never opened or closed anything: what needs work."""
    return kind in {UNSCHEDULED, Status.Kind.PENDING, Status.Kind.ACTIVE}


def _kept(tallies: Iterable[OrderTally]) -> Totals:
    """The totals as the database keeps them."""
    kept = list(tallies)
    return Totals({tally.status_id: tally.total for tally in kept}, sum(tally.unscheduled for tally in kept))


def _looked_up(listed: QuerySet[Order], sort: str, turn: Turn) -> list[Place]:
    """The places of the first orders of each group, as far as this person has turned one; of MOST_COUNTED in all."""
    few = Order.objects.filter(pk__in=listed.order_by().values("pk")[: MOST_COUNTED + 1])
    most = min(max([1, *turn.pages.values()]) * turn.per_page, MOST_COUNTED + 1)
    return places(few, by=ORDERS[sort], most=most)


def _counted(found: Iterable[Place]) -> Totals:
    of_status = {place.status_id: place.many for place in found}
    unscheduled = next((place.free_many for place in found if place.is_free), 0)
    return Totals(of_status, unscheduled, are_capped=sum(of_status.values()) > MOST_COUNTED)


def _on_page(head: Head, found: Iterable[Place]) -> list[int]:
    """The ids on the page of a group, of what was looked up."""
    if head.key == UNSCHEDULED:
        mine = [(place.free_place, place.pk) for place in found if place.is_free]
    else:
        mine = [(place.place, place.pk) for place in found if str(place.status_id) == head.key]
    return [pk for place, pk in sorted(mine) if head.first <= place <= head.last]


def _ids_of_pages(opened: list[Head], listed: QuerySet[Order], sort: str) -> dict[str, list[int]]:
    """The ids on the pages of all open groups, in their order: one query."""
    pages = [_page_of_ids(head, listed, sort) for head in opened]
    if not pages:
        return {}
    ids: dict[str, list[tuple[int, int]]] = {head.key: [] for head in opened}
    for key, place, pk in pages[0].union(*pages[1:], all=True) if len(pages) > 1 else pages[0]:
        ids[key].append((place, pk))
    return {key: [pk for _place, pk in sorted(each)] for key, each in ids.items()}


def _page_of_ids(head: Head, listed: QuerySet[Order], sort: str) -> QuerySet[Any]:
    """(group, place, id) of the orders on the group's page; place makes a union keep its order."""
    mine = listed.unscheduled() if head.key == UNSCHEDULED else listed.filter(status=int(head.key))
    start = (head.page_number - 1) * head.per_page
    ordered = sorted_by(mine, sort)
    place = Window(RowNumber(), order_by=ordered.query.order_by)  # type: ignore[arg-type]
    return ordered.annotate(group=Value(head.key), place=place).values_list("group", "place", "pk")[
        start : start + head.per_page
    ]
