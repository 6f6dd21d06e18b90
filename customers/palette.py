"""Customers in the palette, by name, e-mail or phone."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.capabilities import Can
from core.palette import MOST, Hit, finds
from customers import queries


@finds(_("Customers"))
def customers(request: HttpRequest, text: str) -> Iterator[Hit]:
    """The first customers by name, for those who may see customers."""
    if Can.SEE_CUSTOMERS not in request.can:
        return
    for customer in queries.customers(text)[:MOST]:
        note = customer.brokerage.name if customer.brokerage else customer.email
        yield Hit(customer.name, reverse("customers:customer", args=[customer.pk]), "person", note)
