"""What stands on an order: its services, packages and tasks, with notes, checklists and what was delivered."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyLink, CompanyManager, CompanyModel
from companies.models import Member
from orders.models.order import Order
from orders.models.state import Stage
from services.models import Package, Service


class Items(models.Func):
    """How many things there are to tick off on a line. Written out, as the ORM takes longer to say it than to count."""

    template = (
        "(SELECT count(*) FROM orders_checklistitem i WHERE (i.company_id, i.line_id) = (%(expressions)s)%(more)s)"
    )
    output_field = models.IntegerField()

    def __init__(self, *, more: str = "") -> None:
        super().__init__("company_id", "pk", more=more)


class LineItemQuerySet(models.QuerySet["LineItem"]):
    def on_the_board(self) -> "LineItemQuerySet":
        """Services and tasks: what moves through stages."""
        return self.exclude(kind=LineItem.Kind.PACKAGE)

    def are_complete(self) -> bool:
        """Every one that is not archived is complete, and there is one."""
        phases = set(self.on_the_board().values_list("stage__phase", flat=True)) - {Stage.Phase.ARCHIVED}
        return phases == {Stage.Phase.COMPLETE}

    def priced(self) -> "LineItemQuerySet":
        """What stands on the bill: packages, and services outside of packages."""
        return self.filter(package_line=None).exclude(kind=LineItem.Kind.TASK)

    def in_order(self) -> "LineItemQuerySet":
        return self.order_by("position", "id")

    def as_cards(self) -> "LineItemQuerySet":
        """With everything a card shows: stage, assignee, and how far its checklist is (`done` of `to_do`)."""
        return self.select_related("stage", "assignee__user").annotate(
            to_do=Items(), done=Items(more=" AND i.done_at IS NOT NULL")
        )


class LineItem(CompanyModel):
    """One line of an order: a service, a package that holds services, or a free-text task."""

    class Kind(models.TextChoices):
        SERVICE = "service", _("Service")
        PACKAGE = "package", _("Package")
        TASK = "task", _("Task")

    order = CompanyLink(Order, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SERVICE)
    service = CompanyLink(Service, models.PROTECT, null=True, blank=True, related_name="lines")
    package = CompanyLink(Package, models.PROTECT, null=True, blank=True, related_name="lines")
    package_line = CompanyLink("self", models.CASCADE, null=True, blank=True, related_name="inside")
    name = models.CharField(_("name"), max_length=200)
    quantity = models.PositiveSmallIntegerField(
        _("quantity"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    unit_price = models.DecimalField(_("price"), max_digits=12, decimal_places=3, default=Decimal(0))
    minutes = models.PositiveIntegerField(_("minutes on site"), default=0)
    is_taxable = models.BooleanField(default=True)
    stage = CompanyLink(Stage, models.PROTECT, null=True, blank=True, related_name="lines")
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    assignee = CompanyLink(
        Member, models.PROTECT, null=True, blank=True, related_name="assigned_lines", verbose_name=_("assigned to")
    )
    notes = models.TextField(_("notes"), blank=True, max_length=20_000)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyManager.of(LineItemQuerySet)

    came_from: tuple[int, int]
    to_do: int
    done: int

    class Meta:
        ordering: ClassVar = ["position", "id"]
        indexes: ClassVar = [
            models.Index(fields=["company", "order", "position"], name="line_of_order"),
            models.Index(fields=["company", "stage", "-id"], name="line_in_stage"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind="package", package__isnull=False, stage=None, package_line=None)
                | Q(kind="service", service__isnull=False, package=None, stage__isnull=False)
                | Q(kind="task", service=None, package=None, stage__isnull=False, unit_price=0),
                name="line_is_a_service_a_package_or_a_task",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1, unit_price__gte=0), name="line_price_is_not_negative"),
            models.CheckConstraint(
                condition=Q(package_line=None) | Q(unit_price=0), name="a_service_inside_a_package_costs_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Adjustment(CompanyModel):
    """A discount or a fee on the whole order, in words the customer reads."""

    class Kind(models.TextChoices):
        DISCOUNT = "discount", _("Discount")
        FEE = "fee", _("Fee")

    order = CompanyLink(Order, models.CASCADE, related_name="adjustments")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    text = models.CharField(_("text"), max_length=120)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=3, validators=[MinValueValidator(Decimal("0.001"))]
    )
    is_taxable = models.BooleanField(_("taxed"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="adjustment_is_positive"),
            models.CheckConstraint(condition=Q(kind__in=["discount", "fee"]), name="adjustment_kind_is_known"),
        ]


class ChecklistItem(CompanyModel):
    """One thing to tick off, on one service or on the whole order."""

    order = CompanyLink(Order, models.CASCADE, related_name="checklist")
    line = CompanyLink(LineItem, models.CASCADE, null=True, blank=True, related_name="checklist")
    text = models.CharField(_("to do"), max_length=200)
    position = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = CompanyLink(Member, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position", "id"]
        indexes: ClassVar = [models.Index(fields=["company", "order", "line"], name="checklist_of_order")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="a_tick_has_a_person_and_a_time",
            ),
        ]


class DeliverableLink(CompanyModel):
    """Where a finished service can be seen or downloaded; the agent gets it when the service is complete."""

    line = CompanyLink(LineItem, models.CASCADE, related_name="deliverables")
    title = models.CharField(_("title"), max_length=120)
    url = models.CharField(_("link"), max_length=1000, validators=[URLValidator(schemes=["http", "https"])])
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        indexes: ClassVar = [models.Index(fields=["company", "line"], name="deliverable_of_line")]

    @property
    def order_id(self) -> int:
        return self.line.order_id
