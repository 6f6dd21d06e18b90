"""The ledger in words: each app says how its verbs read."""

from collections import defaultdict
from typing import Any

from django.utils.functional import Promise

from activity.models import Activity

_sentences: dict[str, str | Promise] = {}


def word(verb: str, sentence: str | Promise) -> None:
    """Say how a verb reads. `{actor}` and the keys of the activity's data may stand in it."""
    _sentences[verb] = sentence


def sentence(activity: Activity) -> str:
    """The activity as one line of plain text."""
    values: dict[str, Any] = defaultdict(str, {key: _shown(value) for key, value in activity.data.items()})
    values["actor"] = activity.actor_name
    pattern = str(_sentences.get(activity.verb, "{actor}: " + activity.verb.replace(".", " ").replace("_", " ")))
    return pattern.format_map(values)


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
