"""What needs attention now: figures that link to their lists, and the first few behind them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.capabilities import Can
from companies.models import Member
from notifications.models import Notice
from orders.gates import orders_seen_by
from orders.models import Order
from scheduling.models import Appointment, Reservation

FEW = 5
MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that opens the list behind it."""

    name: str | Promise
    number: int
    url: str
    icon: str
    tone: str


def unscheduled(member: Member) -> Any:
    return orders_seen_by(member).unscheduled()


def unpaid(member: Member) -> Any:
    return orders_seen_by(member).unpaid()


def visits_of_day(member: Member, zone: ZoneInfo, now: datetime) -> list[Appointment]:
    """Today's visits, earliest first: everybody's for those who see the schedule, else one's own."""
    start = datetime.combine(now.astimezone(zone).date(), time(), zone)
    visits = Appointment.objects.live().filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=1))
    if Can.SEE_SCHEDULE not in member.can:
        visits = visits.filter(people__member=member)
    people = Prefetch("people", Reservation.objects.select_related("member__user"), to_attr="reserved")
    return list(visits.select_related("order__customer").prefetch_related(people).order_by("starts_at"))


def mentions(member: Member) -> Any:
    return Notice.objects.of_member(member).unread().filter(kind=MENTION)


def figures(member: Member, visits: list[Appointment]) -> list[Figure]:
    """The figures of the dashboard that this member may see."""
    found = [
        Figure(
            _("unscheduled orders"), unscheduled(member).count(), reverse("orders:unscheduled"), "calendar", "amber"
        ),
        Figure(_("visits today"), len(visits), reverse("scheduling:schedule"), "clock", "blue"),
    ]
    if Can.SEE_INVOICES in member.can:
        url = reverse("invoicing:invoices")
        found.append(Figure(_("unpaid orders"), unpaid(member).count(), f"{url}?show=unpaid", "card", "red"))
    found.append(
        Figure(_("new mentions of me"), mentions(member).count(), reverse("notifications:inbox"), "at", "violet")
    )
    return found


def first_unscheduled(member: Member) -> list[Order]:
    return list(unscheduled(member).select_related("customer", "status").order_by("number")[:FEW])


def first_unpaid(member: Member) -> list[Order]:
    if Can.SEE_INVOICES not in member.can:
        return []
    return list(unpaid(member).select_related("customer", "status").order_by("-number")[:FEW])
