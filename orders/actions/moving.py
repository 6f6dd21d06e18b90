"""Dragging a service through the stages."""

from django.db import transaction
from django.utils.translation import gettext as _

from activity.models import Activity
from core.actor import Actor
from core.ledger import record
from orders.actions.money import reprice
from orders.models import LineItem, Order, Stage
from orders.refusals import IllegalChange, StaleMove


@transaction.atomic
def move_line(line: LineItem, *, stage: Stage, position: int, version: int, by: Actor) -> LineItem:
    """Put a service or task at a place of a stage; `position` counts from 0 among the order's cards there.

    `version` is what the mover saw: if the card moved meanwhile, raises StaleMove with the fresh card. A service
    that is archived costs nothing any more; taken out again, it does.
    """
    order = Order.objects.select_for_update(of=("self",)).get(pk=line.order_id)
    line = LineItem.objects.select_for_update(of=("self",)).select_related("stage").get(pk=line.pk)
    if line.stage is None:
        raise IllegalChange(_("A package does not move; the services inside it do."))
    if line.version != version:
        raise StaleMove(line, _last_mover(line))
    before = line.stage
    was_at = _place(line)
    line.stage = stage
    line.version += 1
    line.save(update_fields=["stage", "version"])
    _renumber(order, line, position)
    if before.is_archived != stage.is_archived and line.kind == LineItem.Kind.SERVICE:
        reprice(order)
    record(
        "line.moved",
        on=line,
        by=by,
        line=line.name,
        before=before.name,
        after=stage.name,
        before_stage=before.pk,
        before_position=was_at,
        after_stage=stage.pk,
        after_phase=stage.phase,
        same_stage=before.pk == stage.pk,
    )
    return line


def _place(line: LineItem) -> int:
    cards = list(
        LineItem.objects.filter(order=line.order_id, stage=line.stage_id).in_order().values_list("pk", flat=True)
    )
    return cards.index(line.pk)


def _renumber(order: Order, line: LineItem, position: int) -> None:
    """Give the order's cards in this stage consecutive places, with `line` at `position`."""
    cards = list(LineItem.objects.filter(order=order, stage=line.stage_id).exclude(pk=line.pk).in_order())
    cards.insert(max(0, min(position, len(cards))), line)
    for place, card in enumerate(cards, start=1):
        card.position = place
    LineItem.objects.bulk_update(cards, ["position"])


def _last_mover(line: LineItem) -> str:
    last = Activity.objects.filter(subject_type="orders.lineitem", subject_id=line.pk).order_by("-id").first()
    return last.actor_name if last else ""
