"""Telling members: a notice in the inbox, live, and by mail."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from companies.models import Member
from core import live
from core.actor import ActorKind
from notifications.actions.mail import send_letter
from notifications.models import Notice


@transaction.atomic
def notify(
    member: Member, *, kind: str, title: str, body: str, url: str, activity: Any, mail: bool = True
) -> Notice | None:
    """Tell a member once what an activity means to them; nobody hears of what they did themselves.

    `url` is a path of the company. Returns None for somebody who left or is the one who did it.
    """
    did_it = activity.actor_kind == ActorKind.MEMBER and activity.actor_id == member.pk
    if did_it or not (member.is_active and member.user.is_active):
        return None
    told = {"title": title[:200], "body": body, "url": url}
    notice, is_new = Notice.objects.get_or_create(member=member, kind=kind, activity_id=activity.pk, defaults=told)
    if is_new:
        _say(member)
        if mail:
            key = f"notice:{notice.pk}"
            send_letter("mail/notice.html", to=member.user.email, kind=kind, key=key, notice=notice)
    return notice


@transaction.atomic
def read(notice: Notice) -> Notice:
    """Take a notice off the unread ones. Twice is once."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("member").get(pk=notice.pk)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
        _say(notice.member)
    return notice


@transaction.atomic
def unread(notice: Notice) -> Notice:
    """Keep a notice for later."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("member").get(pk=notice.pk)
    if notice.read_at is not None:
        notice.read_at = None
        notice.save(update_fields=["read_at"])
        _say(notice.member)
    return notice


@transaction.atomic
def read_all(member: Member) -> tuple[int, datetime]:
    """Read everything; how many that were, and the moment by which `unread_again` finds them."""
    now = timezone.now()
    count = Notice.objects.of_member(member).unread().update(read_at=now)
    if count:
        _say(member)
    return count, now


@transaction.atomic
def unread_again(member: Member, *, read_at: datetime) -> int:
    """Take back one `read_all`."""
    count = Notice.objects.of_member(member).filter(read_at=read_at).update(read_at=None)
    if count:
        _say(member)
    return count


@transaction.atomic
def read_because_of(member: Member, *, kind: str, activities: Collection[int]) -> int:
    """Read the notices of these activities: the member has seen the thing itself."""
    waiting = Notice.objects.of_member(member).unread().filter(kind=kind, activity_id__in=activities)
    count = waiting.update(read_at=timezone.now())
    if count:
        _say(member)
    return count


def _say(member: Member) -> None:
    """Only the member's own pages hear it."""
    live.tell(member.company_id, f"member:{member.pk}", "inbox")
