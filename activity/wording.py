"""The ledger in words: each app says how its verbs read."""

from collections import defaultdict
from string import Formatter
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from activity.leading import link_in
from activity.models import Activity

type Words = str | Promise

LONGEST_VALUE = 120
MONEY = ("adjustment.", "invoice.", "payment.", "checkout.")
"""Verbs that tell prices; who may not see these does not read them, unless they have words without."""

_sentences: dict[str, Words] = {}
_discreet: dict[str, Words] = {}
_silent: set[str] = set()


def word(verb: str, sentence: Words, *, discreet: Words = "") -> None:
    """Say how a verb reads. `{actor}` and the keys of the activity's data may stand in it.

    `discreet` is how it reads to those who may not see prices.
    """
    _sentences[verb] = sentence
    if discreet:
        _discreet[verb] = discreet


def silent(*verbs: str) -> None:
    """Keep verbs out of every log: they are shown in another way."""
    _silent.update(verbs)


def unread(*, with_money: bool) -> Q:
    """The activities that stand in no log of this reader."""
    hidden = Q(verb__in=_silent)
    if not with_money:
        for prefix in MONEY:
            hidden |= Q(verb__startswith=prefix) & ~Q(verb__in=_discreet)
    return hidden


def sentence(activity: Activity, *, with_money: bool = True) -> str:
    """The activity as one line of plain text."""
    return _pattern(activity, with_money).format_map(defaultdict(str, _values(activity)))


def marked_sentence(activity: Activity, *, with_money: bool = True) -> SafeString:
    """The same line with who and what in bold, and what changed as a link to it."""
    pattern, values = _pattern(activity, with_money), _values(activity)
    names = {name for _text, name, _spec, _conversion in Formatter().parse(pattern) if name}
    if not names:
        return escape(pattern)
    marked = {name: format_html("<b>{}</b>", values.get(name, "")) for name in names}
    link = link_in(activity, names)
    if link and values.get(link):
        way = reverse("activity:changed", args=[activity.pk])
        marked[link] = format_html('<a href="{}">{}</a>', way, values[link])
    return format_html(pattern, **marked)


def _pattern(activity: Activity, with_money: bool) -> str:
    words = None if with_money else _discreet.get(activity.verb)
    if words is None:
        plain = "{actor}: " + activity.verb.replace(".", " ").replace("_", " ")
        words = _sentences.get(activity.verb, plain)
    return str(words)


def _values(activity: Activity) -> dict[str, str]:
    return {key: _shown(value) for key, value in activity.data.items()} | {"actor": activity.actor_name}


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "—"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1].rstrip() + "…"
