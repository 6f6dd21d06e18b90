"""The languages that can be written in: those that Django knows dates, times and names of."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import global_settings, settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language, get_language_info
from django.utils.translation.trans_real import parse_accept_lang_header


@cache
def codes() -> tuple[str, ...]:
    """Every language there is, by its code, in the order of its own name."""
    return tuple(sorted((code for code, _name in global_settings.LANGUAGES), key=lambda code: name_of(code).casefold()))


def name_of(code: str) -> str:
    """What a language is called by those who speak it: Deutsch."""
    return str(_info(code).get("name_local", code))


def english_name_of(code: str) -> str:
    """What a language is called in the language in force: German."""
    return str(_info(code).get("name_translated", code))


def is_right_to_left(code: str) -> bool:
    return code.split("-")[0] in settings.LANGUAGES_BIDI


def code_of(said: str) -> str | None:
    """The language that somebody names by its code or by its name, such as de, pt_BR, German or Deutsch."""
    return _by_name().get(" ".join(said.replace("_", "-").split()).casefold())


def best_of(offered: Sequence[str], accepted: str) -> str:
    """Which of these somebody reads best by the header Accept-Language of their browser; empty if none."""
    for wanted, _weight in parse_accept_lang_header(accepted.lower()):
        near = (wanted, *LANG_INFO.get(wanted, {}).get("fallback", ()), wanted.split("-")[0])
        kin = [code for code in offered if code.split("-")[0] == near[-1]]
        found = next((code for code in (*near, *kin) if code in offered), "")
        if found:
            return found
    return ""


def has_our_words() -> bool:
    """Whether our own words exist in the language in force; where they do not, dates take the shape that Django knows."""
    return get_language() in dict(settings.LANGUAGES)


@cache
def _info(code: str) -> Mapping[str, Any]:
    return get_language_info(code) if code in dict(global_settings.LANGUAGES) else {}


@cache
def _by_name() -> dict[str, str]:
    named: dict[str, str] = {}
    for code, english in global_settings.LANGUAGES:
        for name in (code, str(english), name_of(code)):
            named.setdefault(name.casefold(), code)
    return named
