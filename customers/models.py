"""Agents and the brokerages they work for."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyLink, CompanyManager, CompanyModel
from companies.models import Member
from core.actor import Actor, ActorKind


class Brokerage(CompanyModel):
    """A group of customers: a company, an office or a team."""

    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    address = models.TextField(_("address"), blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("company", Lower("name"), name="one_brokerage_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class CustomerQuerySet(models.QuerySet["Customer"]):
    def by_name(self) -> "CustomerQuerySet":
        return self.order_by("name", "id")


class Customer(CompanyModel):
    """An agent who orders. Has a person to sign in with once they made an account under the same e-mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="customerships"
    )
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    brokerage = CompanyLink(Brokerage, models.PROTECT, null=True, blank=True, related_name="customers")
    is_priority = models.BooleanField(_("priority customer"), default=False)
    language = models.CharField(_("language"), max_length=12, blank=True)
    preferences = models.TextField(_("preferences"), blank=True, help_text=_("What the agent wants every time."))
    private_notes = models.TextField(_("private notes"), blank=True, help_text=_("Only your team sees these."))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyManager.of(CustomerQuerySet)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["company", "name", "id"], name="customer_by_name")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("company", Lower("email"), name="one_customer_per_email"),
            models.UniqueConstraint(fields=["company", "user"], name="one_customer_per_person"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def as_actor(self) -> Actor:
        return Actor(ActorKind.AGENT, self.name, self.pk)


class CustomerSheet(CompanyModel):
    """A spreadsheet that somebody uploaded and has not imported yet; thrown away after a day."""

    uploaded_by = CompanyLink(Member, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["created_at"], name="sheet_by_age")]
