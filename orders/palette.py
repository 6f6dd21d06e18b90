"""Orders in the palette, by number, address or customer."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.capabilities import Can
from core.palette import MOST, Hit, finds
from orders.gates import visible_orders
from orders.queries.search import MOST_FOUND, matching


@finds(_("Orders"))
def orders(request: HttpRequest, text: str) -> Iterator[Hit]:
    """The newest orders that this member may see and that hold all words."""
    newest = MOST if Can.SEE_ALL_ORDERS in request.can else MOST_FOUND
    found = matching(visible_orders(request), text, newest=newest).select_related("customer").order_by("-number")[:MOST]
    for order in found:
        who = order.customer.name if order.customer else order.contact_name
        note = " · ".join(part for part in (f"#{order.number}", order.place_line, who) if part)
        yield Hit(order.title, reverse("orders:order", args=[order.number]), "orders", note)
