"""Finding orders by number, address or customer."""

import re

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from orders.models import Order

MOST_FOUND = 10_001
MOST_WORDS = 8
WORD = re.compile(r"\w+")


def prefix_query(text: str) -> str:
    """What a person typed as a text query: every word is the beginning of one that must be there."""
    words = WORD.findall(text.lower())[:MOST_WORDS]
    return " & ".join(f"'{word[:60]}':*" for word in words)


def matching(orders: QuerySet[Order], text: str) -> QuerySet[Order]:
    """Those of the orders that hold all words; none for a text without words."""
    query = prefix_query(text)
    if not query:
        return orders.none()
    return orders.filter(pk__in=RawSQL("SELECT orders_found(%s, %s)", (query, MOST_FOUND)))
