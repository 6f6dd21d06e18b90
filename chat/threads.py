"""The threads of a room: one about the order as a whole, and one about each of its services and tasks."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from orders.models import LineItem, Order


@dataclass(frozen=True, slots=True)
class Thread:
    """One order's talk: about the whole of it, or about one line."""

    order: Order
    line: LineItem | None = None

    @property
    def key(self) -> str:
        """Tells the thread from every other of the company, as part of an element's id."""
        return key_of(self.order.pk, self.line.pk if self.line else None)

    @property
    def name(self) -> str:
        return self.line.name if self.line else _("Project chat")

    @property
    def about(self) -> tuple[str, int] | None:
        """What the log between the messages is about, if not the whole order."""
        return (self.line._meta.label_lower, self.line.pk) if self.line else None

    @property
    def address(self) -> str:
        """Where its room is; what the room's page asks for lies below."""
        if self.line is None:
            return reverse("chat:room", args=[self.order.number])
        return reverse("chat:room", args=[self.order.number, self.line.pk])

    @property
    def page(self) -> str:
        """The order's page, opened at this thread."""
        return page_of(self.order.number, self.line.pk if self.line else None)


def key_of(order_id: int, line_id: int | None) -> str:
    return f"{order_id}-{line_id}" if line_id else str(order_id)


def page_of(number: int, line_id: int | None) -> str:
    return f"/orders/{number}/" + (f"?service={line_id}" if line_id else "")
