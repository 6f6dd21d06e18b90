"""What the page of one order shows: its board, its notes and checklists, its details."""

from collections import defaultdict
from dataclasses import dataclass

from orders.models import ChecklistItem, DeliverableLink, LineItem, Order, Stage


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with this order's cards in it."""

    stage: Stage
    cards: list[LineItem]


@dataclass(frozen=True, slots=True)
class Work:
    """One service (None: the order as a whole) with its notes, its checklist and its links."""

    line: LineItem | None
    items: list[ChecklistItem]
    links: list[DeliverableLink]

    @property
    def done(self) -> int:
        return sum(item.done_at is not None for item in self.items)


@dataclass(frozen=True, slots=True)
class OrderPage:
    """The moving parts of the page, loaded together so that their number of queries is fixed."""

    columns: list[Column]
    works: list[Work]
    packages: list[LineItem]
    priced: list[LineItem]

    @property
    def done(self) -> int:
        return sum(work.done for work in self.works)

    @property
    def all_items(self) -> int:
        return sum(len(work.items) for work in self.works)

    @property
    def is_all_complete(self) -> bool:
        """Every service that is not archived is complete, and there is one."""
        live = [column for column in self.columns if not column.stage.is_archived and column.cards]
        return bool(live) and all(column.stage.is_complete for column in live)

    @property
    def links(self) -> list[DeliverableLink]:
        return [link for work in self.works for link in work.links]


def page_of(order: Order) -> OrderPage:
    """Stages, lines, checklists and links of an order in four queries."""
    stages = list(Stage.objects.in_order())
    lines = list(order.lines.select_related("stage", "assignee__user").in_order())
    items: dict[int | None, list[ChecklistItem]] = defaultdict(list)
    for item in order.checklist.select_related("done_by__user").order_by("position", "id"):
        items[item.line_id].append(item)
    links: dict[int, list[DeliverableLink]] = defaultdict(list)
    for link in DeliverableLink.objects.filter(line__order=order).order_by("position", "id"):
        links[link.line_id].append(link)
    cards = [line for line in lines if line.stage is not None]
    for card in cards:
        card.to_do = len(items[card.pk])
        card.done = sum(item.done_at is not None for item in items[card.pk])
    works = [Work(None, items[None], []), *(Work(card, items[card.pk], links[card.pk]) for card in cards)]
    return OrderPage(
        [Column(stage, [card for card in cards if card.stage_id == stage.pk]) for stage in stages],
        [work for work in works if not (work.line and work.line.stage and work.line.stage.is_archived)],
        [line for line in lines if line.kind == LineItem.Kind.PACKAGE],
        [line for line in lines if line.package_line_id is None and line.kind != LineItem.Kind.TASK],
    )


def live_topics(order: Order) -> list[str]:
    """What the page of the order listens to, part by part."""
    return [f"{kind}:{order.pk}" for kind in ("order", "order-head", "order-stages", "order-work", "order-details")]
