"""What an order app does when something below it happens."""

from contextlib import suppress
from typing import Any

from core.actor import CLOCK
from core.ledger import follow
from core.live.topics import heard_on
from orders.actions import complete_by_itself
from orders.models import Stage, Status
from orders.refusals import OrderRefused

STATUSES = [
    ("Draft", "cart", "grey"),
    ("Quote", "quote", "teal"),
    ("Closed", "closed", "grey"),
    ("Pending", "pending", "grey"),
    ("In Progress", "active", "blue"),
    ("Postponed", "postponed", "amber"),
    ("Completed", "completed", "green"),
    ("Cancelled", "cancelled", "red"),
]
STAGES = [
    ("Pre-Production", "pre_production", "blue"),
    ("Production", "production", "orange"),
    ("Post-Production", "post_production", "violet"),
    ("Complete", "complete", "green"),
    ("Archived", "archived", "grey"),
]


@follow("company.created", together=True)
def give_statuses_and_stages(activity: Any) -> None:
    """A new company starts with the statuses and stages that everybody in the field knows."""
    Status.objects.bulk_create(
        Status(name=name, kind=kind, tone=tone, position=place)
        for place, (name, kind, tone) in enumerate(STATUSES, start=1)
    )
    Stage.objects.bulk_create(
        Stage(name=name, phase=phase, tone=tone, position=place)
        for place, (name, phase, tone) in enumerate(STAGES, start=1)
    )


@heard_on(
    "order.created",
    "order.commissioned",
    "order.status_changed",
    "order.archived",
    "order.restored",
    "appointment.",
    "status.",
)
def lists_that_change(activity: Any) -> list[str]:
    """What moves rows between the groups of the list, besides changing the order itself."""
    return ["orderlist"]


@follow("line.moved", "line.removed", when=lambda activity: activity.data.get("after_phase", "complete") == "complete")
def complete_what_is_complete(activity: Any) -> None:
    """If the company wants it: an order whose services are all complete is completed by itself."""
    with suppress(OrderRefused):
        complete_by_itself(activity.order_id, by=CLOCK)


@heard_on("line.", "task.", "checklist.", "order.chosen", "order.status_changed", "order.commissioned")
def stages_of_the_page(activity: Any) -> list[str]:
    return [f"order-stages:{activity.order_id}"]


@heard_on("line.", "task.", "checklist.", "notes.", "deliverable.", "order.chosen")
def work_on_the_page(activity: Any) -> list[str]:
    return [f"order-work:{activity.order_id}"]


@heard_on("order.", "line.", "adjustment.", "deliverable.", "notes.")
def details_of_the_page(activity: Any) -> list[str]:
    return [f"order-details:{activity.order_id}"]


@heard_on("order.", "line.", "adjustment.", "payment.", "invoice.issued")
def head_of_the_page(activity: Any) -> list[str]:
    return [f"order-head:{activity.order_id}"]
