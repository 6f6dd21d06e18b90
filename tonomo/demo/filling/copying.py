"""Many rows at once: COPY into a temporary table, then one INSERT, so that every wall and check holds.

Postgres takes no COPY into a table behind row-level security; the detour costs a tenth and needs no special role.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, models

from companies.scope import current_company_id

_SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_JSON = json.JSONEncoder(ensure_ascii=False).encode
_HAS_SPECIAL = re.compile(r"[\\\t\n\r]").search


def _escaped(value: str) -> str:
    return value.translate(_SPECIAL) if _HAS_SPECIAL(value) else value


_IN_TEXT: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "\\N",
    str: _escaped,
    int: str,
    bool: lambda value: "t" if value else "f",
    Decimal: str,
    datetime: datetime.isoformat,
    date: date.isoformat,
    UUID: str,
    list: lambda value: "{" + ",".join(map(str, value)) + "}",
    dict: lambda value: _escaped(_JSON(value)),
}


def _first_value(field: Any) -> str | None:
    """What a column holds from the start, as text; None for one that is empty, made by the database, or never twice alike."""
    if field.primary_key or field.null or field.generated or field.is_relation:
        return None
    if field.has_default() and (field.default in (dict, list) or not callable(field.default)):
        value = field.get_default()
    elif isinstance(field, models.CharField | models.TextField) and field.blank:
        value = ""
    else:
        return None
    return _IN_TEXT[str if isinstance(value, str) else type(value)](value)


class Sheet:
    """Rows of one model to be copied, in columns named as its fields.

    The company is added, and whatever else a row begins with: a field that is not named has its first value.
    """

    def __init__(self, model: type[models.Model], *fields: str) -> None:
        self.model = model
        columns = {field.name: field.column for field in model._meta.concrete_fields}
        first = {field.column: _first_value(field) for field in model._meta.concrete_fields if field.name not in fields}
        self._first = {column: value for column, value in first.items() if value is not None}
        self.columns = ["company_id", *self._first, *(columns[name] for name in fields)]
        self._lines: list[str] = []

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, *values: Any) -> None:
        """One more row, its values in the order of the fields."""
        self._lines.append("\t".join([_IN_TEXT[type(value)](value) for value in values]))

    def send(self) -> None:
        """Write the rows and forget them. Those that get their ids here get them in the order of their time."""
        if not self._lines:
            return
        first = "".join(f"{value}\t" for value in (current_company_id(), *self._first.values()))
        names = ", ".join(f'"{name}"' for name in self.columns)
        table, kept = self.model._meta.db_table, f"filling_{self.model._meta.db_table}"
        taken = f"SELECT {names} FROM {table} LIMIT 0"  # noqa: S608 these are names of our own
        by = " ORDER BY created_at" if "created_at" in self.columns and "id" not in self.columns else ""
        moved = f"INSERT INTO {table} ({names}) SELECT {names} FROM {kept}{by}"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {kept} ON COMMIT DROP AS {taken}")
            with cursor.copy(f"COPY {kept} ({names}) FROM STDIN") as copy:
                for start in range(0, len(self._lines), 2000):
                    copy.write("".join(f"{first}{line}\n" for line in self._lines[start : start + 2000]))
            cursor.execute(moved)
            cursor.execute(f"TRUNCATE {kept}")
        self._lines.clear()


@contextmanager
def deferred(constraint: str) -> Iterator[None]:
    """Rows may stand before what they point to until the end of the block, where they are checked."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {constraint} DEFERRED")
        yield
        cursor.execute(f"SET CONSTRAINTS {constraint} IMMEDIATE")


def new_ids(model: type[models.Model], count: int) -> Iterator[int]:
    """Ids for so many rows of a model, taken from its sequence, ascending."""
    if count == 0:
        return iter(())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(id), max(id) FROM"
            " (SELECT nextval(pg_get_serial_sequence(%s, 'id')) AS id FROM generate_series(1, %s)) taken",
            [model._meta.db_table, count],
        )
        first, last = cursor.fetchone()
    if last - first + 1 != count:
        raise RuntimeError("Somebody else is writing; fill the demo while nothing else runs.")
    return iter(range(first, last + 1))
