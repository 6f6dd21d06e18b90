"""Reads for the inbox."""

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404

from companies.models import Member
from notifications.models import Notice
from notifications.models.notice import NoticeQuerySet

MOST_COUNTED = 100


def inbox(member: Member, *, only_unread: bool) -> NoticeQuerySet:
    """A member's notices, unread ones first, newest first in each part."""
    notices: NoticeQuerySet = Notice.objects.of_member(member)
    if only_unread:
        return notices.unread().order_by("-id")
    is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
    return notices.order_by(is_read, "-id")


def unread_count(member: Member) -> int:
    """How many are unread, counted no further than a badge can say."""
    return Notice.objects.of_member(member).unread().order_by()[:MOST_COUNTED].count()


def notice_of(member: Member, pk: int) -> Notice:
    """One of the member's own notices, or 404."""
    notice = Notice.objects.of_member(member).filter(pk=pk).first()
    if notice is None:
        raise Http404
    return notice
