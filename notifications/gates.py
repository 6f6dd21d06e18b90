"""Who hears of a member's notices: that member. And the rows behind the pages of sending."""

from collections.abc import Mapping
from typing import Any

from django.utils.crypto import constant_time_compare

from companies import languages
from companies.gates import found
from companies.models import Member
from core.live import Viewer, guard
from notifications.composing import standing
from notifications.composing.registry import kind_of
from notifications.composing.standing import Piece
from notifications.models import Browser, Mail, Sender, SlackPlace, SlackPost, Suppression, Text


@guard("member")
def may_hear_member(viewer: Viewer, member_id: int) -> bool:
    return viewer.member is not None and viewer.member.pk == member_id


def sender_or_404() -> Sender:
    """The company's own sender, once it has one with an address."""
    return found(Sender.objects.exclude(address="").first())


def hooked_sender_or_404(provider: str, secret: str) -> Sender:
    """The sender whose provider speaks to this address."""
    row = Sender.objects.exclude(provider=Sender.Provider.SMTP).filter(provider=provider).first()
    known = row.hook_secret if row else ""
    return found(row if known and constant_time_compare(known.encode(), secret.encode()) else None)


def suppression_or_404(pk: int) -> Suppression:
    return found(Suppression.objects.filter(pk=pk).first())


def kept_mail_or_404(pk: int) -> Mail:
    """A mail that was kept back."""
    return found(Mail.objects.kept_back().filter(pk=pk).first())


def piece_or_404(name: str, asked: Mapping[str, Any]) -> Piece:
    """A letter, or the text beside it, in a language of the company; the letter in the main one if nothing is asked."""
    kind, offered = found(kind_of(name)), languages.spoken()
    language, channel = str(asked.get("language", offered[0])), str(asked.get("channel", standing.MAIL))
    known = language in offered and (channel == standing.MAIL or (channel == standing.TEXT and bool(kind.text)))
    return found(Piece(kind, language, channel, language == offered[0]) if known else None)


def text_or_404(pk: int) -> Text:
    return found(Text.objects.filter(pk=pk).first())


def browser_or_404(member: Member, pk: int) -> Browser:
    """One of the member's own browsers."""
    return found(Browser.objects.filter(member=member, pk=pk).first())


def slack_place_or_404() -> SlackPlace:
    """The company's Slack, once it is connected and switched on."""
    row = SlackPlace.objects.first()
    return found(row if row and row.is_active and row.is_connected else None)


def slack_post_or_404(pk: int) -> SlackPost:
    return found(SlackPost.objects.filter(pk=pk).first())
