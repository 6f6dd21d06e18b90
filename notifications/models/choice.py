"""What a member wants to be told, how, and when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyLink, CompanyManager, CompanyModel, CompanyOneToOne
from companies.models import Member


class NoticeChoice(CompanyModel):
    """How a member wants to hear of one event, where that is not what everybody gets."""

    member = CompanyLink(Member, models.CASCADE, related_name="notice_choices")
    event = models.CharField(max_length=40)
    in_inbox = models.BooleanField()
    by_mail = models.BooleanField()
    on_every_order = models.BooleanField()
    by_push = models.BooleanField(db_default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "member", "event"], name="one_choice_per_event"),
        ]


class NoticeTimes(CompanyModel):
    """When a member wants mail: not in the quiet hours, or gathered once a day. Wall-clock times of the zone."""

    member = CompanyOneToOne(Member, models.CASCADE, related_name="notice_times")
    time_zone = models.CharField(_("time zone"), max_length=64)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    digest_at = models.TimeField(_("one mail a day, at"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=models.F("quiet_until"))),
                name="quiet_hours_have_a_beginning_and_an_end",
            ),
        ]


class AttentionQuerySet(models.QuerySet["Attention"]):
    def followed(self, order_id: int) -> "AttentionQuerySet":
        return self.filter(order_id=order_id, level=Attention.Level.FOLLOWED)


class Attention(CompanyModel):
    """What a member wants to hear of one order, where that is not the usual."""

    class Level(models.TextChoices):
        FOLLOWED = "followed", _("Follow")
        MUTED = "muted", _("Mute")

    member = CompanyLink(Member, models.CASCADE, related_name="+")
    order_id = models.BigIntegerField()
    level = models.CharField(max_length=8, choices=Level)

    objects = CompanyManager.of(AttentionQuerySet)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "order_id", "member"], name="one_attention_per_order"),
            models.CheckConstraint(condition=Q(level__in=["followed", "muted"]), name="attention_level_is_known"),
        ]
