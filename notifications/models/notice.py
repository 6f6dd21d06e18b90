"""What stands in a member's inbox."""

from typing import ClassVar

from django.db import models

from companies.base import CompanyLink, CompanyManager, CompanyModel
from companies.models import Member

ICONS = {"mention": "at"}
"""The drawing of a kind of notice; any other is the bell."""


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def of_member(self, member: Member) -> "NoticeQuerySet":
        return self.filter(member=member)


class Notice(CompanyModel):
    """One thing one member should know; stands in the bell and the inbox until read."""

    member = CompanyLink(Member, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    activity_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = CompanyManager.of(NoticeQuerySet)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["company", "member", "-id"], name="notice_inbox"),
            models.Index(fields=["company", "member"], condition=models.Q(read_at=None), name="notice_unread"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "member", "kind", "activity_id"], name="one_notice_per_cause"),
        ]

    @property
    def icon(self) -> str:
        return ICONS.get(self.kind, "bell")
