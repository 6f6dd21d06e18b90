"""Fragments of pages, remembered by everything they show."""

from collections.abc import Hashable
from functools import lru_cache

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_KEPT = 4096


def kept(template: str, **facts: Hashable) -> SafeString:
    """The template's text for these facts, made once in this process: {% kept "orders/_row.html" row=row %}.

    The template sees the facts and nothing else (no request, no company, no capabilities), and facts cannot change,
    so a remembered text is never stale and never another company's. Facts are frozen: numbers, words, moments,
    tuples and frozen dataclasses of them, never rows of the database.
    """
    given = tuple(sorted(facts.items()))
    if settings.DEBUG:
        return _made.__wrapped__(template, get_language(), given)
    return _made(template, get_language(), given)


@lru_cache(maxsize=MOST_KEPT)
def _made(template: str, language: str | None, facts: tuple[tuple[str, Hashable], ...]) -> SafeString:
    text: SafeString = get_template(template).render(dict(facts))  # type: ignore[assignment]
    return text
