"""The ledger of an order, as lines to read."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from activity.drawings import drawing
from activity.models import Activity, ActivityQuerySet
from activity.wording import marked_sentence, unread

MOST_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log, worded for its reader."""

    id: int
    at: datetime
    icon: str
    words: SafeString


_kept: OrderedDict[tuple[int, bool, str | None], Line] = OrderedDict()


def lines_since(
    order_id: int,
    start: datetime | None,
    *,
    end: datetime | None,
    most: int,
    money: bool,
    about: tuple[str, int] | None = None,
) -> list[Line]:
    """The log in [start, end), oldest first; of more than `most` lines the newest. `about` one thing: kind and id."""
    rows = _of_order(order_id, money, about)
    if start is not None:
        rows = rows.filter(created_at__gte=start)
    if end is not None:
        rows = rows.filter(created_at__lt=end)
    return _worded(rows.order_by("-id")[:most], money)[::-1]


def lines_after(
    order_id: int, activity_id: int, *, most: int, money: bool, about: tuple[str, int] | None = None
) -> list[Line]:
    """What came after one activity, oldest first."""
    rows = _of_order(order_id, money, about).filter(id__gt=activity_id)
    return _worded(rows.order_by("id")[:most], money)


def lines_before(order_id: int, activity_id: int | None, *, most: int, money: bool) -> list[Line]:
    """A page of the log, newest first, below one activity."""
    rows = _of_order(order_id, money)
    if activity_id is not None:
        rows = rows.filter(id__lt=activity_id)
    return _worded(rows.order_by("-id")[:most], money)


def record_of(pk: int) -> Activity | None:
    """One record that belongs to an order."""
    return Activity.objects.filter(pk=pk, order_id__isnull=False).first()


def _of_order(order_id: int, money: bool, about: tuple[str, int] | None = None) -> ActivityQuerySet:
    rows: ActivityQuerySet = Activity.objects.of_order(order_id).exclude(unread(with_money=money))
    if about is not None:
        kind, pk = about
        rows = rows.filter(subject_type=kind, subject_id=pk)
    return rows


def _worded(rows: ActivityQuerySet, money: bool) -> list[Line]:
    """Rows as lines. The database refuses to change a row, so a line is kept by its id and only new ones are read."""
    language = get_language()
    ids = list(rows.values_list("pk", flat=True))
    lines = {pk: line for pk in ids if (line := _kept.get((pk, money, language)))}
    unknown = [pk for pk in ids if pk not in lines]
    for row in Activity.objects.filter(pk__in=unknown) if unknown else ():
        lines[row.pk] = Line(row.pk, row.created_at, drawing(row), marked_sentence(row, with_money=money))
        _kept[row.pk, money, language] = lines[row.pk]
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return [lines[pk] for pk in ids]
