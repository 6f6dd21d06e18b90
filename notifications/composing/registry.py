"""What companies may word themselves. Each app registers the letters of its events in its own `letters.py`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

type Data = Mapping[str, Any]
"""What a letter is filled with: words, yes or no, and lists of such; never rows."""


@dataclass(frozen=True, slots=True)
class Word:
    """One variable of a letter: `order.address`, what it says, and a sample of it."""

    name: str
    label: Any
    sample: Any


@dataclass(frozen=True, slots=True)
class Each:
    """A list of a letter: `visits`, one of which is a `visit` with these words."""

    name: str
    one: str
    label: Any
    words: tuple[Word, ...]
    lists: tuple["Each", ...] = ()

    @property
    def loop(self) -> str:
        """How one goes through the list, with its first word."""
        return self.loop_over(self.name)

    @property
    def inner_loops(self) -> list[tuple[str, str]]:
        """The lists in one of these: their names, and how one goes through them."""
        names = [(f"{self.one}.{inner.name}", inner) for inner in self.lists]
        return [(name, inner.loop_over(name)) for name, inner in names]

    def loop_over(self, name: str) -> str:
        return f"{{% for {self.one} in {name} %}}\n- {{{{ {self.one}.{self.words[0].name} }}}}\n{{% endfor %}}"


@dataclass(frozen=True, slots=True)
class Group:
    """Variables that belong together, under a title for the picker."""

    title: Any
    words: tuple[Word, ...] = ()
    lists: tuple[Each, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """When the clock sends a letter: so many days, from this hour on, for what fell due after `since`."""

    days: int
    hour: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A letter whose time has come. `key` is its own for ever; `data` is asked for only if it was not sent yet."""

    key: str
    to: str
    order_id: int | None
    data: Callable[[], Data]


@dataclass(frozen=True, slots=True)
class Clock:
    """A letter sent by the clock: how to find what is due; with `days` the company says how many, with `hour` when."""

    find: Callable[[datetime, Timing], Iterable[Due]]
    hour: int = 9
    days: int = 0
    days_label: Any = ""


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A letter: when it is sent, our standard words for it, and what it can be filled with.

    `starts_on` is None for a letter that somebody sends by hand, which has no switch. `example` fills it from an order
    of that number, or from the newest that fits; None if there is none. `text` says the letter in short, to those who
    agreed to texts; it is Liquid too, and sent and switched off with the letter. With `says_stop` it always ends with how
    to end them, as the first text after somebody agreed must.
    """

    key: str
    title: Any
    moment: Any
    why: Any
    subject: Any
    body: Any
    groups: tuple[Group, ...]
    example: Callable[[int | None], Data | None]
    starts_on: bool | None = None
    clock: Clock | None = None
    text: Any = ""
    says_stop: bool = False
    at: int = 50

    def sample(self) -> Data:
        """What stands in the picker, as data; one of each list."""
        return _filled(self.groups, lambda word: word.sample if isinstance(word.sample, bool) else str(word.sample))

    def shape(self) -> Data:
        """What may be named, as `engine.check` wants it."""
        return _filled(self.groups, lambda _word: None)


_kinds: dict[str, LetterKind] = {}


def letter_kind(kind: LetterKind) -> LetterKind:
    """Offer a letter to the companies; registered twice it is the same one."""
    _kinds[kind.key] = kind
    return kind


def kind_of(key: str) -> LetterKind | None:
    return _kinds.get(key)


def kinds() -> list[LetterKind]:
    """All letters, in the order in which a customer gets them."""
    return sorted(_kinds.values(), key=lambda kind: kind.at)


def _filled(parts: Iterable[Group | Each], value: Callable[[Word], Any]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for part in parts:
        for word in part.words:
            _put(data, word.name, value(word))
        for each in part.lists:
            _put(data, each.name, [_filled([each], value)])
    return data


def _put(data: dict[str, Any], name: str, value: Any) -> None:
    *path, last = name.split(".")
    for part in path:
        data = data.setdefault(part, {})
    data[last] = value
