"""Wording letters, deciding whether they are sent, and sending them, each once."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import structlog
from django.db import transaction
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.models import Company, Member
from companies.scope import company_scope, current_company_id, everywhere
from core.actor import Actor
from core.ledger import record
from core.moments import clock
from core.phone import international
from notifications.actions.mail import send_mail, wake
from notifications.actions.texts import can_text, reaches, send_text
from notifications.composing import standing
from notifications.composing.engine import NotUnderstood
from notifications.composing.registry import Data, LetterKind, kind_of, kinds
from notifications.composing.standing import Piece, Wording
from notifications.composing.texting import must_say_how_to_end, text_of
from notifications.language import language_for
from notifications.letters import Letter, compose_worded
from notifications.models import Mail
from notifications.models.template import TemplateSettings, TemplateVersion, Withheld

log = structlog.get_logger(__name__)


@transaction.atomic
def save_template(piece: Piece, *, body: str, by: Actor, subject: str = "", why: str = "") -> TemplateVersion:
    """Put new words in force; the old ones stay readable. The same words again are no new version."""
    Company.objects.select_for_update().get(pk=current_company_id())
    where = {"letter": piece.kind.key, "language": piece.language, "channel": piece.channel}
    newest = TemplateVersion.objects.filter(**where).first()
    if newest is not None and (newest.subject, newest.body, newest.why) == (subject, body, why):
        return newest
    number, words = newest.number + 1 if newest else 1, {"subject": subject, "body": body, "why": why}
    version = TemplateVersion.objects.create(**where, **words, number=number, saved_by=by.name)
    verb = "template.reset" if version.is_standard else "template.saved"
    record(verb, on=version, by=by, letter=piece.title, number=version.number)
    return version


def use_standard(piece: Piece, *, by: Actor) -> TemplateVersion:
    """Have no words of one's own any more: what is sent instead follows those who better it."""
    return save_template(piece, body="", by=by)


def restore_template(piece: Piece, version: TemplateVersion, *, by: Actor) -> TemplateVersion:
    """Put the words of an older version in force again, as a new one."""
    return save_template(piece, subject=version.subject, body=version.body, why=version.why, by=by)


@transaction.atomic
def set_sending(kind: LetterKind, *, is_on: bool, by: Actor, days: int = 0, hour: int = 9) -> TemplateSettings:
    """Say whether a letter is sent, and when by the clock. What fell due before now is not sent after the fact."""
    Company.objects.select_for_update().get(pk=current_company_id())
    before = standing.settings_of(kind)
    if before and (before.is_on, before.days, before.hour) == (is_on, days, hour):
        return before
    decided = {"is_on": is_on, "days": days, "hour": hour, "since": timezone.now()}
    row, _is_new = TemplateSettings.objects.update_or_create(letter=kind.key, defaults=decided)
    verb = "template.switched_on" if is_on else "template.switched_off"
    record(verb, on=row, by=by, letter=str(kind.title), days=days, hour=hour)
    return row


def write_letter(letter: str, *, to: str, key: str, order_id: int | None, data: Callable[[], Data]) -> Mail | None:
    """Send a letter in the company's words, once per key. None, and nothing is sent, where it is switched off."""
    kind = kind_of(letter)
    assert kind is not None, letter
    if not standing.is_sent(kind, standing.settings_of(kind)):
        return None
    return _write(kind, data, to=to, key=key, order_id=order_id)


def _write(kind: LetterKind, data: Callable[[], Data], *, to: str, key: str, order_id: int | None) -> Mail:
    """The letter, and the text beside it, in the language of whoever reads them."""
    language = language_for(to, order_id=order_id)
    mail = post(kind, in_force(kind, data, language=language), to=to, key=key, order_id=order_id)
    if kind.text and can_text():
        _text_beside(kind, data, language=language, key=key, order_id=order_id)
    return mail


def _text_beside(kind: LetterKind, data: Callable[[], Data], *, language: str, key: str, order_id: int | None) -> None:
    """Say a letter in short to a customer who agreed to texts, once per key."""
    words = standing.in_force(kind, language, standing.TEXT)
    with translation.override(words.language):
        filled = data()
        try:
            number = international(filled["customer"]["phone"])
        except ValueError:
            return
        if reaches(number):
            ends = must_say_how_to_end(kind, number, timezone.now())
            body = _text_in_force(kind, words, filled, ends=ends)
            send_text(to=number, body=body, kind=kind.key, key=key, order_id=order_id)


def _text_in_force(kind: LetterKind, words: Wording, filled: Data, *, ends: bool) -> str:
    try:
        return text_of(words.body, filled, ends=ends)
    except NotUnderstood as trouble:
        log.warning("the company's text cannot be filled", letter=kind.key, detail=str(trouble))
        return text_of(standing.standard(kind, standing.TEXT).body, filled, ends=ends)


def in_force(kind: LetterKind, data: Callable[[], Data], *, language: str = "") -> Letter:
    """The letter in the words in force for who reads this language, the main one if none is named.

    Words that cannot be filled after all give way to ours: the mail leaves.
    """
    try:
        return compose_worded(kind, standing.in_force(kind, language), data=data)
    except NotUnderstood as trouble:
        log.warning("the company's words cannot be filled", letter=kind.key, detail=str(trouble))
        return compose_worded(kind, standing.standard(kind), data=data)


def post(
    kind: LetterKind, letter: Letter, *, to: str, key: str, order_id: int | None, at: datetime | None = None
) -> Mail:
    """Put a written letter into the outbox, once per key."""
    words = {"subject": letter.subject, "text": letter.text, "html": letter.html}
    return send_mail(to=to, **words, kind=kind.key, key=key, order_id=order_id, at=at)


@transaction.atomic
def withhold(kind: LetterKind, *, key: str, on: Model, by: Actor) -> None:
    """Decide that a letter that asks is not sent, or one that was to go later; it does not ask again. Once, if done twice."""
    Company.objects.select_for_update().get(pk=current_company_id())
    Mail.objects.planned(timezone.now()).filter(key=key).delete()
    if not standing.is_answered(key):
        Withheld.objects.create(key=key, letter=kind.key, decided_by=by.name)
        record("letter.withheld", on=on, by=by, letter=str(kind.title))


@transaction.atomic
def send_asked(
    kind: LetterKind,
    letter: Letter,
    *,
    key: str,
    to: str,
    order_id: int,
    by: Actor,
    on: Model,
    at: datetime | None = None,
) -> Mail | None:
    """Send a letter that asked, as written, now or at a later time. Asked of two people at once, the first answer counts:
    None for the other.
    """
    company = Company.objects.select_for_update().get(pk=current_company_id())
    if standing.is_answered(key):
        return None
    if at is None:
        record("letter.sent", on=on, by=by, letter=str(kind.title), to=to)
    else:
        there = at.astimezone(ZoneInfo(company.time_zone))
        when = f"{date_format(there, 'DATE_FORMAT')}, {clock(there)}"
        record("letter.planned", on=on, by=by, letter=str(kind.title), to=to, when=when)
    return post(kind, letter, to=to, key=key, order_id=order_id, at=at)


@transaction.atomic
def send_planned_now(kind: LetterKind, *, key: str, by: Actor, on: Model) -> Mail | None:
    """Let a letter that was to go later go at once; None if it is gone already."""
    now = timezone.now()
    mail = Mail.objects.planned(now).filter(key=key).select_for_update().first()
    if mail is None:
        return None
    mail.next_try_at = now
    mail.save(update_fields=["next_try_at"])
    record("letter.sent", on=on, by=by, letter=str(kind.title), to=mail.to)
    transaction.on_commit(wake, robust=True)
    return mail


@transaction.atomic
def drop_planned(kind: LetterKind, *, order_id: int) -> None:
    """Forget the letters of an order that were to go later: what they say no longer holds."""
    Mail.objects.planned(timezone.now()).filter(kind=kind.key, order_id=order_id).delete()


def send_trial(letter: Letter, *, to: Member) -> Mail:
    """Mail a letter to whoever tries it out, marked as a trial."""
    with translation.override(to.company.language):
        subject = _("Trial: %(subject)s") % {"subject": letter.subject}
    key = f"template-trial:{uuid4()}"
    text, html = letter.text, letter.html
    return send_mail(to=to.user.email, subject=subject[:300], text=text, html=html, kind="template-trial", key=key)


def send_due(now: datetime | None = None) -> int:
    """Send every letter whose time has come, in every company; how many. Any number of these may run, or die, at once."""
    now = now or timezone.now()
    with everywhere():  # a sweep: which companies there are
        companies = list(Company.objects.order_by("id").values_list("pk", flat=True))
    return sum(_send_due_of(company, kind, now) for company in companies for kind in kinds() if kind.clock)


def _send_due_of(company_id: int, kind: LetterKind, now: datetime) -> int:
    """One company's letters of a kind, in one transaction; its trouble is not that of others."""
    try:
        with company_scope(company_id):
            return _write_due(kind, now)
    except Exception:
        log.exception("letters that are due were not written", company=company_id, letter=kind.key)
        return 0


def _write_due(kind: LetterKind, now: datetime) -> int:
    timing = standing.timing(kind, standing.settings_of(kind))
    if timing is None or kind.clock is None:
        return 0
    due = list(kind.clock.find(now, timing))
    sent = set(Mail.objects.filter(key__in=[each.key for each in due]).values_list("key", flat=True))
    written = [each for each in due if each.key not in sent]
    for each in written:
        _write(kind, each.data, to=each.to, key=each.key, order_id=each.order_id)
    return len(written)
