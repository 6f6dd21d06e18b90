"""People, as initials on their tone."""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.components.drawing import NOTHING, drawn

TONES = ("teal", "violet", "blue", "amber", "green", "pink", "orange")


def name_of(person: Any) -> str:
    return str(getattr(person, "name", "") or person)


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = [word for word in name.split() if word[0].isalnum()] or [name or "?"]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def tone_of(person: Any) -> str:
    """The person's own tone, or one that stays the same for their name."""
    return getattr(person, "tone", "") or TONES[crc32(name_of(person).encode()) % len(TONES)]


def avatar(person: Any, size: str = "") -> SafeString:
    """Initials, hidden from screen readers: name the person beside it. None is the ring for nobody yet."""
    sized = f" is-{size}" if size else ""
    if not person:
        return format_html('<span class="avatar is-empty{}" aria-hidden="true">{}</span>', sized, drawn("plus"))
    name = name_of(person)
    return format_html(
        '<span class="avatar{}" data-tone="{}" aria-hidden="true" title="{}">{}</span>',
        sized,
        tone_of(person),
        name,
        initials(name),
    )


def avatars(people: Iterable[Any], most: int = 3, size: str = "") -> SafeString:
    """A row of people, those beyond `most` as a number; nobody is the empty ring."""
    everyone = list(people)
    shown = everyone[:most]
    left = len(everyone) - len(shown)
    more = format_html(
        '<span class="avatar is-more{}" aria-hidden="true">+{}</span>', f" is-{size}" if size else "", left
    )
    row = format_html_join("", "{}", ((avatar(somebody, size),) for somebody in shown or [None]))
    return format_html('<span class="avatars">{}{}</span>', row, more if left else NOTHING)


def person(somebody: Any, size: str = "", note: str = "") -> SafeString:
    """Initials and a name on one line, with a quiet word under it."""
    under = format_html('<br><span class="muted small">{}</span>', note) if note else NOTHING
    return format_html(
        '<span class="person">{}<span>{}{}</span></span>', avatar(somebody, size), name_of(somebody), under
    )


def names(people: Iterable[Any]) -> str:
    """The names in a row, for titles and hidden words."""
    return ", ".join(name_of(person) for person in people)
