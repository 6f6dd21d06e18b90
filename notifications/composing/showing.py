"""A letter on a page: filled from a real order where there is one, in a frame that runs and loads nothing."""

import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from companies.models import Company
from companies.scope import current_company_id
from notifications.composing.registry import Data, LetterKind
from notifications.composing.standing import Wording
from notifications.letters import Letter, compose_worded

SHOWN = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'"],
    "base-uri": ["'self'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
}
"""A mail carries its styles in itself, as mail programs want it; it runs nothing and loads nothing of others."""
FOR_THE_DARK = "@media (prefers-color-scheme: dark)"
BODY = re.compile(r"<body[^>]*>")


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter, and whether it is filled from an order or from samples; `missing` is a number that did not fit."""

    letter: Letter
    is_sample: bool
    missing: int | None


def letter_for(kind: LetterKind, words: Wording, number: int | None) -> Shown:
    """The letter in these words with the order of that number, else the newest that fits, else samples."""
    with translation.override(Company.objects.get(pk=current_company_id()).language):
        named = kind.example(number) if number is not None else None
        data: Data | None = named or kind.example(None)
    missing = number if number is not None and named is None else None
    letter = compose_worded(kind, subject=words.subject, body=words.body, data=lambda: data or kind.sample())
    return Shown(letter, is_sample=data is None, missing=missing)


def page_of(shown: Shown, *, dark: bool = False) -> HttpResponse:
    """The mail with its subject above it and its text below; a click on a link leads nowhere."""
    mail = shown.letter.html.replace("<head>", '<head><base target="_blank">', 1)
    html = re.sub(re.escape(FOR_THE_DARK), "@media all" if dark else "@media not all", mail)
    above = render_to_string("mail/shown.html#above", {"shown": shown})
    below = render_to_string("mail/shown.html#below", {"shown": shown})
    html = BODY.sub(lambda tag: tag[0] + above, html, count=1)
    return HttpResponse(html.replace("</body>", below + "</body>", 1))
