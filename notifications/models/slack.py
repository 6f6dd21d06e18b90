"""Where a company's Slack is, and what was or should be posted there."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyModel
from core.secrets import SecretText
from notifications.models.leaving import Leaving


class SlackPlace(CompanyModel):
    """One channel, reached by an incoming webhook or by a bot, and the events that are posted to it."""

    webhook = SecretText(_("webhook"), blank=True)
    token = SecretText(_("bot token"), blank=True)
    channel = models.CharField(_("channel"), max_length=80, blank=True)
    verbs = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_active = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company"], name="one_slack_per_company"),
        ]

    @property
    def is_connected(self) -> bool:
        return bool(self.webhook or (self.token and self.channel))


class SlackPost(Leaving):
    """One message to the channel."""

    text = models.TextField()

    class Meta(Leaving.Meta):
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="waiting"), name="slack_waiting"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "key"], name="one_slack_post_per_key"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sent", "failed", "stopped"]), name="slack_state_is_known"
            ),
        ]
