"""What the page of one order shows: its board, its notes and checklists, its details."""

from collections import defaultdict
from dataclasses import dataclass

from orders.models import ChecklistItem, DeliverableLink, LineItem, Order, Stage
from orders.queries.work import Card, Column, Link, StageFacts, Work, card_of, work_of


@dataclass(frozen=True, slots=True)
class OrderPage:
    """The moving parts of the page, loaded together so that their number of queries is fixed."""

    columns: list[Column]
    works: list[Work]
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
    def links(self) -> list[Link]:
        return [link for work in self.works for link in work.links]


def page_of(order: Order) -> OrderPage:
    """Stages, lines, checklists and links of an order in four queries."""
    stages = {stage.pk: stage for stage in Stage.objects.in_order()}
    lines = list(order.lines.select_related("assignee__user").in_order())
    items: dict[int | None, list[ChecklistItem]] = defaultdict(list)
    for item in order.checklist.select_related("done_by__user").order_by("position", "id"):
        items[item.line_id].append(item)
    links: dict[int, list[DeliverableLink]] = defaultdict(list)
    for link in DeliverableLink.objects.filter(line__order=order).order_by("position", "id"):
        links[link.line_id].append(link)
    cards: dict[int, list[Card]] = defaultdict(list)
    works = [work_of(order, None, items[None], ())]
    for line in lines:
        if line.stage_id is None:
            continue
        line.stage = stages[line.stage_id]
        done = sum(item.done_at is not None for item in items[line.pk])
        cards[line.stage_id].append(card_of(line, order.number, done=done, to_do=len(items[line.pk])))
        if not line.stage.is_archived:
            works.append(work_of(order, line, items[line.pk], links[line.pk]))
    return OrderPage(
        [Column(order.pk, order.number, StageFacts.of(stage), tuple(cards[stage.pk])) for stage in stages.values()],
        works,
        [line for line in lines if line.package_line_id is None and line.kind != LineItem.Kind.TASK],
    )


def live_topics(order: Order) -> list[str]:
    """What the page of the order listens to, part by part."""
    return [f"{kind}:{order.pk}" for kind in ("order", "order-head", "order-stages", "order-work", "order-details")]
