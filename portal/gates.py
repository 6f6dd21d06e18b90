"""How agents, guests and link holders reach an order."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.actor import Actor, ActorKind
from orders.gates import order_of_token
from orders.models import Order

type View = Callable[..., HttpResponse]


def customers_only(view: View) -> View:
    """Let in the company's customers. A stranger is asked to sign in, anybody else finds nothing."""

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.customer is None:
            raise Http404
        return view(request, *args, **kwargs)

    return gate


def booking_step(view: View) -> View:
    """Give the view the draft behind the link; one that is placed already shows its status page instead."""

    @wraps(view)
    def gate(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        order = order_of_token(token)
        if order.is_commissioned:
            return redirect("portal:status", token=token)
        return view(request, order, *args, **kwargs)

    return gate


def actor_of(request: HttpRequest, order: Order) -> Actor:
    """Who books: the member or agent who is signed in, else the guest by the name they gave."""
    if request.member or request.customer:
        return request.actor
    return Actor(ActorKind.LINK, order.contact_name or "Guest")


def speaks_as_agent(request: HttpRequest) -> bool:
    """Whether somebody behind an order's link is its agent or a guest: whoever works here looks on and is neither."""
    return request.member is None


def order_with_agent(token: str) -> Order:
    """The order behind a private link if somebody is its agent, or 404."""
    order = order_of_token(token)
    if order.customer is None:
        raise Http404
    return order


def own_order(request: HttpRequest, number: int) -> Order:
    """An order of the customer who is signed in, or 404."""
    found = (
        Order.objects.of_customer(request.customer).select_related("status", "customer").filter(number=number).first()
    )
    if found is None:
        raise Http404
    return found
