"""Every e-mail that left or should leave."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from companies.base import CompanyManager, CompanyModel

FOR_ONE_READER = ("account", "invitation")
"""Kinds with a code or a link that is good for its reader alone: nobody else is shown their words."""


class MailQuerySet(models.QuerySet["Mail"]):
    def for_all_to_read(self) -> "MailQuerySet":
        return self.exclude(kind__in=FOR_ONE_READER)

    def waiting(self) -> "MailQuerySet":
        return self.filter(state=Mail.State.WAITING)

    def planned(self, now: datetime) -> "MailQuerySet":
        """Those that somebody wants to go at a time that is still to come."""
        return self.waiting().filter(tries=0, next_try_at__gt=now)

    def kept_back(self) -> "MailQuerySet":
        return self.filter(state=Mail.State.STOPPED)


class Mail(CompanyModel):
    """One e-mail, stored before it is sent; `key` makes asking twice send once."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        STOPPED = "stopped"

    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    order_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_try_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    provider = models.CharField(max_length=12, blank=True)
    provider_id = models.CharField(max_length=200, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    complained_at = models.DateTimeField(null=True, blank=True)
    delivery_text = models.TextField(blank=True)

    objects = CompanyManager.of(MailQuerySet)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="waiting"), name="mail_waiting"),
            models.Index(fields=["company", "order_id", "-id"], name="mail_of_order"),
            models.Index(
                fields=["company", "provider_id"], condition=~models.Q(provider_id=""), name="mail_by_provider_id"
            ),
            models.Index(
                fields=["company", "-id"], condition=models.Q(state__in=["failed", "stopped"]), name="mail_in_trouble"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "key"], name="one_mail_per_key"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sent", "failed", "stopped"]), name="mail_state_is_known"
            ),
        ]

    @property
    def is_for_one_reader(self) -> bool:
        return self.kind in FOR_ONE_READER

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED

    @property
    def outcome(self) -> str:
        """How far the mail came: what its state says, and once it left, the furthest that the provider told."""
        if self.state != self.State.SENT:
            return self.state
        steps = ("complained", "bounced", "opened", "delivered")
        return next((step for step in steps if getattr(self, f"{step}_at")), "sent")
