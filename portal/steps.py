"""The steps of the booking flow: which there are, which are done, which comes next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orders.models import Order

NAMES: dict[str, str | Promise] = {
    "property": _("Property"),
    "services": _("Services"),
    "details": _("Details"),
    "time": _("Time"),
    "contact": _("Contact"),
    "review": _("Review"),
}


@dataclass(frozen=True, slots=True)
class Step:
    key: str
    name: str | Promise
    url: str
    state: str

    @property
    def is_current(self) -> bool:
        return self.state == "current"


def steps(order: Order | None, current: str) -> list[Step]:
    """All steps; those before the current one are done and can be gone back to."""
    keys = list(NAMES)
    here = keys.index(current)
    return [
        Step(
            key,
            NAMES[key],
            reverse(f"portal:book-{key}", args=[order.token]) if order else "",
            "done" if place < here else "current" if place == here else "ahead",
        )
        for place, key in enumerate(keys)
    ]


def next_url(order: Order, current: str) -> str:
    """Where the step after this one is."""
    keys = list(NAMES)
    return reverse(f"portal:book-{keys[keys.index(current) + 1]}", args=[order.token])


def first_open_step(order: Order) -> str:
    """Where somebody who comes back goes on: the first step that still lacks its answer."""
    if not order.street:
        return "property"
    if not order.lines.exclude(kind="task").exists():
        return "services"
    if not order.wished_at:
        return "time"
    return "contact" if not order.contact_email else "review"
