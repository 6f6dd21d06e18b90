"""Mails in words: HTML and text of one source, styles where mail programs look for them.

Ours come from `templates/mail/<name>.html`, which extends `mail/layout.html` and has a partial `subject`; those that a
company words itself are Liquid and Markdown.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import css_inline
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils import translation

from companies.links import link
from companies.models import Company
from companies.scope import current_company_id
from core.colour import readable, readable_ink
from notifications.composing.drawing import draw
from notifications.composing.engine import fill, unwrapped
from notifications.composing.registry import Data, LetterKind
from notifications.composing.standing import Wording
from notifications.plain import plain

MOST_OF_A_SUBJECT = 300
ANY_QUOTE = re.compile(r"(<blockquote[^>]*>).*?(</blockquote>)", re.DOTALL)
STYLES = css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in words: the HTML and the text are made from the same source."""

    subject: str
    text: str
    html: str


def compose(template: str, **context: Any) -> Letter:
    """Write a mail of the company in force, in its language. `root` is the company's address: `{{ root }}/my/orders/`."""
    company = _company()
    with translation.override(company.language):
        subject = render_to_string(f"{template}#subject", _frame(company) | context)
        html = render_to_string(template, _frame(company) | context)
    return _letter(plain(subject), html)


def compose_worded(kind: LetterKind, words: Wording, *, data: Callable[[], Data]) -> Letter:
    """Write a mail in these words; `data` is asked for in their language. Raises NotUnderstood."""
    with translation.override(words.language):
        filled = data()
        subject = unwrapped(fill(words.subject, filled), isolated=translation.get_language_bidi())
        return _written(kind, words, subject, fill(words.body, filled))


def compose_written(kind: LetterKind, words: Wording) -> Letter:
    """Write a mail in words that somebody wrote for this once: Markdown, in which nothing is filled in."""
    with translation.override(words.language):
        return _written(kind, words, words.subject, words.body)


def filled_in(words: Wording, *, data: Callable[[], Data]) -> tuple[str, str]:
    """Subject and body with every value in its place, as somebody may edit them before they are sent."""
    with translation.override(words.language):
        filled = data()
        written = re.sub(r"\n{3,}", "\n\n", unwrapped(fill(words.body, filled)))
        return " ".join(unwrapped(fill(words.subject, filled)).split()), written


def quoted_anew(html: str, *, key: int, words: str) -> tuple[str, str]:
    """HTML and text of a letter with other words in its quote of this key; without such a quote, in every one."""
    marked = re.compile(rf'(<blockquote[^>]*\bdata-notice="{key}"[^>]*>).*?(</blockquote>)', re.DOTALL)
    quote = marked if marked.search(html) else ANY_QUOTE
    changed = quote.sub(lambda found: f"{found[1]}{linebreaksbr(words, autoescape=True)}{found[2]}", html)
    return changed, plain(changed)


def why_of(kind: LetterKind, company: Company) -> str:
    """Our own sentence on why a reader gets the letter."""
    return str(kind.why) % {"company": company.name}


def _written(kind: LetterKind, words: Wording, subject: str, body: str) -> Letter:
    company = _company()
    parts = {"body": draw(body), "why": words.why or why_of(kind, company)}
    return _letter(subject, render_to_string("mail/letter.html", _frame(company) | parts))


def _letter(subject: str, html: str) -> Letter:
    styled = STYLES.inline(html.strip())
    return Letter(" ".join(subject.split())[:MOST_OF_A_SUBJECT], plain(styled), styled)


def _company() -> Company:
    return Company.objects.get(pk=current_company_id())


def _frame(company: Company) -> dict[str, Any]:
    return {
        "company": company,
        "root": link(""),
        "fill": readable(company.brand_colour),
        "ink": readable_ink(company.brand_colour),
        "start": "right" if translation.get_language_bidi() else "left",
        "end": "left" if translation.get_language_bidi() else "right",
    }
