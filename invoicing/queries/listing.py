"""The list of invoices and the list of payments, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.models import Customer
from invoicing.models import Invoice, Payment

PER_PAGE: Final = (25, 50, 100, 250, 500)
MOST_COUNTED: Final = 10_000
TABS: Final = {
    "unpaid": gettext_lazy("Unpaid"),
    "overdue": gettext_lazy("Overdue"),
    "drafts": gettext_lazy("Drafts"),
    "paid": gettext_lazy("Paid"),
    "all": gettext_lazy("All"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are, counted no further than anybody reads, and how many a page shows."""

    count: int
    per_page: int


@dataclass(frozen=True, slots=True)
class Slice[Row]:
    """One page of a list that may be too long to count; has the names of Django's pages."""

    object_list: Sequence[Row]
    number: int
    paginator: Count
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def start_index(self) -> int:
        return (self.number - 1) * self.paginator.per_page + 1

    @property
    def end_index(self) -> int:
        return self.start_index + len(self.object_list) - 1

    @property
    def total(self) -> str:
        """Instead of the count, where counting was given up."""
        return _("over 10,000") if self.paginator.count > MOST_COUNTED else ""


def slice_of[Row](rows: QuerySet[Any, Row], number: int, per_page: int) -> Slice[Row]:
    """The page of this number, or the first where there is none. Two queries, however many rows."""
    start = (number - 1) * per_page
    found = list(rows[start : start + per_page + 1])
    if not found and number > 1:
        return slice_of(rows, 1, per_page)
    count = rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
    return Slice(found[:per_page], number, Count(count, per_page), len(found) > per_page)


def invoices_in(tab: str, today: date, search: str = "") -> QuerySet[Invoice]:
    """The invoices of a tab in the order in which they want attention."""
    rows = Invoice.objects.select_related("order", "customer")
    if search:
        rows = rows.filter(_matching(search))
    if tab == "drafts":
        return rows.drafts().order_by("-id")
    if tab == "paid":
        return rows.paid().order_by("-id")
    if tab == "unpaid":
        return rows.unpaid().order_by("due_on", "id")
    if tab == "overdue":
        return rows.overdue(today).order_by("due_on", "id")
    return rows.order_by("-id")


def payments() -> QuerySet[Payment]:
    """All payments and reversals, newest first."""
    return Payment.objects.select_related("order__customer", "invoice").order_by("-id")


def invoices_of_customer(customer: Customer) -> QuerySet[Invoice]:
    """What the customer was billed, newest first."""
    return Invoice.objects.issued().of_customer(customer).select_related("order").order_by("-issued_at", "-id")


def due_by_currency(customer: Customer) -> dict[str, Decimal]:
    """What the customer still has to pay, by currency."""
    rows = Invoice.objects.unpaid().of_customer(customer).values_list("currency")
    return dict(rows.order_by("currency").annotate(due=Sum(F("total") - F("paid"))))


def _matching(search: str) -> Q:
    """By number, by the order's number, or by the customer's name."""
    words = search.strip().removeprefix("#")
    people = Customer.objects.filter(name__icontains=words).values("pk")
    found = Q(number__iexact=words) | Q(customer__in=people)
    if words.isascii() and words.isdecimal() and len(words) < 10:
        found |= Q(order__number=int(words)) | Q(sequence=int(words))
    return found
