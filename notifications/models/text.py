"""Text messages, the number they leave from, and who has agreed to get them."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyManager, CompanyModel
from core.secrets import SecretText
from notifications.models.leaving import Leaving


class Text(Leaving):
    """One text message to one telephone."""

    kind = models.CharField(max_length=60)
    to = models.CharField(max_length=32)
    body = models.TextField()
    segments = models.PositiveSmallIntegerField()
    order_id = models.BigIntegerField(null=True)
    provider = models.CharField(max_length=12, blank=True)
    provider_id = models.CharField(max_length=64, blank=True)
    delivered_at = models.DateTimeField(null=True)
    undelivered_at = models.DateTimeField(null=True)

    class Meta(Leaving.Meta):
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="waiting"), name="text_waiting"),
            models.Index(fields=["company", "order_id", "-id"], name="text_of_order"),
            models.Index(
                fields=["company", "-id"], condition=models.Q(state__in=["failed", "stopped"]), name="text_in_trouble"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "key"], name="one_text_per_key"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sent", "failed", "stopped"]), name="text_state_is_known"
            ),
        ]

    @property
    def outcome(self) -> str:
        """How far it came: its state, and once it left what the network said."""
        if self.state != self.State.SENT:
            return self.state
        return "undelivered" if self.undelivered_at else "delivered" if self.delivered_at else "sent"


class TextNumber(CompanyModel):
    """The company's number at Twilio, and the keys to use it."""

    account = models.CharField(_("account SID"), max_length=64, blank=True)
    secret = SecretText(blank=True)
    number = models.CharField(_("number"), max_length=32, blank=True)
    is_active = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company"], name="one_text_number_per_company"),
            models.CheckConstraint(
                condition=models.Q(is_active=False) | ~(models.Q(account="") | models.Q(number="")),
                name="active_text_number_is_complete",
            ),
        ]


class ConsentQuerySet(models.QuerySet["TextConsent"]):
    def of_number(self, number: str) -> "ConsentQuerySet":
        return self.filter(number=number)


class TextConsent(CompanyModel):
    """What the owner of a number said about texts: that they want them, or that they want no more."""

    number = models.CharField(max_length=32)
    agrees = models.BooleanField()
    how = models.CharField(max_length=200)
    said_at = models.DateTimeField(default=timezone.now)

    objects = CompanyManager.of(ConsentQuerySet)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "number"], name="one_word_about_texts_per_number"),
        ]
