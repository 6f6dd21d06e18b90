"""An invoice as it is read: on the page, behind its link, and on paper alike."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import Company
from companies.scope import current_company_id
from invoicing.models import Invoice, InvoiceLine, Payment
from invoicing.queries.money import overpaid, payments_of, standing
from orders.models import Order


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that stands on one invoice. Templates only print it."""

    invoice: Invoice
    order: Order
    seller: dict[str, Any]
    items: list[InvoiceLine]
    adjustments: list[InvoiceLine]
    payments: list[Payment]
    issued_on: date
    due_on: date
    today: date
    overpaid: Decimal
    language: str
    terms: int

    @property
    def number(self) -> str:
        return self.invoice.number or _("Draft")

    @property
    def title(self) -> str:
        return _("Invoice %(number)s") % {"number": self.invoice.number} if self.invoice.number else _("Draft invoice")

    @property
    def is_overdue(self) -> bool:
        return self.invoice.is_overdue(self.today)

    @property
    def days_left(self) -> int:
        return (self.due_on - self.today).days

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def tax_percent(self) -> str:
        return f"{self.invoice.tax_percent.normalize():f}"

    @property
    def logo_url(self) -> str:
        name = self.seller.get("logo", "")
        return default_storage.url(name) if name else ""

    @property
    def state(self) -> str:
        """draft, paid, overdue, partly or open: what is printed as the stamp."""
        if self.invoice.is_draft:
            return "draft"
        if self.invoice.is_paid:
            return "paid"
        if self.is_overdue:
            return "overdue"
        return "partly" if self.invoice.paid else "open"


def paper_of(invoice: Invoice) -> Paper:
    """The paper with its lines and what was paid. Three queries, one more for what the invoice does not carry."""
    company = Company.objects.get(pk=current_company_id())
    zone = ZoneInfo(company.time_zone)
    today = timezone.now().astimezone(zone).date()
    issued_on = invoice.issued_at.astimezone(zone).date() if invoice.issued_at else today
    lines = list(invoice.lines.all())
    payments = payments_of(invoice.order)
    return Paper(
        invoice=invoice,
        order=invoice.order,
        seller=invoice.seller if not invoice.is_draft else seller_now(company),
        items=[line for line in lines if line.kind == InvoiceLine.Kind.ITEM],
        adjustments=[line for line in lines if line.kind != InvoiceLine.Kind.ITEM],
        payments=standing(payments),
        issued_on=issued_on,
        due_on=invoice.due_on or issued_on + timedelta(days=company.payment_terms_days),
        today=today,
        overpaid=overpaid(invoice.order, [invoice]),
        language=company.language,
        terms=company.payment_terms_days,
    )


def seller_now(company: Company) -> dict[str, Any]:
    """Who bills, in the words that an issued paper keeps for ever."""
    return {
        "name": company.name,
        "address": company.address,
        "email": company.email,
        "phone": company.phone,
        "logo": company.logo.name or "",
        "brand_colour": company.brand_colour,
    }
