"""Dragging a service through the stages."""

from django.db import transaction
from django.utils.translation import gettext as _

from activity.models import Activity
from core.actor import Actor
from core.ledger import record
from orders.actions.money import reprice
from orders.models import LineItem, Order, Stage
from orders.models.state import may_follow
from orders.queries.ways import stage_before
from orders.refusals import IllegalChange, NotTheWay, StaleMove


@transaction.atomic
def move_line(line: LineItem, *, stage: Stage, position: int, version: int, by: Actor) -> LineItem:
    """Put a service or task at a place of a stage; `position` counts from 0 among the order's cards there.

    `version` is what the mover saw: if the card moved meanwhile, raises StaleMove with the fresh card. A service
    that is archived costs nothing any more; taken out again, it does. All cards of the order are locked, so two
    moves of one order follow each other. `came_from` of the answer is (stage id, place) before the move.
    """
    cards = list(LineItem.objects.filter(order=line.order_id).select_for_update(of=("self",)).in_order())
    fresh = next(card for card in cards if card.pk == line.pk)
    if fresh.stage_id is None:
        raise IllegalChange(_("A package does not move; the services inside it do."))
    if fresh.version != version:
        raise StaleMove(fresh, _last_mover(fresh))
    before = line.stage if line.stage and line.stage_id == fresh.stage_id else Stage.objects.get(pk=fresh.stage_id)
    if before.pk != stage.pk and not may_follow(before, stage) and stage.pk != stage_before(fresh):
        raise NotTheWay(
            before.name, stage.name, [way.name for way in Stage.objects.in_order().filter(pk__in=before.leads_to)]
        )
    was_at = [card.pk for card in cards if card.stage_id == fresh.stage_id].index(fresh.pk)
    fresh.stage = stage
    fresh.version += 1
    _place(fresh, [card for card in cards if card.stage_id == stage.pk and card.pk != fresh.pk], position)
    if before.is_archived != stage.is_archived and fresh.kind == LineItem.Kind.SERVICE:
        reprice(Order.objects.select_for_update(of=("self",)).get(pk=fresh.order_id))
    record(
        "line.moved",
        on=fresh,
        by=by,
        line=fresh.name,
        before=before.name,
        after=stage.name,
        before_stage=before.pk,
        before_position=was_at,
        after_stage=stage.pk,
        after_phase=stage.phase,
        same_stage=before.pk == stage.pk,
    )
    fresh.came_from = (before.pk, was_at)
    return fresh


def _place(line: LineItem, others: list[LineItem], position: int) -> None:
    """Write the card at its place among the others of its stage; those that it pushes along get new places too."""
    others.insert(max(0, min(position, len(others))), line)
    pushed = []
    for place, card in enumerate(others, start=1):
        if card.position != place:
            card.position = place
            pushed.append(card)
    line.save(update_fields=["position", "stage", "version"])
    LineItem.objects.bulk_update([card for card in pushed if card is not line], ["position"])


def _last_mover(line: LineItem) -> str:
    last = Activity.objects.filter(subject_type="orders.lineitem", subject_id=line.pk).order_by("-id").first()
    return last.actor_name if last else ""
