"""What people are told about money: it came in, too much came in, a card was declined."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.capabilities import Can
from companies.models import Company
from companies.scope import current_company_id
from core.ledger import follow
from invoicing.queries.notices import members_to_tell
from notifications.actions import notify
from notifications.queries.hearing import hearers
from notifications.registry import Event, Hears, register
from orders.models import Order

MONEY = gettext_lazy("Payments")
TO = (Hears.MANAGER, Hears.ACCOUNTING)
PAID = register(
    Event(
        "payment",
        MONEY,
        gettext_lazy("A customer paid online"),
        TO,
        mail=False,
        icon="card",
        needs=Can.RECORD_PAYMENTS,
    )
)
OVERPAID = register(
    Event(
        "overpaid",
        MONEY,
        gettext_lazy("More came in than was due"),
        TO,
        icon="card",
        needs=Can.RECORD_PAYMENTS,
    )
)
DECLINED = register(
    Event(
        "card-declined",
        MONEY,
        gettext_lazy("A card was declined"),
        TO,
        mail=False,
        icon="warning",
        needs=Can.RECORD_PAYMENTS,
    )
)


@follow("payment.recorded")
def tell_the_team(activity: Any) -> None:
    """A card payment shows up by itself, so somebody is told; so is money that has to be given back."""
    data = activity.data
    if data["overpaid"]:
        title, event = _("%(amount)s to give back on order #%(order)s"), OVERPAID
        words = {"amount": data["overpaid"], "order": data["order"]}
        body = _("More came in than was due, because it was paid in two ways at once. Give it back at the gateway.")
    elif activity.actor_kind == "integration":
        title, event, body = _("%(amount)s came in for order #%(order)s"), PAID, ""
        words = {"amount": data["amount"], "order": data["order"]}
    else:
        return
    _tell(activity, event, title=title % words, body=body)


@follow("checkout.failed")
def tell_about_a_refused_card(activity: Any) -> None:
    words = {"invoice": activity.data["invoice"], "amount": activity.data["amount"]}
    title = _("A card was declined: %(amount)s for %(invoice)s") % words
    _tell(activity, DECLINED, title=title, body=activity.data["reason"])


def _tell(activity: Any, event: Event, *, title: str, body: str) -> None:
    order = Order.objects.select_related("project_manager__user").get(pk=activity.order_id)
    company = Company.objects.get(pk=current_company_id())
    told = [member.pk for member in members_to_tell(order)]
    with translation.override(company.language):
        for member in hearers(event, order_id=order.pk, also=told):
            notify(member, kind=event.key, title=title, body=body, url=f"/orders/{order.number}/", activity=activity)
