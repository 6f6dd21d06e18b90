"""Papers and money: invoices, payments, and the gateway that takes cards."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyLink, CompanyManager, CompanyModel
from companies.models import new_token
from core.constraints import AppendOnly
from core.secrets import SecretText
from customers.models import Customer
from invoicing.constraints import NoNewLine
from orders.models import Order


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def issued(self) -> "InvoiceQuerySet":
        return self.filter(state=Invoice.State.ISSUED)

    def drafts(self) -> "InvoiceQuerySet":
        return self.filter(state=Invoice.State.DRAFT)

    def unpaid(self) -> "InvoiceQuerySet":
        return self.issued().filter(paid__lt=F("total"))

    def overdue(self, today: date) -> "InvoiceQuerySet":
        return self.unpaid().filter(due_on__lt=today)

    def paid(self) -> "InvoiceQuerySet":
        return self.issued().filter(paid__gte=F("total"))

    def of_customer(self, customer: Customer) -> "InvoiceQuerySet":
        return self.filter(customer=customer)

    def of_order(self, order: Order) -> "InvoiceQuerySet":
        return self.filter(order=order)

    def oldest_first(self) -> "InvoiceQuerySet":
        return self.order_by("issued_at", "id")


def papers() -> Storage:
    """Where PDFs lie: never under an address of their own, only behind our gates."""
    return storages["papers"]


def pdf_name(invoice: "Invoice", _: str) -> str:
    return f"{invoice.company_id}/{invoice.number}.pdf"


class Invoice(CompanyModel):
    """A paper of one order. Once issued it has its number and never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ISSUED = "issued", _("Issued")

    order = CompanyLink(Order, models.PROTECT, related_name="invoices")
    customer = CompanyLink(Customer, models.PROTECT, related_name="invoices")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    series = models.CharField(max_length=20, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    issued_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    currency = models.CharField(max_length=3)
    seller = models.JSONField(default=dict)
    bill_to = models.JSONField(default=dict)
    property_address = models.CharField(max_length=300, blank=True)
    tax_name = models.CharField(max_length=60, blank=True)
    tax_percent = models.DecimalField(max_digits=6, decimal_places=3, default=Decimal(0))
    tax_is_included = models.BooleanField(default=False)
    subtotal = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    discount = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    fees = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    tax = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    total = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    paid = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    footer = models.TextField(blank=True)
    pdf = models.FileField(upload_to=pdf_name, storage=papers, blank=True, max_length=200)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_to = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyManager.of(InvoiceQuerySet)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["company", "state", "-id"], name="invoice_by_state"),
            models.Index(fields=["company", "order"], name="invoice_of_order"),
            models.Index(fields=["company", "customer", "-id"], name="invoice_of_customer"),
            models.Index(
                fields=["company", "due_on"], condition=Q(state="issued", paid__lt=F("total")), name="invoice_unpaid"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "series", "sequence"], condition=Q(state="issued"), name="invoice_number_once"
            ),
            models.UniqueConstraint(
                fields=["company", "number"], condition=Q(state="issued"), name="invoice_number_text_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", number="", sequence=None, issued_at=None)
                | (Q(state="issued", sequence__isnull=False, issued_at__isnull=False) & ~Q(number="")),
                name="only_an_issued_invoice_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(tax_is_included=False, total=F("subtotal") - F("discount") + F("fees") + F("tax"))
                | Q(tax_is_included=True, total=F("subtotal") - F("discount") + F("fees")),
                name="invoice_total_adds_up",
            ),
            models.CheckConstraint(condition=Q(total__gte=0, paid__gte=0), name="invoice_money_is_not_negative"),
            models.CheckConstraint(condition=Q(paid__lte=F("total")), name="invoice_takes_no_more_than_its_total"),
            models.CheckConstraint(condition=Q(state="issued") | Q(paid=0), name="a_draft_invoice_takes_no_money"),
            models.UniqueConstraint(
                fields=["company", "order"], condition=Q(state="draft"), name="one_draft_invoice_per_order"
            ),
            AppendOnly(
                name="issued_invoice_is_never_changed",
                mutable=("paid", "pdf", "sent_at", "sent_to", "token"),
                when="OLD.state = 'issued'",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"draft {self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def due(self) -> Decimal:
        """What is still to be paid of this paper."""
        return self.total - self.paid

    @property
    def is_paid(self) -> bool:
        return not self.is_draft and self.due == 0

    def is_overdue(self, today: date) -> bool:
        return not self.is_draft and self.due > 0 and self.due_on is not None and self.due_on < today


class InvoiceLine(CompanyModel):
    """One line of a paper; `kind` says in which part of it the line stands."""

    class Kind(models.TextChoices):
        ITEM = "item"
        DISCOUNT = "discount"
        FEE = "fee"

    invoice = CompanyLink(Invoice, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.ITEM)
    text = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    quantity = models.PositiveSmallIntegerField(default=1)
    unit_price = models.DecimalField(max_digits=12, decimal_places=3)
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    is_taxable = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        indexes: ClassVar = [models.Index(fields=["company", "invoice", "position"], name="line_of_invoice")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=["item", "discount", "fee"]), name="invoice_line_kind_is_known"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1, amount__gte=0), name="invoice_line_is_not_negative"),
            NoNewLine(name="issued_invoice_takes_no_new_line"),
            AppendOnly(
                name="line_of_an_issued_invoice_is_never_changed",
                when="EXISTS (SELECT 1 FROM invoicing_invoice"
                " WHERE id IN (OLD.invoice_id, NEW.invoice_id) AND state = 'issued')",
            ),
        ]


class Payment(CompanyModel):
    """Money that came in for an order; never changed. A mistake is taken back by a reversal that points to it."""

    class Method(models.TextChoices):
        CASH = "cash", _("Cash")
        CHEQUE = "cheque", _("Cheque")
        TRANSFER = "transfer", _("Bank transfer")
        CARD = "card", _("Card")

    order = CompanyLink(Order, models.PROTECT, related_name="payments")
    invoice = CompanyLink(Invoice, models.PROTECT, null=True, blank=True, related_name="payments")
    reverses = CompanyLink("self", models.PROTECT, null=True, blank=True, related_name="reversals")
    method = models.CharField(_("method"), max_length=8, choices=Method)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=3)
    currency = models.CharField(max_length=3)
    received_on = models.DateField(_("received on"))
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    gateway_id = models.CharField(max_length=120, blank=True)
    client_id = models.UUIDField()
    recorded_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    reversal: "Payment | None" = None
    """The row that took this one back, where the whole ledger of the order was read."""

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["company", "order", "id"], name="payment_of_order"),
            models.Index(fields=["company", "-id"], name="payment_recent"),
            models.Index(fields=["company", "created_at"], name="payment_lately"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "client_id"], name="payment_recorded_once"),
            models.UniqueConstraint(
                fields=["company", "gateway_id"], condition=~Q(gateway_id=""), name="gateway_payment_recorded_once"
            ),
            models.UniqueConstraint(fields=["company", "reverses"], name="payment_reversed_once"),
            models.CheckConstraint(
                condition=Q(reverses=None, amount__gt=0) | Q(reverses__isnull=False, amount__lt=0),
                name="only_a_reversal_is_negative",
            ),
            AppendOnly(name="payment_is_never_changed"),
        ]

    @property
    def is_reversal(self) -> bool:
        return self.reverses_id is not None


class Gateway(CompanyModel):
    """The company's account at Stripe."""

    secret_key = SecretText(_("secret key"), blank=True)
    webhook_secret = SecretText(_("webhook signing secret"), blank=True)
    is_active = models.BooleanField(_("take cards"), default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company"], name="one_gateway_per_company"),
        ]


class CheckoutSession(CompanyModel):
    """A visit to the gateway's card page for one invoice."""

    class State(models.TextChoices):
        OPEN = "open"
        PAID = "paid"
        EXPIRED = "expired"

    invoice = CompanyLink(Invoice, models.PROTECT, related_name="checkouts")
    client_id = models.UUIDField()
    session_id = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=3, validators=[MinValueValidator(Decimal("0.001"))])
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    last_failure = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ask_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["company", "invoice", "-id"], name="checkout_of_invoice"),
            models.Index(fields=["ask_at"], condition=Q(state="open"), name="checkout_to_ask_about"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=["open", "paid", "expired"]), name="checkout_state_is_known"),
            models.UniqueConstraint(fields=["company", "client_id"], name="checkout_started_once"),
            models.UniqueConstraint(
                fields=["company", "session_id"], condition=~Q(session_id=""), name="one_checkout_per_session"
            ),
        ]

    @property
    def order_id(self) -> int:
        return self.invoice.order_id


class WebhookEvent(CompanyModel):
    """One event the gateway told us; kept so that a repeat changes nothing."""

    event_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=80)
    payload = models.JSONField()
    outcome = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    processed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "event_id"], name="webhook_event_once"),
        ]
