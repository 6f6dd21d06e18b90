"""Form-encoded parameters with brackets, read into a tree: `line_items[0][price]=x`."""

import re
from typing import Any
from urllib.parse import parse_qsl

from .messages import Json, invalid

_PARTS = re.compile(r"\[([^\[\]]*)\]")


def read(encoded: str) -> Json:
    """The tree of the parameters; numbered and empty brackets become lists."""
    tree: Json = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True):
        first, *rest = name.partition("[")
        parts = _PARTS.findall("".join(rest))
        _place(tree, [first, *parts], value, name)
    listed: Json = _lists(tree)
    return listed


def _place(tree: Json, parts: list[str], value: str, name: str) -> None:
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        key = part or str(len(tree))
        if after is None:
            tree[key] = value
        else:
            tree = tree.setdefault(key, {})
            if not isinstance(tree, dict):
                raise invalid(f"Invalid parameter: {name}", param=name)


def _lists(tree: Any) -> Any:
    if not isinstance(tree, dict):
        return tree
    if tree and all(key.isdigit() for key in tree):
        return [_lists(tree[key]) for key in sorted(tree, key=int)]
    return {key: _lists(value) for key, value in tree.items()}


def check_known(given: Json, known: dict[str, Any], *, inside: str = "") -> None:
    """Refuse parameters we do not know. `known` maps a name to None, to names inside, or to [names]."""
    for name, value in given.items():
        where = f"{inside}[{name}]" if inside else name
        if name not in known:
            raise invalid(
                f"Received unknown parameter: {where}",
                param=where,
                code="parameter_unknown",
            )
        shape = known[name]
        if isinstance(shape, list):
            for place, item in enumerate(value if isinstance(value, list) else []):
                check_known(
                    _tree(item, f"{where}[{place}]"),
                    shape[0],
                    inside=f"{where}[{place}]",
                )
        elif isinstance(shape, dict):
            check_known(_tree(value, where), shape, inside=where)


def whole(given: str | None, param: str) -> int:
    """A whole number out of its text."""
    if given is None:
        raise invalid(f"Missing required param: {param}.", param=param, code="parameter_missing")
    if not isinstance(given, str) or not re.fullmatch(r"-?\d{1,15}", given):
        raise invalid(f"Invalid integer: {given}", param=param, code="parameter_invalid_integer")
    return int(given)


def needed(given: Json, name: str, *, inside: str = "") -> str:
    """A text that must be there and not be empty."""
    where = f"{inside}[{name}]" if inside else name
    value = given.get(name)
    if value is None:
        raise invalid(f"Missing required param: {where}.", param=where, code="parameter_missing")
    if not isinstance(value, str) or not value.strip():
        raise invalid(
            f"You passed an empty string for '{where}'.",
            param=where,
            code="parameter_invalid_empty",
        )
    return value


def metadata(given: Any, param: str) -> dict[str, str]:
    """Metadata within the published limits: 50 keys of 40 characters, values of 500."""
    tree = _tree(given if given is not None else {}, param)
    for key, value in tree.items():
        if not isinstance(value, str) or len(key) > 40 or len(value) > 500 or len(tree) > 50:
            raise invalid(
                "Metadata takes up to 50 keys of 40 characters with values of 500.",
                param=f"{param}[{key}]",
            )
    return dict(tree)


def _tree(value: Any, param: str) -> Json:
    if not isinstance(value, dict):
        raise invalid(f"Invalid object: {param}", param=param)
    return value
