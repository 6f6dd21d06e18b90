"""Reads about one order that several pages and apps share."""

from orders.models import LineItem, Order


def visit_lines(order: Order) -> list[LineItem]:
    """The lines that are done on site: services that need a visit and are not archived."""
    return list(
        order.lines.filter(kind=LineItem.Kind.SERVICE, service__needs_visit=True)
        .exclude(stage__phase="archived")
        .select_related("service")
        .in_order()
    )


def visit_minutes(order: Order) -> int:
    """How long the visit takes, without buffers."""
    return sum(line.minutes * line.quantity for line in visit_lines(order))


def visit_services(order: Order) -> set[int]:
    """Ids of the services that whoever visits must be able to do."""
    return {line.service_id for line in visit_lines(order) if line.service_id}
