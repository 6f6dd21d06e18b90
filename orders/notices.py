"""What people are told about orders: given to them, placed, moved on, cancelled."""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies.capabilities import Can
from companies.models import Company, Member
from companies.scope import current_company_id
from core.ledger import follow
from notifications.actions import notify
from notifications.queries.hearing import hearers
from notifications.registry import Event, Hears, names_orders, register
from orders.gates import orders_seen_by
from orders.models import Order, Status
from orders.queries.hearing import people_of, watchers

ORDERS = gettext_lazy("Orders")

MANAGING = register(
    Event("order.managed", ORDERS, gettext_lazy("You are made project manager"), (Hears.PERSON,), icon="person")
)
TEAM = register(
    Event("order.team", ORDERS, gettext_lazy("You join the team of an order"), (Hears.PERSON,), icon="team")
)
WORK = register(
    Event("order.work", ORDERS, gettext_lazy("A service or a task is given to you"), (Hears.PERSON,), icon="tasks")
)
PLACED = register(
    Event(
        "order.placed",
        ORDERS,
        gettext_lazy("An order is placed"),
        (Hears.ADMINS, Hears.COORDINATORS),
        mail=False,
        icon="orders",
        needs=Can.SEE_ALL_ORDERS,
    )
)
ORDERED = register(
    Event(
        "service_ordered",
        ORDERS,
        gettext_lazy("A service is ordered whose page in the catalogue names you or your work"),
        (Hears.PERSON,),
        icon="services",
    )
)
STATUS = register(
    Event(
        "order.status",
        ORDERS,
        gettext_lazy("An order gets another status"),
        (Hears.MANAGER, Hears.TEAM),
        mail=False,
        icon="status-active",
    )
)
CANCELLED = register(
    Event(
        "order.cancelled",
        ORDERS,
        gettext_lazy("An order is cancelled"),
        (Hears.MANAGER, Hears.TEAM),
        icon="status-cancelled",
    )
)


@names_orders
def orders_by_id(member: Member, ids: Collection[int]) -> dict[int, str]:
    """The orders among these that the member may see, as people call them."""
    seen = orders_seen_by(member).filter(pk__in=ids).only("number", "name", "street", "unit")
    return {order.pk: f"#{order.number} {order.title}" for order in seen}


def tell(event: Event, activity: Any, order: Order, title: str, *, also: Iterable[int | None] = ()) -> None:
    """Tell everybody who is to hear of this event and may see the order."""
    for member in hearers(event, order_id=order.pk, also={*also, *people_of(order, event)}):
        tell_member(member, event, activity, order, title)


def tell_member(member: Member, event: Event, activity: Any, order: Order, title: str) -> None:
    """Tell one member, if they may see the order."""
    if orders_seen_by(member).filter(pk=order.pk).exists():
        notify(member, kind=event.key, title=title, body="", url=f"/orders/{order.number}/", activity=activity)


def in_words_of_the_company() -> Any:
    """Notices are worded in the language of the company: whoever reads them, they are written once."""
    return translation.override(Company.objects.get(pk=current_company_id()).language)


def is_news_to_a_member(activity: Any) -> bool:
    return activity.data.get("member_id") is not None and activity.data.get("is_news", True)


@follow("order.manager_assigned", "order.team_added", "line.assigned", when=is_news_to_a_member)
def tell_whom_it_is_given(activity: Any) -> None:
    """Somebody is project manager now, is on the team, or has something to do."""
    order = Order.objects.get(pk=activity.order_id)
    with in_words_of_the_company():
        words = {"order": f"#{order.number} {order.title}", "what": activity.data.get("line", "")}
        event, title = {
            "order.manager_assigned": (MANAGING, _("You are the project manager of %(order)s")),
            "order.team_added": (TEAM, _("You are on the team of %(order)s")),
            "line.assigned": (WORK, _("%(what)s is yours: %(order)s")),
        }[activity.verb]
        tell(event, activity, order, title % words, also=[activity.data["member_id"]])


@follow("order.commissioned")
def tell_that_it_is_placed(activity: Any) -> None:
    order = Order.objects.select_related("customer").get(pk=activity.order_id)
    with in_words_of_the_company():
        words = {"order": f"#{order.number} {order.title}", "customer": order.customer.name if order.customer else ""}
        tell(PLACED, activity, order, _("%(customer)s ordered: %(order)s") % words)


@follow("order.status_changed")
def tell_of_the_status(activity: Any) -> None:
    order = Order.objects.get(pk=activity.order_id)
    is_off = activity.data["after_kind"] == Status.Kind.CANCELLED
    with in_words_of_the_company():
        words = {"order": f"#{order.number} {order.title}", "status": activity.data["after"]}
        title = _("Cancelled: %(order)s") if is_off else _("%(order)s is now %(status)s")
        tell(CANCELLED if is_off else STATUS, activity, order, title % words)


@follow("order.commissioned", "line.added")
def tell_watchers(activity: Any) -> None:
    """Whoever wants to know that a service was ordered is told once, whatever else of theirs was ordered with it."""
    order = Order.objects.get(pk=activity.order_id)
    if order.is_draft:
        return
    with in_words_of_the_company():
        for member, names in watchers(order, activity).items():
            title = ngettext("%(services)s was ordered: %(order)s", "%(services)s were ordered: %(order)s", len(names))
            words = {"services": ", ".join(names), "order": f"#{order.number} {order.title}"}
            tell_member(member, ORDERED, activity, order, title % words)
