"""The ledger of an order, as lines to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from activity.drawings import drawing
from activity.models import Activity, ActivityQuerySet
from activity.wording import marked_sentence, unread

MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log, worded for its reader."""

    id: int
    at: datetime
    icon: str
    words: SafeString


def lines_since(order_id: int, start: datetime | None, *, end: datetime | None, most: int, money: bool) -> list[Line]:
    """The log in [start, end), oldest first; of more than `most` lines the newest."""
    rows = _of_order(order_id, money)
    if start is not None:
        rows = rows.filter(created_at__gte=start)
    if end is not None:
        rows = rows.filter(created_at__lt=end)
    return _worded(reversed(rows.order_by("-id")[:most]), money)


def lines_after(order_id: int, activity_id: int, *, most: int, money: bool) -> list[Line]:
    """What came after one activity, oldest first."""
    rows = _of_order(order_id, money).filter(id__gt=activity_id)
    return _worded(rows.order_by("id")[:most], money)


def lines_before(order_id: int, activity_id: int | None, *, most: int, money: bool) -> list[Line]:
    """A page of the log, newest first, below one activity."""
    rows = _of_order(order_id, money)
    if activity_id is not None:
        rows = rows.filter(id__lt=activity_id)
    return _worded(rows.order_by("-id")[:most], money)


def _of_order(order_id: int, money: bool) -> ActivityQuerySet:
    rows: ActivityQuerySet = Activity.objects.of_order(order_id).exclude(unread(with_money=money))
    return rows


def _worded(rows: Iterable[Activity], money: bool) -> list[Line]:
    language = get_language()
    return [_line(row, money, language) for row in rows]


@lru_cache(maxsize=MOST_KEPT)
def _line(row: Activity, money: bool, _language: str | None) -> Line:
    """A row in words, kept by its id: the database refuses to change one, and the words follow from it alone."""
    return Line(row.pk, row.created_at, drawing(row), marked_sentence(row, with_money=money))
