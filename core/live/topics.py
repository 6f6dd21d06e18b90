"""What a page can listen to. An app names its topics, who may listen, and which records are heard there.

A topic is `kind` or `kind:id`, such as `orders` or `order:12`; it is always of one company.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who listens: the member or customer behind a socket, or whoever holds a page that works without login."""

    user_id: int | None
    member: Any = None
    customer: Any = None


type Guard = Callable[[Viewer, int], bool]
type Source = Callable[[Any], Iterable[str]]

_guards: dict[str, Guard] = {}
_sources: list[tuple[tuple[str, ...], Source]] = []
_quiet: set[str] = set()


def guard(kind: str) -> Callable[[Guard], Guard]:
    """Register who may listen to topics of this kind. Called in the company's scope with the id, 0 if none."""

    def register(check: Guard) -> Guard:
        _guards[kind] = check
        return check

    return register


def may_join(topic: str, viewer: Viewer) -> bool:
    return joinable([topic], viewer) == (topic,)


def joinable(topics: Iterable[str], viewer: Viewer) -> tuple[str, ...]:
    """Those topics the viewer may listen to, in their order; each guard is asked once for an id."""
    answers: dict[tuple[Guard, int], bool] = {}
    found = []
    for topic in topics:
        kind, _, key = topic.partition(":")
        check, id = _guards.get(kind), int(key or 0)
        if check is None:
            continue
        if (check, id) not in answers:
            answers[check, id] = check(viewer, id)
        if answers[check, id]:
            found.append(topic)
    return tuple(found)


def heard_on(*prefixes: str) -> Callable[[Source], Source]:
    """Register further topics for records whose verb starts with one of `prefixes`."""

    def register(source: Source) -> Source:
        _sources.append((prefixes, source))
        return source

    return register


def quiet(*verbs: str) -> None:
    """Keep records of these verbs off the topics of their order: they have a stream of their own."""
    _quiet.update(verbs)


def topics_of(activity: Any) -> list[str]:
    """Every topic on which this record is heard: its order, the list of orders, and what apps registered."""
    found: dict[str, None] = {}
    if activity.order_id and activity.verb not in _quiet:
        found[f"order:{activity.order_id}"] = None
        found["orders"] = None
    for prefixes, source in _sources:
        if activity.verb.startswith(prefixes):
            found.update(dict.fromkeys(source(activity)))
    return list(found)
