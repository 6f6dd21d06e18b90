"""What the pages of templates show around the words: the languages, the channels, and what is sent where words are missing."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from companies import languages
from companies.models import Company
from companies.scope import current_company_id
from core.languages import english_name_of, name_of
from notifications.composing import standing
from notifications.composing.registry import LetterKind
from notifications.composing.standing import MAIL, TEXT, Piece
from notifications.composing.texting import how_to_end
from notifications.letters import why_of


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its own name, and whether the company has words of its own in it."""

    code: str
    is_main: bool
    is_own: bool = False

    @property
    def name(self) -> str:
        return name_of(self.code)

    @property
    def english_name(self) -> str:
        return english_name_of(self.code)


def choice_of() -> dict[str, Any]:
    """The languages that the company's letters speak, for the list of templates."""
    return {"languages": _languages(set())}


def how_it_stands(piece: Piece) -> dict[str, Any]:
    """A piece with its versions and its neighbours: the same words in other languages, and by the other channel."""
    versions = standing.versions(piece)
    own = standing.own_languages(piece.kind, piece.channel)
    return {
        "kind": piece.kind,
        "piece": piece,
        "versions": versions,
        "is_own": piece.language in own,
        "instead": "" if piece.language in own else _instead(piece),
        "languages": _languages(own),
        "channels": [MAIL, TEXT] if piece.kind.text else [],
        "ending": how_to_end() if piece.is_text else "",
        "our_why": "" if piece.is_text else our_why(piece.kind),
    }


def _languages(own: set[str]) -> list[Language]:
    main, *others = languages.spoken()
    return [Language(main, True, main in own), *(Language(code, False, code in own) for code in others)]


def _instead(piece: Piece) -> str:
    """What is sent where there are no words in this language; empty where those are our own."""
    sent = standing.in_force(piece.kind, piece.language, piece.channel)
    if sent.language == piece.language:
        return ""
    names = {"language": english_name_of(piece.language), "other": english_name_of(sent.language)}
    return _("No %(language)s version: the %(other)s one is sent.") % names


def our_why(kind: LetterKind) -> str:
    """What stands below a letter of which nothing else is said."""
    return _("Empty: %(sentence)s") % {"sentence": why_of(kind, Company.objects.get(pk=current_company_id()))}
