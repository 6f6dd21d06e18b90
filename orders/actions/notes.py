"""Notes, checklists and the links to what was delivered."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from companies.models import Member
from core.actor import Actor
from core.ledger import record
from orders.models import ChecklistItem, DeliverableLink, LineItem, Order
from orders.refusals import StaleText

SHOWN = 300


def _refuse_stale(now: str, seen: str | None) -> None:
    """`seen` is the text as it was when the writer opened it; None does not ask."""
    if seen is not None and now != seen:
        raise StaleText(now)


def _set_order_text(order: Order, field: str, text: str, by: Actor, seen: str | None) -> Order:
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    before = getattr(order, field)
    _refuse_stale(before, seen)
    if before != text:
        setattr(order, field, text)
        order.save(update_fields=[field])
        what = str(Order._meta.get_field(field).verbose_name)
        record("notes.changed", on=order, by=by, what=what, before=before[:SHOWN], after=text[:SHOWN])
    return order


@transaction.atomic
def set_order_notes(order: Order, text: str, *, by: Actor, seen: str | None = None) -> Order:
    """Write the order notes, which everybody who works on the order reads. Raises StaleText."""
    return _set_order_text(order, "notes", text, by, seen)


@transaction.atomic
def set_additional_notes(order: Order, text: str, *, by: Actor, seen: str | None = None) -> Order:
    """Write the free additional notes. Raises StaleText."""
    return _set_order_text(order, "additional_notes", text, by, seen)


@transaction.atomic
def set_line_notes(line: LineItem, text: str, *, by: Actor, seen: str | None = None) -> LineItem:
    """Write the notes of one service. Raises StaleText."""
    line = LineItem.objects.select_for_update(of=("self",)).get(pk=line.pk)
    _refuse_stale(line.notes, seen)
    if line.notes != text:
        before, line.notes = line.notes, text
        line.save(update_fields=["notes"])
        record("notes.changed", on=line, by=by, what=line.name, before=before[:SHOWN], after=text[:SHOWN])
    return line


@transaction.atomic
def add_checklist_item(order: Order, *, text: str, by: Actor, line: LineItem | None = None) -> ChecklistItem:
    """Add something to tick off, to one service or to the whole order."""
    last = ChecklistItem.objects.filter(order=order, line=line).aggregate(last=Max("position"))["last"] or 0
    item = ChecklistItem.objects.create(order=order, line=line, text=text, position=last + 1)
    record("checklist.added", on=item, by=by, text=text)
    return item


@transaction.atomic
def remove_checklist_item(item: ChecklistItem, *, by: Actor) -> None:
    """Take a line off a checklist."""
    record("checklist.removed", on=item, by=by, text=item.text)
    item.delete()


@transaction.atomic
def tick(item: ChecklistItem, *, member: Member, by: Actor) -> ChecklistItem:
    """Tick a line off; ticking it twice changes nothing."""
    item = ChecklistItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.done_at is None:
        item.done_at, item.done_by = timezone.now(), member
        item.save(update_fields=["done_at", "done_by"])
        record("checklist.ticked", on=item, by=by, text=item.text)
    return item


@transaction.atomic
def untick(item: ChecklistItem, *, by: Actor) -> ChecklistItem:
    """Take a tick back."""
    item = ChecklistItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.done_at is not None:
        item.done_at, item.done_by = None, None
        item.save(update_fields=["done_at", "done_by"])
        record("checklist.unticked", on=item, by=by, text=item.text)
    return item


@transaction.atomic
def add_deliverable(line: LineItem, *, title: str, url: str, by: Actor) -> DeliverableLink:
    """Put a titled link on a service; the agent sees it once the service is complete."""
    last = line.deliverables.aggregate(last=Max("position"))["last"] or 0
    link = DeliverableLink.objects.create(line=line, title=title, url=url, position=last + 1)
    record("deliverable.added", on=link, by=by, line=line.name, title=title)
    return link


@transaction.atomic
def remove_deliverable(link: DeliverableLink, *, by: Actor) -> None:
    """Take a link off a service."""
    record("deliverable.removed", on=link, by=by, line=link.line.name, title=link.title)
    link.delete()
