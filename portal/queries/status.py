"""What an agent sees of an order: where it stands, who comes when, what is ready, what is to be paid."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from chat.lane import is_new_to_agent
from customers.models import Customer
from invoicing.models import Invoice
from orders.models import DeliverableLink, LineItem, Order
from orders.models.state import Stage
from scheduling.models import Appointment, Reservation


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """An order as its agent sees it; nothing in it comes from the team's own talk or notes."""

    order: Order
    lines: list[Any]
    visits: list[Any]
    invoices: list[Invoice]

    @property
    def ready(self) -> list[Any]:
        """Complete services that have links."""
        return [line for line in self.lines if line.stage.is_complete and line.links]

    @property
    def complete_count(self) -> int:
        return sum(line.stage.is_complete for line in self.lines)

    @property
    def payable(self) -> list[Invoice]:
        return [invoice for invoice in self.invoices if invoice.due > 0]

    @property
    def is_photographed(self) -> bool:
        """Every visit is done, or work on the material has begun."""
        begun = {Stage.Phase.POST_PRODUCTION, Stage.Phase.COMPLETE}
        return any(line.stage.phase in begun for line in self.lines) or (
            bool(self.visits) and all(visit.state == Appointment.State.DONE for visit in self.visits)
        )

    @property
    def is_delivered(self) -> bool:
        return bool(self.lines) and self.complete_count == len(self.lines)


def status_of(order: Order) -> OrderStatus:
    """Everything the status page shows, in six queries."""
    links = Prefetch("deliverables", DeliverableLink.objects.order_by("position", "id"), to_attr="links")
    lines = order.lines.filter(kind=LineItem.Kind.SERVICE).exclude(stage__phase=Stage.Phase.ARCHIVED)
    people = Prefetch("people", Reservation.objects.select_related("member__user"), to_attr="reserved")
    return OrderStatus(
        order,
        list(lines.select_related("stage").prefetch_related(links).in_order()),
        list(Appointment.objects.live().filter(order=order).prefetch_related(people)),
        list(Invoice.objects.issued().filter(order=order).order_by("id")),
    )


def orders_of(customer: Customer, search: str = "", show: str = "") -> QuerySet[Order]:
    """The customer's orders, newest first, and whether the team wrote; drafts that came to nothing are left out."""
    orders = Order.objects.of_customer(customer).exclude(status__kind="closed").select_related("status").recent()
    if not customer.company.shows_carts:
        orders = orders.commissioned()
    if search:
        orders = orders.filter(search_text__icontains=search)
    if show == "ahead":
        orders = orders.filter(primary="in_progress")
    if show == "unpaid":
        orders = orders.unpaid()
    services = LineItem.objects.exclude(kind=LineItem.Kind.TASK).filter(package_line=None)
    return orders.annotate(has_news=is_new_to_agent()).prefetch_related(Prefetch("lines", services, to_attr="chosen"))


def drafts_of(customer: Customer) -> QuerySet[Order]:
    """The cart: drafts and quotes that are not yet ordered."""
    return orders_of(customer).in_draft()


def amount_due(customer: Customer) -> dict[str, Decimal]:
    """What is to be paid on issued invoices, by currency."""
    due: dict[str, Decimal] = {}
    for invoice in Invoice.objects.issued().of_customer(customer).only("currency", "total", "paid"):
        if invoice.due > 0:
            due[invoice.currency] = due.get(invoice.currency, Decimal(0)) + invoice.due
    return due
