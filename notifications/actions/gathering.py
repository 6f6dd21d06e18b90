"""Mails of notices: what a member is told within a minute, a night or a day is one mail."""

from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from companies.models import Member
from companies.scope import company_scope, everywhere
from notifications.actions.mail import send_letter
from notifications.models import Mail, Notice
from notifications.models.notice import NoticeQuerySet
from notifications.registry import orders_named
from notifications.timing import GATHERED_FOR

log = structlog.get_logger(__name__)

PAUSE = timedelta(hours=1)
"""How long notices rest of which no mail could be made."""
MANY = "notices"
"""The kind of a mail of several notices; a mail of one has the kind of the notice."""


def gather(now: datetime | None = None) -> int:
    """Write a mail for each member whose notices are due by now; how many members that were.

    The mail and the mark on its notices are one transaction: whatever dies, each notice is in one mail.
    """
    now = now or timezone.now()
    gathered = 0
    while due := _first_due(now):
        company_id, member_id = due
        try:
            with company_scope(company_id):
                _write(member_id, now)
        except Exception:
            log.exception("no mail of these notices", member=member_id)
            with company_scope(company_id):
                _due(member_id, now).update(mail_at=now + PAUSE)
        gathered += 1
    return gathered


def _first_due(now: datetime) -> tuple[int, int] | None:
    with everywhere():
        due = Notice.everywhere.filter(mail_at__lte=now).order_by("mail_at")
        return due.values_list("company_id", "member_id").first()


def _due(member_id: int, now: datetime) -> NoticeQuerySet:
    return Notice.objects.waiting_for_mail().filter(member=member_id, mail_at__lte=now + GATHERED_FOR)


def _write(member_id: int, now: datetime) -> Mail | None:
    """One mail of all that is due or will be within the minute. Read ones, and those of orders now hidden, are left out."""
    member = Member.objects.select_for_update(of=("self",), no_key=True).select_related("user").get(pk=member_id)
    waiting = list(_due(member_id, now).select_for_update(of=("self",), no_key=True).order_by("id"))
    visible = orders_named(member, {notice.order_id for notice in waiting if notice.order_id})
    told = [
        notice
        for notice in waiting
        if not (notice.in_inbox and notice.read_at) and (notice.order_id is None or notice.order_id in visible)
    ]
    mail = _mail(member, told) if told and member.is_active and member.user.is_active else None
    _due(member_id, now).filter(pk__in=[each.pk for each in waiting]).update(mail_at=None)
    if mail:
        Notice.objects.filter(pk__in=[each.pk for each in told]).update(mail=mail)
    return mail


def _mail(member: Member, told: list[Notice]) -> Mail:
    first, to = told[0], member.user.email
    if len(told) == 1:
        return send_letter("mail/notice.html", to=to, kind=first.kind, key=f"notice:{first.pk}", notice=first)
    key = f"notices:{first.pk}-{told[-1].pk}"
    return send_letter("mail/notices.html", to=to, kind=MANY, key=key, notices=told)
