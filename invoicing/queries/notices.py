"""Who is told about money, and in which words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from companies.capabilities import OF_ROLE, Can
from companies.models import Member
from invoicing.models import Invoice, Payment
from invoicing.queries.money import due_of
from orders.models import Order


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a customer is told about money that arrived."""

    to: str
    name: str
    amount: Decimal
    due: Decimal
    currency: str
    method: str
    received_on: date
    place: str
    path: str
    invoice: str


def receipt_for(payment: Payment) -> Receipt | None:
    """The receipt of a payment; None if it was taken back, or if nobody can be written to."""
    order = Order.objects.select_related("status", "customer").get(pk=payment.order_id)
    if payment.reversals.exists() or order.customer is None:
        return None
    papers = list(Invoice.objects.issued().of_order(order))
    paper = payment.invoice or (papers[0] if papers else None)
    return Receipt(
        to=order.customer.email,
        name=order.customer.name,
        amount=payment.amount,
        due=due_of(order, papers),
        currency=payment.currency,
        method=str(payment.get_method_display()),
        received_on=payment.received_on,
        place=order.title,
        path=f"/i/{paper.token}/" if paper else f"/o/{order.token}/",
        invoice=paper.number if paper else "",
    )


def members_to_tell(order: Order) -> list[Member]:
    """The project manager and who does the accounts; where there is neither, whoever runs the company."""
    roles = [role for role, can in OF_ROLE.items() if Can.RECORD_PAYMENTS in can]
    able = Member.objects.active().filter(role__in=roles).select_related("user").order_by("id")
    found = [
        member for member in able if member.pk == order.project_manager_id or member.works_as(Member.Job.ACCOUNTING)
    ]
    return found or [member for member in able if member.role in {Member.Role.OWNER, Member.Role.ADMIN}]
