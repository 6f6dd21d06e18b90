"""From draft to order: by the agent's checkout or by staff, the same action.

Source: TYRIOS, "Set a job in progress": the order date is set, the legal pages are recorded, the status mail goes out.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actor import Actor
from core.ledger import record
from core.money import format_money
from customers.actions import change as change_customer
from customers.actions import find_or_add
from orders.actions.money import reprice
from orders.models import AcceptedLegal, LineItem, Order, Status
from orders.models.order import order_search_text
from orders.models.state import Primary
from orders.queries.legal import legal_in_force
from orders.refusals import Missing, NothingChosen


@transaction.atomic
def commission(
    order: Order, *, how: str, by: Actor, accepted_by: str = "", status: Status | None = None, language: str = ""
) -> Order:
    """Turn a draft into an order we owe: order date, frozen prices, accepted legal pages, the customer.

    Done twice it is done once. `language` is what the customer reads, if they have not said so themselves. Raises Missing or
    NothingChosen; a *together* follower may refuse too (the time was taken). Everything that follows, the confirmation mail
    included, hangs on `order.commissioned`.
    """
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.is_commissioned:
        return order
    _require(order)
    now = timezone.now()
    before = order.status
    if order.customer is None:
        order.customer = find_or_add(
            email=order.contact_email, name=order.contact_name, phone=order.contact_phone, language=language, by=by
        )
    elif language and not order.customer.language:
        change_customer(order.customer, language=language, by=by)
    order.ordered_at = now
    reprice(order)
    order.search_text = order_search_text(order)
    order.save(update_fields=["customer", "search_text"])
    enter(order, status or Status.objects.of_kind(Status.Kind.PENDING), ordered=True)
    versions = legal_in_force()
    AcceptedLegal.objects.bulk_create(
        AcceptedLegal(order=order, version=version, how=how, accepted_by=accepted_by or by.name, accepted_at=now)
        for version in versions
    )
    record(
        "order.commissioned",
        on=order,
        by=by,
        order=order.number,
        before=before.name,
        after=order.status.name,
        customer=order.customer.name,
        total=format_money(order.total, order.currency),
        legal=[f"{version.page} {version.number}" for version in versions],
    )
    return order


def enter(order: Order, status: Status, *, ordered: bool = False) -> None:
    """Write the status and its primary level. The caller holds the lock and records it."""
    order.status, order.primary = status, status.primary
    order.completed_at = (order.completed_at or timezone.now()) if status.primary == Primary.COMPLETED else None
    order.version += 1
    changed = ["status", "primary", "completed_at", "version"]
    order.save(update_fields=[*changed, "ordered_at"] if ordered else changed)


def _require(order: Order) -> None:
    if not order.street:
        raise Missing("street", _("Say which property it is for."))
    if order.customer is None and not order.contact_email:
        raise Missing("contact_email", _("Say who orders: a name and an e-mail."))
    if not order.lines.exclude(kind=LineItem.Kind.TASK).exists():
        raise NothingChosen
