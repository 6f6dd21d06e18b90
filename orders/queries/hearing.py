"""Whom an event of an order is told without their asking, as far as the order itself says."""

from typing import Any

from django.db.models import Q

from companies.models import Member
from notifications.registry import Event, Hears
from orders.models import LineItem, Order, OrderMember
from services.queries.watching import watchers_of


def people_of(order: Order, event: Event) -> set[int]:
    """The project manager and the team, where the event is told to them."""
    people = {order.project_manager_id} if Hears.MANAGER in event.to and order.project_manager_id else set()
    if Hears.TEAM in event.to:
        people.update(OrderMember.objects.filter(order=order).values_list("member_id", flat=True))
    return people


def watchers(order: Order, activity: Any) -> dict[Member, list[str]]:
    """Who wants to hear of the services that this record says were ordered, with the names of these services."""
    lines = LineItem.objects.filter(order=order, service__isnull=False)
    if activity.verb == "line.added":
        lines = lines.filter(Q(pk=activity.subject_id) | Q(package_line=activity.subject_id))
    return watchers_of(lines.values_list("service_id", flat=True).distinct())
