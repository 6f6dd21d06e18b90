"""Addresses that take no more mail from a company."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyManager, CompanyModel


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def in_force(self) -> "SuppressionQuerySet":
        return self.filter(lifted_at=None)

    def of_address(self, address: str) -> "SuppressionQuerySet":
        return self.filter(address=address.lower())


class Suppression(CompanyModel):
    """One address to which nothing is mailed, because it does not exist or its owner called our mail spam."""

    class Reason(models.TextChoices):
        BOUNCE = "bounce", _("There is no such mailbox")
        COMPLAINT = "complaint", _("Marked as spam by its reader")

    address = models.EmailField()
    reason = models.CharField(max_length=12, choices=Reason)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = CompanyManager.of(SuppressionQuerySet)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "address"], condition=models.Q(lifted_at=None), name="one_suppression_per_address"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None) | ~models.Q(note=""), name="lifted_suppression_has_a_note"
            ),
        ]

    @property
    def why(self) -> str:
        return str(self.Reason(self.reason).label)
