"""The orders of one customer, as a panel of the customer's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from companies.capabilities import Can
from companies.gates import needs
from customers.gates import customer_or_404
from orders.gates import visible_orders

FEW = 50


@require_safe
@needs(Can.SEE_CUSTOMERS)
def of_customer(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest orders of a customer, drafts among them."""
    orders = visible_orders(request).of_customer(customer_or_404(pk)).select_related("status").recent()
    return render(request, "orders/of_customer.html", {"orders": orders[:FEW], "count": orders.count()})
