"""Where the log leads for what belongs to an order."""

from collections.abc import Collection

from django.db.models import F
from django.urls import reverse

from activity.leading import leads
from companies.capabilities import Can
from orders.models import ChecklistItem, DeliverableLink, LineItem


@leads("orders.lineitem", "line", "what", "after")
def to_line(pk: int, _can: Collection[Can]) -> str:
    return _at(LineItem.objects.on_the_board().filter(pk=pk).values_list("order__number", "pk").first())


@leads("orders.checklistitem", "text")
def to_checklist(pk: int, _can: Collection[Can]) -> str:
    return _at(ChecklistItem.objects.filter(pk=pk).values_list("order__number", "line_id").first())


@leads("orders.deliverablelink", "title")
def to_deliverable(pk: int, _can: Collection[Can]) -> str:
    found = DeliverableLink.objects.filter(pk=pk).annotate(number=F("line__order__number"))
    return _at(found.values_list("number", "line_id").first())


def _at(place: tuple[int, int | None] | None) -> str:
    """The page of an order, at one of its services."""
    if place is None:
        return ""
    number, line = place
    return reverse("orders:order", args=[number]) + (f"?service={line}#work-{line}" if line else "")
