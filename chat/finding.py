"""Looking for what was said in all threads of an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from chat.models import Message
from companies.models import Member
from orders.models import Order

MOST = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: words that all have to stand in it, and who, what and when."""

    words: str = ""
    author: Member | None = None
    has_file: bool = False
    before: date | None = None

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.author or self.has_file or self.before)


def find(order: Order, wanted: Wanted, *, zone: str) -> list[Message]:
    """What fits, the newest first; of very much the newest MOST."""
    found = Message.objects.of_order(order).standing()
    for word in wanted.words.split():
        found = found.filter(body__icontains=word)
    if wanted.author:
        found = found.filter(author=wanted.author)
    if wanted.has_file:
        found = found.filter(files__gt=0)
    if wanted.before:
        found = found.filter(created_at__lt=datetime.combine(wanted.before, time(), ZoneInfo(zone)))
    return list(found.to_show().select_related("line").order_by("-id")[:MOST])


def speakers(order: Order) -> Sequence[Member]:
    """Who has said something about an order, by name."""
    spoke = Message.objects.of_order(order).values("author")
    return Member.objects.filter(pk__in=spoke).by_name()
