"""From a line of the log to what it tells of: each app says where its things stand."""

from collections.abc import Callable, Collection
from typing import Any

from activity.models import Activity

type Way = Callable[[int, Collection[Any]], str]
"""Given the id of a thing and what its reader may, its address; empty if it is gone or not for this reader."""

_ways: dict[str, Way] = {}
_names: dict[str, tuple[str, ...]] = {}


def leads(kind: str, *names: str) -> Callable[[Way], Way]:
    """Register where things of this kind (`orders.lineitem`) stand. In the words of a record the first of `names` that
    is among them is the link.
    """

    def register(way: Way) -> Way:
        _ways[kind], _names[kind] = way, names
        return way

    return register


def link_in(activity: Activity, names: Collection[str]) -> str:
    """Which of the names in its words leads to what changed; empty for a thing that was taken away or has no place."""
    if activity.verb.endswith((".removed", ".discarded")):
        return ""
    return next((name for name in _names.get(activity.subject_type, ()) if name in names), "")


def way_to(activity: Activity, can: Collection[Any]) -> str:
    """The address of what changed, for a reader who may this; empty if there is nothing to see any more."""
    way = _ways.get(activity.subject_type)
    return way(activity.subject_id, can) if way else ""
