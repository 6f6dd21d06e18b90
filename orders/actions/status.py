"""Changing where an order stands."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actor import Actor
from core.ledger import record
from orders.actions.commissioning import commission, enter
from orders.models import AcceptedLegal, Order, Status
from orders.refusals import IllegalChange


@transaction.atomic
def change_status(order: Order, status: Status, *, by: Actor) -> Order:
    """Give the order another status. From draft to any other it is commissioned; back to draft there is no way."""
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.status_id == status.pk:
        return order
    if order.is_draft and not status.is_draft:
        return commission(order, how=AcceptedLegal.How.STAFF, by=by, status=status)
    if order.is_commissioned and status.is_draft:
        raise IllegalChange(_("An order that was placed has its order date and cannot become a draft again."))
    before = order.status
    enter(order, status)
    record(
        "order.status_changed",
        on=order,
        by=by,
        before=before.name,
        after=status.name,
        before_kind=before.kind,
        after_kind=status.kind,
        before_status=before.pk,
    )
    return order


@transaction.atomic
def archive(orders: Iterable[Order], *, by: Actor) -> list[Order]:
    """Take orders off the list; they stay readable in the archive."""
    return [_set_archived(order, True, by) for order in orders]


@transaction.atomic
def restore(orders: Iterable[Order], *, by: Actor) -> list[Order]:
    """Put orders back on the list."""
    return [_set_archived(order, False, by) for order in orders]


def _set_archived(order: Order, archived: bool, by: Actor) -> Order:
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if (order.archived_at is not None) != archived:
        order.archived_at = timezone.now() if archived else None
        order.save(update_fields=["archived_at"])
        record("order.archived" if archived else "order.restored", on=order, by=by, order=order.number)
    return order
