"""Reads for the inbox."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404

from companies.models import Member
from notifications.models import Notice
from notifications.models.notice import NoticeQuerySet
from notifications.registry import orders_named

MOST_COUNTED = 100
MENTION = "mention"
LOOKED_THROUGH = 500
"""So many of the last notices are looked through for the orders to choose from."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the inbox is shown."""

    show: str = "all"
    kind: str = ""
    order_id: int | None = None

    @property
    def only_unread(self) -> bool:
        return self.show == "unread"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kind or self.order_id)


def inbox(member: Member, wanted: Wanted) -> NoticeQuerySet:
    """A member's notices, unread ones first, newest first in each part."""
    notices: NoticeQuerySet = Notice.objects.of_member(member)
    if wanted.kind:
        notices = notices.filter(kind=wanted.kind)
    if wanted.order_id:
        notices = notices.filter(order_id=wanted.order_id)
    if wanted.show == "mentions":
        notices = notices.filter(kind=MENTION)
    if wanted.only_unread:
        return notices.unread().order_by("-id")
    is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
    return notices.order_by(is_read, "-id")


def orders_in(member: Member, chosen: int | None) -> dict[int, str]:
    """The orders of the last notices, and the chosen one, newest first: those that the member may see."""
    last = Notice.objects.of_member(member).order_by("-id").values_list("order_id", flat=True)[:LOOKED_THROUGH]
    ids = dict.fromkeys(each for each in [*last, chosen] if each)
    names = orders_named(member, ids)
    return {each: names[each] for each in ids if each in names}


def unread_count(member: Member) -> int:
    """How many are unread, counted no further than a badge can say."""
    return Notice.objects.of_member(member).unread().order_by()[:MOST_COUNTED].count()


def notice_of(member: Member, pk: int) -> Notice:
    """One of the member's own notices, or 404."""
    notice = Notice.objects.of_member(member).filter(pk=pk).first()
    if notice is None:
        raise Http404
    return notice
