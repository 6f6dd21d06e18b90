"""When words that notices quote are said anew or taken back: inbox, mail and browser follow, sent ones in what we keep of them."""

from collections.abc import Collection, Sequence

from django.db import transaction

from notifications.actions.notices import hint_at_inbox
from notifications.letters import quoted_anew
from notifications.models import Mail, Notice, Push
from notifications.registry import orders_named


@transaction.atomic
def take_back(kind: str, activities: Collection[int], *, instead: str) -> int:
    """Take the words of the notices of these activities out of all that we keep; how many notices that were.

    What nobody has read and nothing has carried out of the house is taken away. Anything else says `instead`, and in the
    log of what was sent it stays that it was, to whom and when. What is on its way at this moment may arrive with the words.
    """
    notices = _locked(kind, activities)
    for notice in notices:
        mail, pushes = _mail_of(notice), _pushes_of(notice)
        if _has_stayed_here(notice, mail, pushes):
            _take_away(notice, mail)
        else:
            _say_instead(notice, mail, instead)
            Push.objects.filter(notice=notice, state=Push.State.WAITING).update(state=Push.State.STOPPED)
        hint_at_inbox(notice.member)
    return len(notices)


@transaction.atomic
def reword(kind: str, activities: Collection[int], *, words: str) -> int:
    """Let the notices of these activities, and their mails that still wait, quote other words; how many notices that were.

    The log of what was sent keeps what it said. Whoever no longer sees the order reads nothing new of it.
    """
    notices = [notice for notice in _locked(kind, activities) if _may_still_read(notice)]
    for notice in notices:
        mail = _mail_of(notice)
        _say_instead(notice, mail if mail and mail.state == Mail.State.WAITING else None, words)
        hint_at_inbox(notice.member)
    return len(notices)


def _locked(kind: str, activities: Collection[int]) -> list[Notice]:
    """Kept from whoever gathers mails until the end of the transaction: each is in a mail, or in none, and stays so."""
    told = Notice.objects.filter(kind=kind, activity_id__in=activities).select_related("member__user").order_by("id")
    return list(told.select_for_update(of=("self",)))


def _mail_of(notice: Notice) -> Mail | None:
    return Mail.objects.select_for_update().get(pk=notice.mail_id) if notice.mail_id else None


def _pushes_of(notice: Notice) -> list[Push]:
    return list(Push.objects.filter(notice=notice).select_for_update(of=("self",)).order_by("id"))


def _has_stayed_here(notice: Notice, mail: Mail | None, pushes: Sequence[Push]) -> bool:
    """Whether nobody has read it, and no sender has ever taken it up, alone or with others."""
    if notice.read_at or not all(_is_untried(push) for push in pushes):
        return False
    return mail is None or (_is_untried(mail) and not Notice.objects.filter(mail=mail).exclude(pk=notice.pk).exists())


def _is_untried(row: Mail | Push) -> bool:
    return row.state == "waiting" and row.tries == 0


def _take_away(notice: Notice, mail: Mail | None) -> None:
    Notice.objects.filter(pk=notice.pk).delete()
    if mail:
        Mail.objects.filter(pk=mail.pk).delete()


def _say_instead(notice: Notice, mail: Mail | None, words: str) -> None:
    notice.body = words
    notice.save(update_fields=["body"])
    if mail:
        mail.html, mail.text = quoted_anew(mail.html, key=notice.pk, words=words)
        mail.save(update_fields=["html", "text"])


def _may_still_read(notice: Notice) -> bool:
    return notice.order_id is None or notice.order_id in orders_named(notice.member, [notice.order_id])
