"""The mails agents get about their orders."""

from django.urls import reverse

from notifications.actions import send_letter
from orders.models import Order
from orders.pricing import totals_of
from scheduling.models import Appointment


def confirmation(order: Order, *, key: str) -> None:
    """Tell the contact what was booked, for when and for how much; once per key."""
    send_letter(
        "mail/confirmation.html",
        to=order.contact_email or order.customer.email,  # type: ignore[union-attr]  # whoever books is one
        kind="confirmation",
        key=key,
        order_id=order.pk,
        order=order,
        totals=totals_of(order),
        visits=list(Appointment.objects.live().filter(order=order)),
        legal=list(order.accepted_legal.select_related("version")),
        path=reverse("portal:status", args=[order.token]),
    )
