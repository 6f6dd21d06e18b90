"""Who hears of what, and how: what the event says, and what people chose instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from companies.models import Company, Member
from companies.scope import current_company_id
from notifications.models import Attention, NoticeChoice, NoticeTimes
from notifications.registry import Event
from notifications.timing import Times


@dataclass(frozen=True, slots=True)
class Channels:
    """How a member hears of an event."""

    in_inbox: bool
    by_mail: bool
    on_every_order: bool = False
    by_push: bool = False


def usual(member: Member, event: Event) -> Channels:
    """How a member hears of an event who has chosen nothing."""
    return Channels(True, event.mail, event.is_for_the_role_of(member), event.mail)


def channels_of(member: Member, event: Event) -> Channels:
    """How a member hears of an event; of some they always do."""
    chosen = NoticeChoice.objects.filter(member=member, event=event.key).first()
    if chosen is None:
        return usual(member, event)
    return Channels(chosen.in_inbox or event.always, chosen.by_mail, chosen.on_every_order, chosen.by_push)


def times_of(member: Member) -> Times:
    """When a member wants mail."""
    times = NoticeTimes.objects.filter(member=member).first()
    if times is None:
        return Times(ZoneInfo(Company.objects.get(pk=current_company_id()).time_zone))
    return Times(ZoneInfo(times.time_zone), times.quiet_from, times.quiet_until, times.digest_at)


def level_of(member: Member, order_id: int) -> str:
    """Whether the member follows or mutes the order; nothing for the usual."""
    found = Attention.objects.filter(member=member, order_id=order_id).values_list("level", flat=True).first()
    return found or ""


def hearers(event: Event, *, order_id: int | None = None, also: Iterable[int | None] = ()) -> list[Member]:
    """Everybody to be told of an event: those named, who has that role or asked for it, and followers of the order."""
    named = set(also)
    chosen = {each.member_id: each.on_every_order for each in NoticeChoice.objects.filter(event=event.key)}
    if order_id is not None and not event.is_personal:
        named.update(Attention.objects.followed(order_id).values_list("member_id", flat=True))
    members = Member.objects.active().select_related("user").order_by("id")
    return [
        member
        for member in members
        if event.is_open_to(member)
        and (member.pk in named or (not event.is_personal and chosen.get(member.pk, event.is_for_the_role_of(member))))
    ]
