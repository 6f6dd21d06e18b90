"""What people are told about visits: given to them, moved, off."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Member
from core.ledger import follow
from notifications.actions import notify
from notifications.queries.hearing import hearers
from notifications.registry import Event, Hears, register
from orders.gates import orders_seen_by
from scheduling.models import Appointment

VISITS = gettext_lazy("Visits")
GIVEN = register(
    Event("visit.given", VISITS, gettext_lazy("A visit is given to you"), (Hears.PERSON,), icon="calendar")
)
MOVED = register(
    Event(
        "visit.moved",
        VISITS,
        gettext_lazy("A visit gets another time"),
        (Hears.PERSON, Hears.MANAGER),
        icon="calendar",
    )
)
OFF = register(
    Event(
        "visit.cancelled",
        VISITS,
        gettext_lazy("A visit is off, or somebody else goes"),
        (Hears.PERSON, Hears.MANAGER),
        icon="calendar",
    )
)


@follow("appointment.made", "appointment.moved", "appointment.cancelled")
def tell_photographers(activity: Any) -> None:
    """A notice to everybody who goes, goes at another time, or goes no longer."""
    visit = Appointment.objects.select_related("order", "company").get(pk=activity.subject_id)
    going = set(activity.data.get("after_member_ids", activity.data["member_ids"]))
    was_going = set(activity.data.get("before_member_ids", ()))
    is_off = activity.verb == "appointment.cancelled"
    with translation.override(visit.company.language):
        for member in Member.objects.filter(pk__in=activity.data["member_ids"]).select_related("user"):
            goes = member.pk in going and not is_off
            event, title = _told(is_new=member.pk not in was_going, goes=goes)
            notify(
                member,
                kind=event.key,
                title=title % {"title": visit.order.title, "when": activity.data["when"]},
                body=activity.data["reason"],
                url=f"/orders/{visit.order.number}/" if goes else "/schedule/",
                activity=activity,
                is_of_order=goes,
            )


@follow("appointment.moved", "appointment.cancelled")
def tell_the_office(activity: Any) -> None:
    """The project manager, and whoever follows the order or asked for every order, hear of it too."""
    visit = Appointment.objects.select_related("order", "company").get(pk=activity.subject_id)
    is_off = activity.verb == "appointment.cancelled"
    event = OFF if is_off else MOVED
    going = set(activity.data["member_ids"])
    with translation.override(visit.company.language):
        title = (
            _("The visit to %(title)s is off (%(when)s)") if is_off else _("The visit to %(title)s is now on %(when)s")
        )
        for member in hearers(event, order_id=visit.order_id, also=[visit.order.project_manager_id]):
            if member.pk not in going and orders_seen_by(member).filter(pk=visit.order_id).exists():
                notify(
                    member,
                    kind=event.key,
                    title=title % {"title": visit.order.title, "when": activity.data["when"]},
                    body=activity.data["reason"],
                    url=f"/orders/{visit.order.number}/",
                    activity=activity,
                )


def _told(*, is_new: bool, goes: bool) -> tuple[Event, str]:
    if not goes:
        return OFF, _("You no longer go to %(title)s (%(when)s)")
    if is_new:
        return GIVEN, _("You go to %(title)s: %(when)s")
    return MOVED, _("The visit to %(title)s is now on %(when)s")
