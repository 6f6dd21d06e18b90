"""Finding orders by number, address or customer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Func, Q, QuerySet, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber

from orders.models import Order

MOST_FOUND = 10_001
MOST_WORDS = 8
WORD = re.compile(r"\w+")
YES_OR_NO = BooleanField()
IS_FREE = ExpressionWrapper(~Q(primary="draft") & Q(visit_starts_at=None), YES_OR_NO)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an order stands, counted from 1, of how `many` of its status; `free` places are among the unscheduled."""

    pk: int
    status_id: int
    place: int
    many: int
    is_free: bool
    free_place: int
    free_many: int


def prefix_query(text: str) -> str:
    """What a person typed as a text query: every word is the beginning of one that must be there."""
    words = WORD.findall(text.lower())[:MOST_WORDS]
    return " & ".join(f"'{word[:60]}':*" for word in words)


def matching(orders: QuerySet[Order], text: str, *, newest: int = MOST_FOUND) -> QuerySet[Order]:
    """Those of the orders that hold all words; none for a text without words.

    It looks at no more than the `newest` matches of the company: ask for few only of all its orders.
    """
    query = prefix_query(text)
    if not query:
        return orders.none()
    found = RawSQL("(SELECT orders_found(%s, %s))::bigint[]", (query, newest))
    return orders.filter(Func(F("pk"), found, template="%(expressions)s", arg_joiner=" = ANY ", output_field=YES_OR_NO))


def places(orders: QuerySet[Order], *, by: Sequence[str], most: int) -> list[Place]:
    """The first `most` of each status and of the unscheduled, and how many there are: one query, one search."""
    order_by = [F(name[1:]).desc() if name.startswith("-") else F(name).asc() for name in by]

    def within(part: str) -> dict[str, Any]:
        return {"partition_by": [F(part)]}

    found = orders.annotate(
        is_free=IS_FREE,
        place=Window(RowNumber(), order_by=order_by, **within("status")),
        many=Window(Count("pk"), **within("status")),
        free_place=Window(RowNumber(), order_by=order_by, **within("is_free")),
        free_many=Window(Count("pk"), **within("is_free")),
    ).filter(Q(place__lte=most) | Q(free_place__lte=most))
    return [Place(*row) for row in found.values_list(*Place.__slots__)]
