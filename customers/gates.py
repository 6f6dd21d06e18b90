"""From an id to the row of this company."""

from django.http import Http404, HttpRequest

from customers.models import Brokerage, Customer, CustomerSheet


def customer_or_404(pk: int) -> Customer:
    found = Customer.objects.select_related("brokerage").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def brokerage_or_404(pk: int) -> Brokerage:
    found = Brokerage.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_sheet_or_404(request: HttpRequest, pk: int) -> CustomerSheet:
    """A sheet that the member uploaded themselves."""
    found = CustomerSheet.objects.filter(pk=pk, uploaded_by=request.member).first()
    if found is None:
        raise Http404
    return found
