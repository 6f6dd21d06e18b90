"""Browsers that a member wants to be told in, and every message on its way to one."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyLink, CompanyModel
from companies.models import Member
from notifications.models.leaving import Leaving
from notifications.models.notice import Notice


class Browser(CompanyModel):
    """One browser of a member that agreed to be told things: where its push service takes messages, and its keys."""

    member = CompanyLink(Member, models.CASCADE, related_name="browsers")
    endpoint = models.URLField(max_length=1000)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "member", "endpoint"], name="one_row_per_browser"),
        ]


class Push(Leaving):
    """One notice on its way to one browser."""

    notice = CompanyLink(Notice, models.CASCADE, related_name="pushes")
    browser = CompanyLink(Browser, models.CASCADE, related_name="pushes")

    class Meta(Leaving.Meta):
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="waiting"), name="push_waiting"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "key"], name="one_push_per_key"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sent", "failed", "stopped"]), name="push_state_is_known"
            ),
        ]
