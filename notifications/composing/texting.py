"""The words of a text message: filled in, in signs that telephones know, with how to end them where the law wants it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from notifications.composing.engine import fill, unwrapped
from notifications.composing.registry import Data, LetterKind
from notifications.models.text import Text
from notifications.segments import plainer

LONGEST = 1600
"""What Twilio takes as one text."""
SAID_ONCE_IN = timedelta(days=30)


def text_of(body: str, data: Data, *, ends: bool) -> str:
    """One text in the language in force. Raises NotUnderstood. What it `ends` with stays, however long the rest is."""
    lines = (" ".join(line.split()) for line in unwrapped(fill(body, data)).strip().splitlines())
    said = plainer("\n".join(lines))
    ending = f" {plainer(how_to_end())}" if ends else ""
    return said[: LONGEST - len(ending)] + ending


def how_to_end() -> str:
    """What stands below a text whatever the company writes. STOP is the word that we, and the networks, listen to."""
    return _("STOP ends these texts.")


def must_say_how_to_end(kind: LetterKind, number: str, now: datetime) -> bool:
    """Whether a text to this number has to: a confirmation always, any other if none of this kind went there of late."""
    lately = Text.objects.filter(to=number, created_at__gt=now - SAID_ONCE_IN)
    return kind.says_stop or not lately.filter(body__endswith=how_to_end()).exists()
