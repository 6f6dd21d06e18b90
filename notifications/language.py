"""In which language somebody is written to. Decided here, for every letter and text that leaves."""

from collections.abc import Callable

from companies import languages
from companies.models import Member

type Finder = Callable[[str, int | None], str]
"""From an address, and the order a letter is about, to the language its reader asked for; empty if none is known."""

_finders: list[Finder] = []


def reads(find: Finder) -> Finder:
    """Let an app say what language its people asked for. The first that knows is right: lower apps come first."""
    _finders.append(find)
    return find


def language_for(to: str, *, order_id: int | None = None) -> str:
    """What the reader of this address asked for, if the company's letters speak it; else its main language.

    Whoever works for the company reads its main language.
    """
    main, *others = languages.spoken()
    if not others or Member.objects.active().filter(user__email__iexact=to).exists():
        return main
    asked = next(filter(None, (find(to, order_id) for find in _finders)), main)
    return asked if asked in others else main
