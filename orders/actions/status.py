"""Changing where an order stands."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actor import Actor
from core.ledger import record
from orders.actions.commissioning import commission, enter
from orders.models import AcceptedLegal, LineItem, Order, Status
from orders.models.state import may_follow
from orders.queries.ways import status_before
from orders.refusals import IllegalChange, NoLongerThere, NotTheWay

IN_WORK = {Status.Kind.PENDING, Status.Kind.ACTIVE}


@transaction.atomic
def change_status(order: Order, status: Status, *, by: Actor) -> Order:
    """Give the order another status. From draft to any other it is commissioned; back to draft there is no way.

    The company may let one go on from a status to some only; back to where it came from is always possible.
    """
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.status_id == status.pk:
        return order
    if not may_follow(order.status, status) and status.pk != status_before(order):
        ways = Status.objects.active().filter(pk__in=order.status.leads_to).order_by("position", "id")
        raise NotTheWay(order.status.name, status.name, [way.name for way in ways])
    if order.is_draft and not status.is_draft:
        return commission(order, how=AcceptedLegal.How.STAFF, by=by, status=status)
    if order.is_commissioned and status.is_draft:
        raise IllegalChange(_("An order that was placed has its order date and cannot become a draft again."))
    before = order.status
    try:
        with transaction.atomic():
            enter(order, status)
    except IntegrityError as gone:
        raise NoLongerThere from gone
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
def complete_by_itself(order_id: int, *, by: Actor) -> None:
    """Complete an order in progress on which nothing is left to do, if the company has a status for that."""
    status = Status.objects.active().filter(is_automatic=True).first()
    order = Order.objects.select_for_update(of=("self",)).select_related("status").filter(pk=order_id).first()
    if status and order and order.status.kind in IN_WORK and LineItem.objects.filter(order=order).are_complete():
        change_status(order, status, by=by)


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
