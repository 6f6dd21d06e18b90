"""What the schedule does when something below it happens."""

from typing import Any

from core.actor import Actor, ActorKind
from core.ledger import follow
from orders.models import Order, Status
from scheduling import actions
from scheduling.models import BookingRules

FREES_THE_TIME = {Status.Kind.CANCELLED, Status.Kind.POSTPONED, Status.Kind.CLOSED}


@follow("company.created", together=True)
def give_booking_rules(activity: Any) -> None:
    """A new company starts with rules that work."""
    BookingRules.objects.create()


@follow("order.commissioned", together=True)
def keep_chosen_time(activity: Any) -> None:
    """The hold becomes the appointment; raises SlotTaken, and with it refuses the order, when the time is gone."""
    actions.keep_chosen_time(_order(activity), by=_actor(activity))


@follow("order.status_changed", together=True)
def free_the_time(activity: Any) -> None:
    """A cancelled or postponed order is not visited: its time is free for others."""
    if activity.data["after_kind"] in FREES_THE_TIME:
        actions.cancel_visits(_order(activity), reason=activity.data["after"], by=_actor(activity))


@follow("order.chosen", "order.property_changed", "line.added", "line.removed", together=True)
def refit_hold(activity: Any) -> None:
    """Other services or another size take another time on site; another place may have another clock."""
    order = _order(activity)
    if order.is_draft:
        actions.refit_hold(order, by=_actor(activity))
    elif activity.verb == "order.property_changed":
        actions.follow_property(order)


def _order(activity: Any) -> Order:
    return Order.objects.select_related("status").get(pk=activity.order_id)


def _actor(activity: Any) -> Actor:
    return Actor(ActorKind(activity.actor_kind), activity.actor_name, activity.actor_id)
