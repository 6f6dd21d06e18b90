"""Reads about one order that several pages and apps share."""

from django.db.models import QuerySet

from orders.models import LineItem, Order


def visit_lines(order: Order) -> list[LineItem]:
    """The lines that are done on site: services that need a visit and are not archived."""
    return list(_on_site(order).select_related("service").order_by("position", "id"))


def visit_work(order: Order) -> list[tuple[int, int]]:
    """The service of each line that is done on site, and the minutes it takes there, without buffers."""
    rows = _on_site(order).order_by().values_list("service_id", "minutes", "quantity")
    return [(service, minutes * quantity) for service, minutes, quantity in rows]


def _on_site(order: Order) -> QuerySet[LineItem]:
    lines = LineItem.objects.filter(order=order, kind=LineItem.Kind.SERVICE, service__needs_visit=True)
    return lines.exclude(stage__phase="archived")
