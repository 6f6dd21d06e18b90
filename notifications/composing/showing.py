"""A letter on a page: filled from a real order where there is one, in a frame that runs and loads nothing."""

import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from core.languages import is_right_to_left
from notifications.composing.registry import Data, LetterKind
from notifications.composing.standing import TEXT, Wording
from notifications.composing.texting import text_of
from notifications.letters import Letter, compose_worded
from notifications.segments import Measure, measure

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
    """A letter or a text, and whether it is filled from an order or from samples; `missing` is a number that did not fit."""

    letter: Letter
    is_sample: bool
    missing: int | None
    language: str = ""

    @property
    def measure(self) -> Measure:
        """How many messages a text fills."""
        return measure(self.letter.text)

    @property
    def is_right_to_left(self) -> bool:
        return is_right_to_left(self.language)


def shown(kind: LetterKind, words: Wording, number: int | None, *, channel: str) -> Shown:
    """The letter or text in these words with the order of that number, else the newest that fits, else samples."""
    with translation.override(words.language):
        named = kind.example(number) if number is not None else None
        data: Data | None = named or kind.example(None)
        missing = number if number is not None and named is None else None
        filled = data or kind.sample()
        if channel == TEXT:
            letter = Letter("", text_of(words.body, filled, ends=True), "")
        else:
            letter = compose_worded(kind, words, data=lambda: filled)
    return Shown(letter, is_sample=data is None, missing=missing, language=words.language)


def page(shown: Shown, *, dark: bool = False) -> HttpResponse:
    """What was written as its reader sees it."""
    return page_of(shown, dark=dark) if shown.letter.html else HttpResponse(_text_page(shown))


def _text_page(shown: Shown) -> str:
    return render_to_string("mail/text_shown.html", {"shown": shown})


def page_of(shown: Shown, *, dark: bool = False) -> HttpResponse:
    """The mail with its subject above it and its text below; a click on a link leads nowhere."""
    mail = shown.letter.html.replace("<head>", '<head><base target="_blank">', 1)
    html = re.sub(re.escape(FOR_THE_DARK), "@media all" if dark else "@media not all", mail)
    above = render_to_string("mail/shown.html#above", {"shown": shown})
    below = render_to_string("mail/shown.html#below", {"shown": shown})
    html = BODY.sub(lambda tag: tag[0] + above, html, count=1)
    return HttpResponse(html.replace("</body>", below + "</body>", 1))
