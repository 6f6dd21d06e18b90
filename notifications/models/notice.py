"""What stands in a member's inbox."""

from typing import ClassVar

from django.db import models

from companies.base import CompanyLink, CompanyManager, CompanyModel
from companies.models import Member
from notifications.models.mail import Mail
from notifications.registry import Event, face_of


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def of_member(self, member: Member) -> "NoticeQuerySet":
        """What stands in the member's inbox."""
        return self.filter(member=member, in_inbox=True)

    def waiting_for_mail(self) -> "NoticeQuerySet":
        return self.filter(mail_at__isnull=False)


class Notice(CompanyModel):
    """One thing one member should know; stands in the bell and the inbox until read, or is only mailed."""

    member = CompanyLink(Member, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    activity_id = models.BigIntegerField()
    order_id = models.BigIntegerField(null=True)
    in_inbox = models.BooleanField(db_default=True)
    mail_at = models.DateTimeField(null=True, blank=True)
    mail = CompanyLink(Mail, models.PROTECT, null=True, blank=True, related_name="notices")
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = CompanyManager.of(NoticeQuerySet)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["company", "member", "-id"], name="notice_inbox"),
            models.Index(fields=["company", "member"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=["mail_at"], condition=models.Q(mail_at__isnull=False), name="notice_waits_for_mail"),
            models.Index(fields=["company", "order_id"], name="notice_of_order"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "member", "kind", "activity_id"], name="one_notice_per_cause"),
        ]

    @property
    def event(self) -> Event:
        return face_of(self.kind)

    @property
    def icon(self) -> str:
        return self.event.icon
