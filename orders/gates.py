"""From a number or a token to the order, per kind of access."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest
from guardian.shortcuts import get_objects_for_user

from companies.capabilities import Can
from companies.models import Member
from core.live import Viewer, guard
from orders.models import LineItem, Order, Stage, Status


def orders_seen_by(member: Member) -> models.QuerySet[Order]:
    """All orders, or only those assigned: what this member may see."""
    orders = Order.objects.all()
    if Can.SEE_ALL_ORDERS in member.can:
        return orders
    if Can.WORK_ON_ORDERS in member.can:
        return get_objects_for_user(member.user, "orders.work_on_order", orders, use_groups=False)
    return orders.none()


def visible_orders(request: HttpRequest) -> models.QuerySet[Order]:
    return orders_seen_by(request.member)


def visible_order(request: HttpRequest, number: int) -> Order:
    """The order of this number, or 404 for one that is not there, not the company's or not the member's to see."""
    return _one(visible_orders(request).select_related("status", "customer__brokerage"), number=number)


def bare_order(request: HttpRequest, number: int) -> Order:
    """The same, without the rows it points to: for what needs no more than the order's own."""
    return _one(visible_orders(request), number=number)


def visible_line(request: HttpRequest, number: int, pk: int) -> LineItem:
    """A line of a visible order, as a card, or 404. One query for who sees all orders."""
    line = _one(LineItem.objects.as_cards(), pk=pk, order__number=number)
    if not _sees(request.member, line.order_id):
        raise Http404
    return line


def _one[M: models.Model](rows: models.QuerySet[M], **key: object) -> M:
    try:
        return rows.get(**key)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _sees(member: Member, order_id: int) -> bool:
    return Can.SEE_ALL_ORDERS in member.can or orders_seen_by(member).filter(pk=order_id).exists()


def state_or_404[S: (Status, Stage)](model: type[S], pk: int) -> S:
    """A status or stage of the company."""
    return _one(model.objects.all(), pk=pk)


def order_of_token(token: str) -> Order:
    """The order behind a private link, or 404."""
    return _one(Order.objects.select_related("status", "customer"), token=token)


@guard("order-head")
@guard("order-stages")
@guard("order-work")
@guard("order-details")
@guard("order")
def may_follow_order(viewer: Viewer, order_id: int) -> bool:
    return viewer.member is not None and orders_seen_by(viewer.member).filter(pk=order_id).exists()


@guard("orders")
def may_follow_list(viewer: Viewer, _: int) -> bool:
    """The list as a whole: a contractor's page listens to its own orders instead."""
    return viewer.member is not None and Can.SEE_ALL_ORDERS in viewer.member.can


@guard("orderlist")
def may_follow_groups(viewer: Viewer, _: int) -> bool:
    return viewer.member is not None and Can.SEE_ALL_ORDERS in viewer.member.can
