"""A customer who listens on a socket."""

from companies.viewers import viewer_kind
from core.live import Grant, Viewer
from customers.models import Customer


@viewer_kind("customer")
def customer_viewer(grant: Grant) -> Viewer | None:
    customer = Customer.objects.filter(user_id=grant.user_id, user__is_active=True).first()
    return Viewer(grant.user_id, customer=customer) if customer else None
