"""What the page of one order shows: its board, its notes and checklists, its details."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from companies.models import Member
from orders.models import ChecklistItem, DeliverableLink, LineItem, Order, OrderMember, Stage
from orders.queries.ways import stage_before
from orders.queries.work import Card, Column, Link, StageFacts, Work, card_of, work_of


@dataclass(frozen=True, slots=True)
class Board:
    """The stages with the order's cards in them."""

    columns: list[Column]

    @property
    def is_all_complete(self) -> bool:
        """Every service that is not archived is complete, and there is one."""
        live = [column for column in self.columns if not column.stage.is_archived and column.cards]
        return bool(live) and all(column.stage.is_complete for column in live)


@dataclass(frozen=True, slots=True)
class OrderPage(Board):
    """The moving parts of the page, loaded together so that their number of queries is fixed."""

    works: list[Work]
    priced: list[LineItem]
    team: list[Member]

    @property
    def done(self) -> int:
        return sum(work.done for work in self.works)

    @property
    def all_items(self) -> int:
        return sum(len(work.items) for work in self.works)

    @property
    def links(self) -> list[Link]:
        return [link for work in self.works for link in work.links]


def board_of(order: Order) -> Board:
    """The stages alone, in two queries."""
    cards: dict[int, list[Card]] = defaultdict(list)
    for line in LineItem.objects.filter(order=order).as_cards().on_the_board().order_by("position", "id"):
        assert line.stage
        cards[line.stage.pk].append(card_of(line, order.number, done=line.done, to_do=line.to_do))
    return Board(_columns(order, Stage.objects.in_order(), cards))


def ways_on(line: LineItem, columns: list[Column]) -> list[Column]:
    """The stage a card is in, and those it may go to from there."""
    assert line.stage
    if not line.stage.leads_to:
        return columns
    there = {line.stage_id, stage_before(line), *line.stage.leads_to}
    return [column for column in columns if column.stage.pk in there]


def page_of(order: Order) -> OrderPage:
    """Stages, lines, checklists, links and people of an order in six queries."""
    stages = {stage.pk: stage for stage in Stage.objects.in_order()}
    lines = list(order.lines.order_by("position", "id"))
    items = list(order.checklist.order_by("position", "id"))
    team = list(OrderMember.objects.filter(order=order).order_by("pk").values_list("member_id", flat=True))
    people = _introduce(order, lines, items, team)
    cards, works = _work(order, stages, lines, items)
    return OrderPage(
        _columns(order, stages.values(), cards),
        works,
        [line for line in lines if line.package_line_id is None and line.kind != LineItem.Kind.TASK],
        [people[member] for member in team],
    )


def _columns(order: Order, stages: Iterable[Stage], cards: Mapping[int, list[Card]]) -> list[Column]:
    return [Column(order.pk, order.number, StageFacts.of(each), tuple(cards.get(each.pk, ()))) for each in stages]


def _introduce(
    order: Order, lines: Iterable[LineItem], items: Iterable[ChecklistItem], team: Iterable[int]
) -> dict[int, Member]:
    """Everybody on the page, fetched at once and put where they stand."""
    wanted = {order.project_manager_id, *team}
    wanted |= {line.assignee_id for line in lines} | {item.done_by_id for item in items}
    people = {member.pk: member for member in Member.objects.filter(pk__in=wanted - {None}).select_related("user")}
    order.project_manager = _of(people, order.project_manager_id)
    for line in lines:
        line.assignee = _of(people, line.assignee_id)
    for item in items:
        item.done_by = _of(people, item.done_by_id)
    return people


def _of(people: Mapping[int, Member], member_id: int | None) -> Member | None:
    return None if member_id is None else people[member_id]


def _work(
    order: Order, stages: Mapping[int, Stage], lines: Iterable[LineItem], items: Iterable[ChecklistItem]
) -> tuple[Mapping[int, list[Card]], list[Work]]:
    """The cards a stage, and what is to be done for the order and for each service that is not archived."""
    to_do, links = grouped(items), grouped(DeliverableLink.objects.filter(line__in=lines).order_by("position", "id"))
    cards: dict[int, list[Card]] = defaultdict(list)
    works = [work_of(order, None, to_do[None], ())]
    for line in lines:
        if line.stage_id is None:
            continue
        line.stage = stages[line.stage_id]
        done = sum(item.done_at is not None for item in to_do[line.pk])
        cards[line.stage_id].append(card_of(line, order.number, done=done, to_do=len(to_do[line.pk])))
        if not line.stage.is_archived:
            works.append(work_of(order, line, to_do[line.pk], links[line.pk]))
    return cards, works


def grouped[Row: (ChecklistItem, DeliverableLink)](rows: Iterable[Row]) -> dict[int | None, list[Row]]:
    """Rows by the line they belong to; None is the order as a whole."""
    found: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.line_id].append(row)
    return found


def live_topics(order: Order) -> list[str]:
    """What the page of the order listens to, part by part."""
    return [f"{kind}:{order.pk}" for kind in ("order", "order-head", "order-stages", "order-work", "order-details")]
