"""Who is named in a text. Pure: people and words in, places out.

`@John Smith` and `@JohnSmith` name John Smith, in any case. The longest name that fits wins. A name that several
people have leaves the choice open: the writer is asked which one. A crowd (a role) is several people by one word.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

NOBODY = -1
"""The id of a word that is no one person's name."""
BLANKS = r"[^\S\n]*"
APOSTROPHES = "['’ʼ]"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be named."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """Several people by one word."""

    name: str
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands in the text, its `@` included, and the ids of all who bear it."""

    start: int
    end: int
    written: str
    people: tuple[int, ...]
    is_crowd: bool = False

    @property
    def handle(self) -> str:
        """The same for every way to write the name."""
        return handle(self.written)


@dataclass(frozen=True, slots=True)
class Named:
    """A text read through: places whose people are certain, and places that fit several people."""

    certain: tuple[Place, ...]
    unclear: tuple[Place, ...]

    @property
    def people(self) -> list[int]:
        """Everybody who is certainly named, once each, in the order of the text."""
        return list(dict.fromkeys(person for place in self.certain for person in place.people))


def handle(written: str) -> str:
    """A name as it is compared: without `@` and blanks, in small letters."""
    return "".join(written.removeprefix("@").split()).casefold()


def find(text: str, people: Iterable[Person], crowds: Collection[Crowd] = ()) -> list[Place]:
    """Every name in the text, from left to right. An `@` inside a word (an e-mail address) names nobody."""
    meant = {handle(crowd.name): crowd.people for crowd in crowds}
    people = [*people, *(Person(NOBODY, crowd.name) for crowd in crowds)]
    patterns = [(person.id, _pattern(person.name)) for person in people if person.name.strip()]
    if not patterns or "@" not in text:
        return []
    longest_first = sorted({pattern for _id, pattern in patterns}, key=_letters, reverse=True)
    anybody = re.compile(rf"(?<![\w@/])@(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
    found: dict[str, tuple[int, ...]] = {}
    places = []
    for match in anybody.finditer(text):
        written = match[0]
        if written not in found:
            found[written] = tuple(id for id, pattern in patterns if re.fullmatch(pattern, written[1:], re.IGNORECASE))
        if found[written] == (NOBODY,):
            places.append(Place(match.start(), match.end(), written, meant[handle(written)], is_crowd=True))
        else:
            bearers = tuple(id for id in found[written] if id != NOBODY)
            places.append(Place(match.start(), match.end(), written, bearers))
    return places


def settle(places: Sequence[Place], *, chosen: Collection[int] = (), plain: Collection[str] = ()) -> Named:
    """Apply what the writer decided: `chosen` people among namesakes, names of `plain` that should stay mere text."""
    ignored = {handle(written) for written in plain}
    certain, unclear = [], []
    for place in places:
        if place.handle in ignored:
            continue
        picked = tuple(person for person in place.people if person in chosen)
        if place.is_crowd or len(place.people) == 1:
            certain.append(place)
        elif picked:
            certain.append(Place(place.start, place.end, place.written, picked))
        else:
            unclear.append(place)
    return Named(tuple(certain), tuple(unclear))


def _pattern(name: str) -> str:
    words = [re.sub(r"['’ʼ]", APOSTROPHES, re.escape(word)) for word in name.split()]
    return BLANKS.join(words)


def _letters(pattern: str) -> int:
    return len(pattern.replace(BLANKS, "").replace(APOSTROPHES, "'"))
