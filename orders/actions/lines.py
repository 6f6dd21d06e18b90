"""Services, packages, tasks, discounts and fees on an order."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from companies.models import Member
from core.actor import Actor
from core.ledger import record
from core.money import format_money
from orders.actions.money import reprice
from orders.models import Adjustment, ChecklistItem, LineItem, Order, Stage
from orders.refusals import IllegalChange, NotOffered
from services.models import Package, Service
from services.pricing import NoTier, Tier, tier_for


def size_tier(order: Order, service: Service) -> Tier:
    """The tier of a service for the order's property; raises NotOffered with a sentence."""
    tiers = [Tier(each.up_to, each.price, each.minutes) for each in service.tiers.all()]
    return _fitting(tiers, order, service.name)


def package_price(order: Order, package: Package) -> Decimal:
    tiers = [Tier(each.up_to, each.price, 0) for each in package.tiers.all()]
    return _fitting(tiers, order, package.name).price


def _fitting(tiers: Sequence[Tier], order: Order, name: str) -> Tier:
    try:
        return tier_for(tiers, order.square_feet)
    except NoTier as error:
        raise NotOffered(f"{name}: {error}") from error


def put_service(
    order: Order, service: Service, *, line: LineItem | None = None, package_line: LineItem | None = None
) -> LineItem:
    """Write the service's line for the order's size; a new line starts with the service's notes and checklist."""
    tier = size_tier(order, service)
    price = Decimal(0) if package_line else tier.price
    if line is not None:
        line.unit_price, line.minutes = price, tier.minutes
        line.save(update_fields=["unit_price", "minutes"])
        return line
    line = LineItem.objects.create(
        order=order,
        kind=LineItem.Kind.SERVICE,
        service=service,
        package_line=package_line,
        name=service.name,
        unit_price=price,
        minutes=tier.minutes,
        is_taxable=service.is_taxable,
        stage=Stage.objects.of_phase(Stage.Phase.PRE_PRODUCTION),
        position=next_position(order),
        notes=service.notes_template,
    )
    ChecklistItem.objects.bulk_create(
        ChecklistItem(order=order, line=line, text=item.text, position=item.position)
        for item in service.checklist.all()
    )
    return line


def put_package(order: Order, package: Package, line: LineItem | None = None) -> LineItem:
    """Write the package's line and one line a service inside it, for the order's size."""
    price = package_price(order, package)
    if line is not None:
        line.unit_price = price
        line.save(update_fields=["unit_price"])
        for inside in line.inside.select_related("service"):
            assert inside.service
            put_service(order, inside.service, line=inside, package_line=line)
        return line
    line = LineItem.objects.create(
        order=order,
        kind=LineItem.Kind.PACKAGE,
        package=package,
        name=package.name,
        unit_price=price,
        is_taxable=package.is_taxable,
        position=next_position(order),
    )
    for item in package.items.select_related("service"):
        put_service(order, item.service, package_line=line)
    return line


def next_position(order: Order) -> int:
    last: int | None = order.lines.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _locked(order_id: int) -> Order:
    return Order.objects.select_for_update(of=("self",)).get(pk=order_id)


@transaction.atomic
def add_service(order: Order, service: Service, *, by: Actor) -> LineItem:
    """Put one more service on the order, at today's price for its size."""
    order = _locked(order.pk)
    _refuse_cancelled(order)
    line = put_service(order, service)
    reprice(order)
    record("line.added", on=line, by=by, line=line.name, total=format_money(order.total, order.currency))
    return line


@transaction.atomic
def add_package(order: Order, package: Package, *, by: Actor) -> LineItem:
    """Put a package with its services on the order, at today's price for its size."""
    order = _locked(order.pk)
    _refuse_cancelled(order)
    line = put_package(order, package)
    reprice(order)
    record("line.added", on=line, by=by, line=line.name, total=format_money(order.total, order.currency))
    return line


def _refuse_cancelled(order: Order) -> None:
    if order.is_cancelled:
        raise IllegalChange(_("This order is cancelled. Change its status before you add to it."))


@transaction.atomic
def remove_line(line: LineItem, *, by: Actor) -> Order:
    """Take a task off, or anything off a draft. A service of a commissioned order is archived instead."""
    order = _locked(line.order_id)
    line = LineItem.objects.get(pk=line.pk)
    if order.is_commissioned and line.kind != LineItem.Kind.TASK:
        raise IllegalChange(_("Move “%(line)s” to the archive: what was ordered stays on the order.") % {"line": line})
    record("line.removed", on=line, by=by, line=line.name)
    line.delete()
    return reprice(order)


@transaction.atomic
def add_task(order: Order, *, text: str, stage: Stage, by: Actor) -> LineItem:
    """Add a free-text task to a stage; it moves like a service and costs nothing."""
    order = _locked(order.pk)
    line = LineItem.objects.create(
        order=order, kind=LineItem.Kind.TASK, name=text, stage=stage, position=next_position(order), is_taxable=False
    )
    record("task.added", on=line, by=by, line=line.name, stage=stage.name)
    return line


@transaction.atomic
def change_task(line: LineItem, *, text: str, by: Actor) -> LineItem:
    """Reword a task. The name of a service is the catalogue's and stays."""
    line = LineItem.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if line.kind != LineItem.Kind.TASK:
        raise IllegalChange(_("Only tasks can be renamed; a service keeps the name under which it was ordered."))
    before, line.name = line.name, text
    line.version += 1
    line.save(update_fields=["name", "version"])
    record("line.changed", on=line, by=by, before=before, after=text)
    return line


@transaction.atomic
def assign_line(line: LineItem, member: Member | None, *, by: Actor) -> LineItem:
    """Give one service or task to somebody, or to nobody."""
    line = LineItem.objects.select_for_update(of=("self",)).get(pk=line.pk)
    before = line.assignee.name if line.assignee else ""
    line.assignee = member
    line.version += 1
    line.save(update_fields=["assignee", "version"])
    after = member.name if member else ""
    record("line.assigned", on=line, by=by, line=line.name, before=before, after=after, member_id=member and member.pk)
    return line


@transaction.atomic
def add_adjustment(
    order: Order, *, kind: str, text: str, amount: Decimal, by: Actor, is_taxable: bool = True
) -> Adjustment:
    """Put a discount or a fee on the order."""
    order = _locked(order.pk)
    _refuse_cancelled(order)
    adjustment = Adjustment.objects.create(order=order, kind=kind, text=text, amount=amount, is_taxable=is_taxable)
    before = order.total
    reprice(order)
    record(
        "adjustment.added",
        on=adjustment,
        by=by,
        text=text,
        amount=format_money(amount, order.currency),
        before=format_money(before, order.currency),
        after=format_money(order.total, order.currency),
    )
    return adjustment


@transaction.atomic
def remove_adjustment(adjustment: Adjustment, *, by: Actor) -> Order:
    """Take a discount or a fee off the order."""
    order = _locked(adjustment.order_id)
    before = order.total
    text, pk = adjustment.text, adjustment.pk
    adjustment.delete()
    reprice(order)
    adjustment.pk = pk
    record(
        "adjustment.removed",
        on=adjustment,
        by=by,
        text=text,
        before=format_money(before, order.currency),
        after=format_money(order.total, order.currency),
    )
    return order
