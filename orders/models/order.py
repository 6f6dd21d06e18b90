"""One job at one address, from the first call to the paid invoice."""

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from companies.base import CompanyLink, CompanyManager, CompanyModel
from companies.models import LegalVersion, Member, new_token
from core.constraints import AppendOnly
from customers.models import Customer
from orders.models.state import Primary, Status


def address_line(street: str, unit: str) -> str:
    return f"{street}, {unit}" if unit else street


def payment_state(total: Decimal, paid: Decimal, *, is_invoiced: bool) -> str:
    """free, unpaid, invoiced, partly_paid or paid: derived from the ledger of money, never typed."""
    if total == 0:
        return "free"
    if paid >= total:
        return "paid"
    if paid > 0:
        return "partly_paid"
    return "invoiced" if is_invoiced else "unpaid"


class OrderQuerySet(models.QuerySet["Order"]):
    def in_draft(self) -> "OrderQuerySet":
        return self.filter(primary=Primary.DRAFT)

    def commissioned(self) -> "OrderQuerySet":
        return self.exclude(primary=Primary.DRAFT)

    def on_the_list(self) -> "OrderQuerySet":
        return self.filter(archived_at=None)

    def archived(self) -> "OrderQuerySet":
        return self.exclude(archived_at=None)

    def unscheduled(self) -> "OrderQuerySet":
        """Every commissioned order without a live appointment, whatever its status (seed S0 19)."""
        return self.on_the_list().commissioned().filter(visit_starts_at=None)

    def unpaid(self) -> "OrderQuerySet":
        return self.commissioned().filter(paid__lt=F("total")).exclude(status__kind=Status.Kind.CANCELLED)

    def of_customer(self, customer: Customer) -> "OrderQuerySet":
        return self.filter(customer=customer)

    def recent(self) -> "OrderQuerySet":
        return self.order_by("-number")


class Order(CompanyModel):
    """An order. A draft has no order date; commissioning sets it, once."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("Online booking")
        PHONE = "phone", _("Phone")
        MESSAGE = "message", _("Message")
        EMAIL = "email", _("E-mail")
        COUNTER = "counter", _("In person")
        IMPORT = "import", _("Import")

    number = models.BigIntegerField(_("number"))
    token = models.CharField(max_length=64, default=new_token, unique=True)
    client_id = models.UUIDField(null=True, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    customer = CompanyLink(Customer, models.PROTECT, null=True, blank=True, related_name="orders")
    status = CompanyLink(Status, models.PROTECT, related_name="orders")
    primary = models.CharField(max_length=12, choices=Primary, default=Primary.DRAFT)
    channel = models.CharField(_("came by"), max_length=8, choices=Channel, default=Channel.ONLINE)
    project_manager = CompanyLink(
        Member, models.PROTECT, null=True, blank=True, related_name="managed_orders", verbose_name=_("project manager")
    )
    team = models.ManyToManyField(Member, through="OrderMember", related_name="team_orders")

    contact_name = models.CharField(_("contact name"), max_length=160, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=32, blank=True)

    street = models.CharField(_("street"), max_length=200, blank=True)
    unit = models.CharField(_("apartment or floor"), max_length=40, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=60, blank=True)
    postal_code = models.CharField(_("ZIP code"), max_length=16, blank=True)
    country = models.CharField(_("country"), max_length=2, default="US")
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="America/Chicago")
    square_feet = models.PositiveIntegerField(
        _("square feet"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(200_000)]
    )
    access_notes = models.TextField(_("how to get in"), blank=True, max_length=10_000)
    agent_notes = models.TextField(_("notes from the agent"), blank=True, max_length=10_000)

    notes = models.TextField(_("order notes"), blank=True, max_length=20_000)
    additional_notes = models.TextField(_("additional notes"), blank=True, max_length=20_000)

    currency = models.CharField(max_length=3)
    tax_name = models.CharField(max_length=60, blank=True)
    tax_percent = models.DecimalField(max_digits=6, decimal_places=3, default=Decimal(0))
    tax_is_included = models.BooleanField(default=False)
    subtotal = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    discount = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    fees = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    tax = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    total = models.DecimalField(_("total"), max_digits=14, decimal_places=3, default=Decimal(0))
    paid = models.DecimalField(_("paid"), max_digits=14, decimal_places=3, default=Decimal(0))
    is_invoiced = models.BooleanField(default=False)

    visit_starts_at = models.DateTimeField(_("visit"), null=True, blank=True)
    wished_at = models.DateTimeField(_("time wished for"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ordered_at = models.DateTimeField(_("order date"), null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    search_text = models.TextField(blank=True, editable=False)
    search = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    objects = CompanyManager.of(OrderQuerySet)

    class Meta:
        permissions: ClassVar = [("work_on_order", "Can work on this order")]
        indexes: ClassVar = [
            models.Index(fields=["company", "status", "-number"], name="order_list_recent"),
            models.Index(fields=["company", "status", "visit_starts_at", "number"], name="order_list_visit"),
            models.Index(fields=["company", "customer", "-number"], name="order_of_customer"),
            models.Index(
                fields=["company", "-number"],
                condition=Q(visit_starts_at=None, archived_at=None) & ~Q(primary="draft"),
                name="order_unscheduled",
            ),
            models.Index(
                fields=["company", "-number"],
                condition=Q(primary="in_progress", paid__lt=F("total")),
                name="order_unpaid",
            ),
            GinIndex(fields=["search"], name="order_search"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "number"], name="one_order_per_number"),
            models.UniqueConstraint(fields=["company", "client_id"], name="one_order_per_request"),
            models.CheckConstraint(
                condition=Q(primary__in=["draft", "in_progress", "completed"]), name="order_primary_is_known"
            ),
            models.CheckConstraint(
                condition=Q(primary="draft", ordered_at=None) | (~Q(primary="draft") & Q(ordered_at__isnull=False)),
                name="only_a_commissioned_order_has_an_order_date",
            ),
            models.CheckConstraint(
                condition=Q(primary="draft") | Q(customer__isnull=False), name="a_commissioned_order_has_a_customer"
            ),
            models.CheckConstraint(
                condition=Q(tax_is_included=False, total=F("subtotal") - F("discount") + F("fees") + F("tax"))
                | Q(tax_is_included=True, total=F("subtotal") - F("discount") + F("fees")),
                name="order_total_adds_up",
            ),
            models.CheckConstraint(condition=Q(total__gte=0, paid__gte=0), name="order_money_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def order_id(self) -> int:
        """The ledger files a record under this order."""
        return self.pk

    @property
    def is_draft(self) -> bool:
        return self.primary == Primary.DRAFT

    @property
    def is_commissioned(self) -> bool:
        return not self.is_draft

    @property
    def is_cancelled(self) -> bool:
        return self.status.kind == Status.Kind.CANCELLED

    @property
    def is_unscheduled(self) -> bool:
        return self.is_commissioned and self.visit_starts_at is None

    @property
    def title(self) -> str:
        """What people call the order: its own name, else its street."""
        return self.name or self.address_line or f"#{self.number}"

    @property
    def address_line(self) -> str:
        return address_line(self.street, self.unit)

    @property
    def place_line(self) -> str:
        return " ".join(part for part in (f"{self.city}," if self.city else "", self.state, self.postal_code) if part)

    @property
    def full_address(self) -> str:
        return ", ".join(part for part in (self.address_line, self.place_line) if part)

    @property
    def due(self) -> Decimal:
        """What is still to be paid; nothing for a cancelled order or a draft."""
        if self.is_draft or self.is_cancelled:
            return Decimal(0)
        return max(self.total - self.paid, Decimal(0))

    @property
    def payment_state(self) -> str:
        """How far the order is paid: see `payment_state`."""
        return payment_state(self.total, self.paid, is_invoiced=self.is_invoiced)


class OrderMember(CompanyModel):
    """A member of the team that produces this order."""

    order = CompanyLink(Order, models.CASCADE, related_name="order_members")
    member = CompanyLink(Member, models.PROTECT, related_name="order_members")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "order", "member"], name="once_on_the_team"),
        ]


class OrderPermission(UserObjectPermissionBase, CompanyModel):
    """What a contractor may do on one order; given and taken with the assignment."""

    content_object = CompanyLink(Order, models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "user", "permission", "content_object"], name="order_permission_once"
            ),
        ]


class AcceptedLegal(CompanyModel):
    """Which version of a legal page was accepted with the order: by whom, how and when."""

    class How(models.TextChoices):
        CHECKOUT = "checkout", _("Ticked at checkout")
        STAFF = "staff", _("Recorded by staff")

    order = CompanyLink(Order, models.CASCADE, related_name="accepted_legal")
    version = CompanyLink(LegalVersion, models.PROTECT, related_name="+")
    accepted_by = models.CharField(max_length=200)
    how = models.CharField(max_length=8, choices=How)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "order", "version"], name="legal_version_accepted_once"),
            AppendOnly(name="accepted_legal_is_never_changed"),
        ]


def order_search_text(order: Order) -> str:
    """The words by which an order is found."""
    customer: Any = order.customer
    return " ".join(
        str(part)
        for part in (
            order.number,
            order.name,
            order.street,
            order.unit,
            order.city,
            order.postal_code,
            *(
                (customer.name, customer.email, customer.phone)
                if customer
                else (order.contact_name, order.contact_email)
            ),
        )
        if part
    )
