"""Reads of customers for their pages."""

from django.db.models import Count, Q, QuerySet

from companies import languages
from core.languages import name_of
from customers.models import Brokerage, Customer


def customers(search: str = "", brokerage_id: int | None = None) -> QuerySet[Customer]:
    """Customers by name, narrowed by words in name, e-mail or phone and by brokerage."""
    found = Customer.objects.select_related("brokerage").by_name()
    for word in search.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(phone__icontains=word))
    if brokerage_id:
        found = found.filter(brokerage=brokerage_id)
    return found


def brokerages() -> QuerySet[Brokerage]:
    """Brokerages by name, each with `size`, its number of customers."""
    return Brokerage.objects.annotate(size=Count("customers")).order_by("name")


def language_in_words(customer: Customer) -> str:
    """In which language a customer is written to; empty where the company's letters speak only one."""
    main, *others = languages.spoken()
    if not others:
        return ""
    return name_of(customer.language if customer.language in others else main)
