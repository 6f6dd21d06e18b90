"""The catalogue: what can be ordered, at which size for how much and how long."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyLink, CompanyManager, CompanyModel
from companies.models import Member


class Category(CompanyModel):
    """A heading of the catalogue, such as Photography."""

    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("company", Lower("name"), name="one_category_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    def active(self) -> "ServiceQuerySet":
        return self.filter(is_active=True)

    def core(self) -> "ServiceQuerySet":
        return self.filter(kind=Service.Kind.CORE)

    def add_ons(self) -> "ServiceQuerySet":
        return self.filter(kind=Service.Kind.ADD_ON)

    def in_order(self) -> "ServiceQuerySet":
        return self.order_by("category__position", "category_id", "position", "id")


class Service(CompanyModel):
    """One thing an agent can order: stands alone (core) or only beside a core service (add-on)."""

    class Kind(models.TextChoices):
        CORE = "core", _("Core service")
        ADD_ON = "add_on", _("Add-on")

    name = models.CharField(_("name"), max_length=120)
    category = CompanyLink(Category, models.PROTECT, related_name="services", verbose_name=_("category"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.CORE)
    description = models.TextField(_("description"), blank=True)
    picture = models.ImageField(_("picture"), upload_to="services/", blank=True)
    is_taxable = models.BooleanField(_("taxed"), default=True)
    needs_visit = models.BooleanField(
        _("needs a visit"), default=True, help_text=_("Off for work done at the desk, such as virtual staging.")
    )
    notes_template = models.TextField(
        _("notes for each order"), blank=True, help_text=_("Copied into the order when the service is ordered.")
    )
    told_jobs = ArrayField(
        models.CharField(max_length=20, choices=Member.Job),
        verbose_name=_("everybody who works as"),
        default=list,
        db_default=[],
        blank=True,
    )
    is_active = models.BooleanField(_("switched on"), default=False)
    position = models.PositiveIntegerField(default=0)

    objects = CompanyManager.of(ServiceQuerySet)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("company", Lower("name"), name="one_service_per_name"),
            models.CheckConstraint(condition=models.Q(kind__in=["core", "add_on"]), name="service_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_add_on(self) -> bool:
        return self.kind == self.Kind.ADD_ON


class ServiceTier(CompanyModel):
    """Price and on-site minutes of a service up to a size; a null bound covers every larger one."""

    service = CompanyLink(Service, models.CASCADE, related_name="tiers")
    up_to = models.PositiveIntegerField(_("up to sq ft"), null=True, blank=True)
    price = models.DecimalField(_("price"), max_digits=12, decimal_places=3)
    minutes = models.PositiveIntegerField(_("minutes on site"), default=0)

    class Meta:
        ordering: ClassVar = [models.F("up_to").asc(nulls_last=True)]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "service", "up_to"], nulls_distinct=False, name="one_service_tier_per_bound"
            ),
            models.CheckConstraint(condition=models.Q(price__gte=0), name="service_tier_price_is_not_negative"),
            models.CheckConstraint(condition=models.Q(minutes__lte=1440), name="service_tier_fits_a_day"),
        ]


class AddOnLink(CompanyModel):
    """This add-on is offered beside this core service. Without any link it goes with every core of its category."""

    add_on = CompanyLink(Service, models.CASCADE, related_name="core_links")
    core = CompanyLink(Service, models.CASCADE, related_name="add_on_links")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "add_on", "core"], name="add_on_linked_once"),
        ]


class ChecklistTemplateItem(CompanyModel):
    """One line of the checklist that each order of the service starts with."""

    service = CompanyLink(Service, models.CASCADE, related_name="checklist")
    text = models.CharField(_("to do"), max_length=200)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]


class ServiceWatcher(CompanyModel):
    """This member is told whenever the service is ordered."""

    service = CompanyLink(Service, models.CASCADE, related_name="watchers")
    member = CompanyLink(Member, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "service", "member"], name="service_watched_once"),
        ]


class PackageQuerySet(models.QuerySet["Package"]):
    def active(self) -> "PackageQuerySet":
        return self.filter(is_active=True)

    def in_order(self) -> "PackageQuerySet":
        return self.order_by("position", "id")


class Package(CompanyModel):
    """Services sold together at a price of their own; its minutes are those of its services."""

    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    picture = models.ImageField(_("picture"), upload_to="packages/", blank=True)
    is_taxable = models.BooleanField(_("taxed"), default=True)
    is_active = models.BooleanField(_("switched on"), default=False)
    position = models.PositiveIntegerField(default=0)

    objects = CompanyManager.of(PackageQuerySet)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("company", Lower("name"), name="one_package_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PackageItem(CompanyModel):
    """A service inside a package."""

    package = CompanyLink(Package, models.CASCADE, related_name="items")
    service = CompanyLink(Service, models.PROTECT, related_name="package_items")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "package", "service"], name="service_once_in_package"),
        ]


class PackageTier(CompanyModel):
    """Price of a package up to a size; a null bound covers every larger one."""

    package = CompanyLink(Package, models.CASCADE, related_name="tiers")
    up_to = models.PositiveIntegerField(_("up to sq ft"), null=True, blank=True)
    price = models.DecimalField(_("price"), max_digits=12, decimal_places=3)

    class Meta:
        ordering: ClassVar = [models.F("up_to").asc(nulls_last=True)]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "package", "up_to"], nulls_distinct=False, name="one_package_tier_per_bound"
            ),
            models.CheckConstraint(condition=models.Q(price__gte=0), name="package_tier_price_is_not_negative"),
        ]
