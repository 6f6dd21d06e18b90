"""What happened: the append-only ledger, and the outbox of what still has to follow from it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now

from companies.base import CompanyManager, CompanyModel
from core.constraints import AppendOnly


class ActivityQuerySet(models.QuerySet["Activity"]):
    def of_order(self, order_id: int) -> "ActivityQuerySet":
        return self.filter(order_id=order_id)


class Activity(CompanyModel):
    """One change of the business: who, what, on what, with before and after."""

    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    order_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())

    objects = CompanyManager.of(ActivityQuerySet)

    subject: models.Model

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["company", "order_id", "id"], name="activity_of_order"),
            models.Index(fields=["company", "subject_type", "subject_id", "id"], name="activity_of_subject"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [AppendOnly(name="activity_is_never_changed")]


class OutboxQuerySet(models.QuerySet["Outbox"]):
    def due(self, now: Any) -> "OutboxQuerySet":
        return self.filter(due_at__lte=now)


class Outbox(models.Model):
    """One follower that still has to run for one activity. Ids only, outside the walls; deleted when done."""

    company_id = models.BigIntegerField()
    activity_id = models.BigIntegerField()
    follower = models.CharField(max_length=160)
    due_at = models.DateTimeField(db_default=Now())
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at"], name="outbox_due")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["activity_id", "follower"], name="outbox_once_per_follower"),
        ]
