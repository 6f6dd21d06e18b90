"""Telling a member in their browsers: each notice once in each of them, whatever dies on the way."""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from companies.models import Member
from companies.scope import company_scope
from notifications.actions import outbox
from notifications.channels.push import NotTaken, deliver
from notifications.models import Browser, Notice, Push
from notifications.registry import orders_named

log = structlog.get_logger(__name__)

SWEEP = "notifications.tasks.send_waiting_pushes"


@transaction.atomic
def add_browser(member: Member, *, endpoint: str, p256dh: str, auth: str, name: str) -> Browser:
    """Tell a member in this browser from now on. The same again renews its keys."""
    keys = {"p256dh": p256dh, "auth": auth, "name": name[:120]}
    browser, _is_new = Browser.objects.update_or_create(member=member, endpoint=endpoint, defaults=keys)
    return browser


@transaction.atomic
def remove_browser(browser: Browser) -> None:
    """Tell nothing more in this browser."""
    Browser.objects.filter(pk=browser.pk).delete()


def push(notice: Notice, *, at: datetime) -> None:
    """Put a notice on its way to every browser of its member, to be there at that time. Twice is once."""
    browsers = list(Browser.objects.filter(member=notice.member_id))
    for browser in browsers:
        key = f"{notice.pk}:{browser.pk}"
        Push.objects.get_or_create(key=key, defaults={"notice": notice, "browser": browser, "next_try_at": at})
    if browsers:
        transaction.on_commit(lambda: outbox.wake(SWEEP), robust=True)


def send_waiting_pushes() -> int:
    """Send everything that is due to browsers; how many were tried."""
    return outbox.send_all(Push, _deliver)


def _deliver(company_id: int, push_id: int) -> None:
    with company_scope(company_id):
        row = Push.objects.select_related("notice__member__user", "browser").get(pk=push_id)
        notice = row.notice
        if not _is_wanted(notice):
            Push.objects.filter(pk=row.pk).update(state=Push.State.STOPPED)
            return
    try:
        deliver(row.browser, title=notice.title, body=notice.body, url=notice.url, tag=f"notice-{notice.pk}")
    except NotTaken as error:
        log.warning("push not taken", push=push_id, error=str(error))
        with company_scope(company_id):
            if error.is_gone:
                remove_browser(row.browser)
            else:
                outbox.note_failure(row, error, for_good=error.for_good)
    else:
        outbox.surely(lambda: _note_sent(row))


def _is_wanted(notice: Notice) -> bool:
    """Not what was read meanwhile, nor what belongs to an order now hidden, nor of somebody who left."""
    member = notice.member
    if notice.read_at or not (member.is_active and member.user.is_active):
        return False
    return notice.order_id is None or notice.order_id in orders_named(member, [notice.order_id])


def _note_sent(row: Push) -> None:
    with company_scope(row.company_id):
        now = timezone.now()
        Push.objects.filter(pk=row.pk).update(state=Push.State.SENT, sent_at=now, last_error="")
