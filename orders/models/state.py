"""Where an order stands (status) and where each of its services stands (stage). Both are the company's own words.

Source of the two levels: TYRIOS, "Set a job in progress"; of the stages: Tonomo, "Order Management Overview".
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyLink, CompanyManager, CompanyModel


class Primary(models.TextChoices):
    """The fixed upper level of an order's state."""

    DRAFT = "draft", _("In draft")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETED = "completed", _("Completed")


def may_follow(before: "Status | Stage", after: "Status | Stage") -> bool:
    """True if the company lets one go on from here to there."""
    return not before.leads_to or after.pk in before.leads_to


class StatusQuerySet(models.QuerySet["Status"]):
    def active(self) -> "StatusQuerySet":
        return self.filter(is_active=True)

    def of_kind(self, kind: str) -> "Status":
        """The status of this kind that the company puts first."""
        return self.filter(kind=kind, is_active=True).order_by("position", "id")[:1].get()


def _ways_on() -> "ArrayField[list[int], list[int]]":
    """Ids of where one goes on to from here; empty: anywhere."""
    return ArrayField(models.BigIntegerField(), default=list, blank=True)


class Status(CompanyModel):
    """A secondary status. Its name, colour and place are the company's; its kind carries the behaviour."""

    class Kind(models.TextChoices):
        CART = "cart", _("Draft in the customer's cart")
        QUOTE = "quote", _("Quote in the customer's cart")
        CLOSED = "closed", _("Draft that came to nothing")
        PENDING = "pending", _("Commissioned, waiting")
        ACTIVE = "active", _("Being worked on")
        POSTPONED = "postponed", _("Postponed")
        COMPLETED = "completed", _("Completed")
        CANCELLED = "cancelled", _("Cancelled")

    PRIMARY_OF: ClassVar[dict[str, str]] = {
        "cart": "draft",
        "quote": "draft",
        "closed": "draft",
        "pending": "in_progress",
        "active": "in_progress",
        "postponed": "in_progress",
        "completed": "completed",
        "cancelled": "completed",
    }

    name = models.CharField(_("name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    tone = models.CharField(_("colour"), max_length=8, default="grey")
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    is_automatic = models.BooleanField(
        _("orders take it by themselves"),
        default=False,
        help_text=_("As soon as every service of an order that is being worked on is complete."),
    )
    leads_to = _ways_on()

    objects = CompanyManager.of(StatusQuerySet)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("company", Lower("name"), name="one_status_per_name"),
            models.UniqueConstraint(
                fields=["company"], condition=models.Q(is_automatic=True), name="one_automatic_status"
            ),
            models.CheckConstraint(
                condition=models.Q(is_automatic=False) | models.Q(kind="completed", is_active=True),
                name="what_is_automatic_completes",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["cart", "quote", "closed", "pending", "active", "postponed", "completed", "cancelled"]
                ),
                name="status_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def primary(self) -> str:
        return self.PRIMARY_OF[self.kind]

    @property
    def is_draft(self) -> bool:
        return self.primary == Primary.DRAFT


class StageQuerySet(models.QuerySet["Stage"]):
    def in_order(self) -> "StageQuerySet":
        return self.order_by("position", "id")

    def of_phase(self, phase: str) -> "Stage":
        """The first stage of this phase."""
        return self.filter(phase=phase).order_by("position", "id")[:1].get()


class Stage(CompanyModel):
    """A step of the work on one service. Archived is where a service goes that the agent cancelled."""

    class Phase(models.TextChoices):
        PRE_PRODUCTION = "pre_production", _("Pre-Production")
        PRODUCTION = "production", _("Production")
        POST_PRODUCTION = "post_production", _("Post-Production")
        COMPLETE = "complete", _("Complete")
        ARCHIVED = "archived", _("Archived")

    name = models.CharField(_("name"), max_length=40)
    phase = models.CharField(_("phase"), max_length=16, choices=Phase)
    tone = models.CharField(_("colour"), max_length=8, default="grey")
    position = models.PositiveIntegerField(default=0)
    limit = models.PositiveSmallIntegerField(
        _("limit"),
        null=True,
        blank=True,
        help_text=_("More services than this in the stage are too many at a time. Nothing is refused."),
    )
    leads_to = _ways_on()

    objects = CompanyManager.of(StageQuerySet)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("company", Lower("name"), name="one_stage_per_name"),
            models.CheckConstraint(
                condition=models.Q(
                    phase__in=["pre_production", "production", "post_production", "complete", "archived"]
                ),
                name="stage_phase_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_complete(self) -> bool:
        return self.phase == self.Phase.COMPLETE

    @property
    def is_archived(self) -> bool:
        return self.phase == self.Phase.ARCHIVED


class OrderTally(CompanyModel):
    """How many orders of a status there are, and how many of them are unscheduled; kept by a database trigger.

    Archived orders are not counted.
    """

    status = CompanyLink(Status, models.CASCADE, related_name="+")
    total = models.BigIntegerField(default=0)
    unscheduled = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "status"], name="one_tally_per_status"),
        ]
