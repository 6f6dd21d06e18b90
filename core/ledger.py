"""The spine: every change of the business is recorded once, and everything that follows hangs on that record.

Actions call `record`; apps above subscribe with `follow`. The rows live in `activity`, which offers itself as storage.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models

from core.actor import Actor


class Entry(Protocol):
    """What a follower may rely on."""

    id: int
    company_id: int
    verb: str
    subject_type: str
    subject_id: int
    order_id: int | None
    actor_kind: str
    actor_id: int | None
    actor_name: str
    data: dict[str, Any]
    subject: Any
    """The row itself, as it is in memory; only for those who follow together."""


type Follower = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Registration:
    """One follower of some verbs; `name` is what the outbox remembers. It is only run for what it `wants`."""

    name: str
    run: Follower
    wants: Callable[[Any], bool]


class Storage(Protocol):
    def __call__(
        self, *, verb: str, on: models.Model, by: Actor, order_id: int | None, data: dict[str, Any]
    ) -> Any: ...


_together: dict[str, list[Registration]] = defaultdict(list)
_after: dict[str, list[Registration]] = defaultdict(list)
_by_name: dict[str, Registration] = {}
_storage: list[Storage] = []


def keep_in(storage: Storage) -> None:
    """Name the function that stores a record; called once, by `activity`."""
    _storage[:] = [storage]


def always(_activity: Any) -> bool:
    return True


def follow(*verbs: str, together: bool = False, when: Callable[[Any], bool] = always) -> Callable[[Follower], Follower]:
    """Run the decorated function for each record of these verbs.

    A *together* follower runs in the action's own transaction and may refuse it by raising. Any other runs after the
    commit, in a worker, at least once: it must be safe to run twice. What `when` says no to is not followed at all.
    """

    def register(run: Follower) -> Follower:
        registration = Registration(f"{run.__module__}.{run.__qualname__}", run, when)
        _by_name[registration.name] = registration
        for verb in verbs:
            (_together if together else _after)[verb].append(registration)
        return run

    return register


def together(activity: Any) -> list[Registration]:
    """Who follows this record in its own transaction."""
    return [each for each in _together[activity.verb] if each.wants(activity)]


def after(activity: Any) -> list[Registration]:
    """Who follows this record after the commit."""
    return [each for each in _after[activity.verb] if each.wants(activity)]


def follower(name: str) -> Registration:
    return _by_name[name]


def record(verb: str, *, on: models.Model, by: Actor, **data: Any) -> Any:
    """Write one line of the ledger inside the caller's transaction and return it.

    `data` must be JSON: say what was before and after in the words of the business. The order is found on the subject.
    """
    order_id = getattr(on, "order_id", None)
    return _storage[0](verb=verb, on=on, by=by, order_id=order_id, data=data)
