"""Finding the customer for an order."""

from django.db.models import Q

from customers.models import Customer

FEW = 12


def choices(text: str) -> list[Customer]:
    """The first customers whose name or e-mail holds the text."""
    words = text.strip()[:100]
    customers = Customer.objects.select_related("brokerage").by_name()
    if words:
        customers = customers.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return list(customers[:FEW])
