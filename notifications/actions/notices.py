"""Telling members: a notice in the inbox, live, and by mail."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from companies.models import Member
from core import live
from core.actor import ActorKind
from notifications.actions.pushing import push
from notifications.models import Attention, Notice
from notifications.queries.hearing import channels_of, level_of, times_of
from notifications.registry import event_of


@transaction.atomic
def notify(
    member: Member,
    *,
    kind: str,
    title: str,
    body: str,
    url: str,
    activity: Any,
    mail: bool = True,
    is_of_order: bool = True,
) -> Notice | None:
    """Tell a member once what an activity means to them, as they chose; nobody hears of what they did themselves.

    `kind` is a registered event, `url` a path of the company. Without `is_of_order` the notice stands apart from the
    activity's order, for somebody who no longer sees it. Returns None for somebody who is not told at all.
    """
    event = event_of(kind)
    order_id = activity.order_id if is_of_order else None
    did_it = activity.actor_kind == ActorKind.MEMBER and activity.actor_id == member.pk
    if did_it or not (member.is_active and member.user.is_active and event.is_open_to(member)):
        return None
    if order_id and not event.always and level_of(member, order_id) == Attention.Level.MUTED:
        return None
    channels = channels_of(member, event)
    by_mail = channels.by_mail and mail
    if not (channels.in_inbox or by_mail or channels.by_push):
        return None
    now, times = timezone.now(), times_of(member)
    told = {"title": title[:200], "body": body, "url": url, "order_id": order_id, "in_inbox": channels.in_inbox}
    if by_mail:
        told["mail_at"] = times.mail_at(now, urgent=event.always)
    notice, is_new = Notice.objects.get_or_create(member=member, kind=kind, activity_id=activity.pk, defaults=told)
    if is_new and notice.in_inbox:
        hint_at_inbox(member)
    if is_new and channels.by_push:
        push(notice, at=times.after_quiet(now))
    return notice


@transaction.atomic
def read(notice: Notice) -> Notice:
    """Take a notice off the unread ones. Twice is once."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("member").get(pk=notice.pk)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
        hint_at_inbox(notice.member)
    return notice


@transaction.atomic
def unread(notice: Notice) -> Notice:
    """Keep a notice for later."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("member").get(pk=notice.pk)
    if notice.read_at is not None:
        notice.read_at = None
        notice.save(update_fields=["read_at"])
        hint_at_inbox(notice.member)
    return notice


@transaction.atomic
def read_all(member: Member) -> tuple[int, datetime]:
    """Read everything; how many that were, and the moment by which `unread_again` finds them."""
    now = timezone.now()
    count = Notice.objects.of_member(member).unread().update(read_at=now)
    if count:
        hint_at_inbox(member)
    return count, now


@transaction.atomic
def unread_again(member: Member, *, read_at: datetime) -> int:
    """Take back one `read_all`."""
    count = Notice.objects.of_member(member).filter(read_at=read_at).update(read_at=None)
    if count:
        hint_at_inbox(member)
    return count


@transaction.atomic
def read_because_of(member: Member, *, kind: str, activities: Collection[int]) -> int:
    """Read the notices of these activities: the member has seen the thing itself."""
    waiting = Notice.objects.of_member(member).unread().filter(kind=kind, activity_id__in=activities)
    count = waiting.update(read_at=timezone.now())
    if count:
        hint_at_inbox(member)
    return count


def hint_at_inbox(member: Member) -> None:
    """Only the member's own pages hear it."""
    live.tell(member.company_id, f"member:{member.pk}", "inbox")
