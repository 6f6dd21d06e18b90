"""What the schedule does when something below it happens, and whom it tells."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from companies.models import Member
from core.actor import Actor, ActorKind
from core.ledger import follow
from notifications.actions import notify
from orders.models import Order, Status
from scheduling import actions
from scheduling.models import Appointment, BookingRules

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


@follow("appointment.made", "appointment.moved", "appointment.cancelled")
def tell_photographers(activity: Any) -> None:
    """A notice and a mail to everybody who goes, goes at another time, or goes no longer."""
    visit = Appointment.objects.select_related("order", "company").get(pk=activity.subject_id)
    going = set(activity.data.get("after_member_ids", activity.data["member_ids"]))
    was_going = set(activity.data.get("before_member_ids", ()))
    is_off = activity.verb == "appointment.cancelled"
    with translation.override(visit.company.language):
        for member in Member.objects.filter(pk__in=activity.data["member_ids"]).select_related("user"):
            goes = member.pk in going and not is_off
            title = _title(is_new=member.pk not in was_going, goes=goes) % {
                "title": visit.order.title,
                "when": activity.data["when"],
            }
            url = f"/orders/{visit.order.number}/" if goes else "/schedule/"
            notify(member, kind="visit", title=title, body=activity.data["reason"], url=url, activity=activity)


def _title(*, is_new: bool, goes: bool) -> str:
    if not goes:
        return _("You no longer go to %(title)s (%(when)s)")
    return _("You go to %(title)s: %(when)s") if is_new else _("The visit to %(title)s is now on %(when)s")


def _order(activity: Any) -> Order:
    return Order.objects.select_related("status").get(pk=activity.order_id)


def _actor(activity: Any) -> Actor:
    return Actor(ActorKind(activity.actor_kind), activity.actor_name, activity.actor_id)
