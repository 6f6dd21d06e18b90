"""The customer behind the person who is signed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from customers.models import Customer


class CustomerMiddleware:
    """Puts the customer on the request. Somebody who works for the company is not its customer there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.customer = None
        if request.company is not None and request.member is None and request.user.is_authenticated:
            request.customer = Customer.objects.filter(user_id=request.user.pk).first()
            if request.customer:
                request.actor = request.customer.as_actor
        return self.get_response(request)
