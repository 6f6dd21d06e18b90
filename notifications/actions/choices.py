"""What people choose for themselves: which events, how, when, and of which orders."""

from django.db import transaction
from django.utils import timezone

from companies.models import Member
from notifications.models import Attention, Notice, NoticeChoice, NoticeTimes
from notifications.queries.hearing import Channels, usual
from notifications.registry import face_of
from notifications.timing import Times


@transaction.atomic
def choose(member: Member, *, channels: dict[str, Channels], times: Times) -> None:
    """Keep how a member wants to hear of these events, and when they want mail. Mail that waits goes by the new times."""
    member = Member.objects.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    NoticeChoice.objects.filter(member=member, event__in=channels).delete()
    NoticeChoice.objects.bulk_create(
        NoticeChoice(
            member=member,
            event=key,
            in_inbox=wanted.in_inbox,
            by_mail=wanted.by_mail,
            on_every_order=wanted.on_every_order,
            by_push=wanted.by_push,
        )
        for key, wanted in channels.items()
        if wanted != usual(member, face_of(key))
    )
    NoticeTimes.objects.update_or_create(
        member=member,
        defaults={
            "time_zone": times.zone.key,
            "quiet_from": times.quiet_from,
            "quiet_until": times.quiet_until,
            "digest_at": times.digest_at,
        },
    )
    now = timezone.now()
    for notice in Notice.objects.waiting_for_mail().filter(member=member).select_for_update():
        wanted = channels.get(notice.kind)
        by_mail = wanted is None or wanted.by_mail
        notice.mail_at = times.mail_at(now, urgent=notice.event.always) if by_mail else None
        notice.save(update_fields=["mail_at"])


@transaction.atomic
def attend(member: Member, *, order_id: int, level: str) -> None:
    """Follow or mute an order; an empty level is the usual again."""
    if level:
        Attention.objects.update_or_create(order_id=order_id, member=member, defaults={"level": level})
    else:
        Attention.objects.filter(order_id=order_id, member=member).delete()
