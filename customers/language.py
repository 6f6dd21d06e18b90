"""In which language a customer asked to be written to: letters ask here."""

from django.db.models.functions import Lower

from customers.models import Customer
from notifications.language import reads


@reads
def language_of_address(to: str, order_id: int | None) -> str:
    """What the customer with this address asked for; empty if they asked for nothing, or there is none."""
    asked = Customer.objects.annotate(address=Lower("email")).filter(address=to.strip().lower())
    return asked.values_list("language", flat=True).first() or ""
