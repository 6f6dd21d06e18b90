"""The letters about an order as a whole: confirmed, the first one, what the team wrote, complete, some days after."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chat import lane as lanes
from chat.models import AgentMessage
from companies.links import link
from companies.models import Company
from companies.scope import current_company_id
from notifications.composing.registry import Clock, Due, Each, Group, LetterKind, Timing, Word, letter_kind
from notifications.refusing import may_be_refused
from orders.letters import COMMON, READY, about_order, about_what_is_ready, an_order, written_to
from orders.models import Order, Status
from scheduling.letters import VISITS, about_visits

BECAUSE = _("%(company)s sent you this because you booked a shoot with them.")
MESSAGES = Group(
    _("Messages of your team"),
    (Word("talk.link", _("Where they are answered"), "https://example.com/o/abc/messages/"),),
    (
        Each("messages", "message", _("What the customer has not read yet"), (
            Word("text", _("Text"), "The seller moved the key to the front desk."),
            Word("author", _("First name of who wrote it"), "Will"),
        )),
    ),
)  # fmt: skip
SAMPLE = [{"text": "The seller moved the key to the front desk.", "author": "Will"}]
LATE_BY_AT_MOST = timedelta(days=14)
"""How long the clock may have stood still before what was due is let go."""


def about(order: Order) -> dict[str, Any]:
    """What a letter about the whole order can say."""
    return {**about_order(order), **about_visits(order), **about_what_is_ready(order)}


def an_example(number: int | None) -> dict[str, Any] | None:
    order = an_order(number)
    return about(order) if order else None


def about_messages(order: Order, messages: Sequence[AgentMessage]) -> dict[str, Any]:
    """What a letter about the talk with the agent can say; the messages with author and agent."""
    said = [lanes.said_of(each, for_agent=True) for each in messages]
    return {
        **about_order(order),
        "talk": {"link": link(reverse("portal:messages", args=[order.token]))},
        "messages": [{"text": each.body, "author": each.name} for each in said],
    }


def an_example_talk(number: int | None) -> dict[str, Any] | None:
    order = an_order(number)
    if order is None:
        return None
    said = AgentMessage.objects.of_lane(order).by_team().select_related("author__user", "customer").order_by("-id")[:2]
    return about_messages(order, list(said)[::-1]) | ({} if said else {"messages": SAMPLE})


def due_after_completion(now: datetime, timing: Timing) -> Iterator[Due]:
    """Orders that were completed so many days ago, from the hour on, as the company's clocks go; once for each order."""
    zone = ZoneInfo(Company.objects.get(pk=current_company_id()).time_zone)
    first = max(timing.since, now - LATE_BY_AT_MOST) - timedelta(days=timing.days + 1)
    completed = Order.objects.filter(status__kind=Status.Kind.COMPLETED, completed_at__gte=first)
    for order in completed.select_related("status", "customer", "project_manager__user"):
        assert order.completed_at
        day = order.completed_at.astimezone(zone) + timedelta(days=timing.days)
        moment = day.replace(hour=timing.hour, minute=0, second=0, microsecond=0)
        if timing.since <= moment <= now and written_to(order):
            yield Due(f"follow-up:{order.pk}", written_to(order), order.pk, lambda order=order: about(order))


def completion_key(order: Order) -> str:
    """One completion, one letter: completed again later, an order asks again."""
    assert order.completed_at
    return f"complete:{order.pk}:{order.completed_at.isoformat()}"


CONFIRMATION = letter_kind(
    LetterKind(
        key="confirmation",
        title=_("Booking confirmation"),
        moment=_("When an order is placed, by the customer or by your team."),
        why=BECAUSE,
        subject=_("Your shoot at {{ order.title }} is booked (order {{ order.number }})"),
        body=_(
            "# Your shoot is booked\n\nHello {{ customer.name }},\n\n"
            "{% if visits %}\nthank you for your order. This is when we come:\n"
            "{% else %}\nthank you for your order. We call you to agree on a time.\n{% endif %}\n\n"
            "| | |\n|---|---|\n| Where | {{ order.address }} |\n"
            "{% for visit in visits %}\n| When | {{ visit.when }} |\n{% endfor %}\n"
            "{% for line in lines %}\n| {{ line.text }} | {{ line.amount }} |\n{% endfor %}\n"
            "{% if order.tax %}\n| {{ order.tax_name }} | {{ order.tax }} |\n{% endif %}\n"
            "| Total | {{ order.total }} |\n\n[Follow your order]({{ order.link }})\n\n"
            "{% if legal %}\nYou accepted: {% for each in legal %}[{{ each.title }}]({{ each.link }})"
            "{% unless forloop.last %}, {% endunless %}{% endfor %}\n{% endif %}\n"
        ),
        groups=(*COMMON, VISITS),
        example=an_example,
        starts_on=True,
        text=_(
            "{{ company.name }}: your shoot at {{ order.title }} is booked"
            "{% for visit in visits %}, {{ visit.when }}{% endfor %}. {{ order.link }}"
        ),
        says_stop=True,
        at=10,
    )
)
WELCOME = letter_kind(
    LetterKind(
        key="welcome",
        title=_("Welcome"),
        moment=_("After somebody’s first order, beside the confirmation; once for each customer."),
        why=BECAUSE,
        subject=_("Welcome to {{ company.name }}"),
        body=_(
            "# Welcome, {{ customer.first_name | default: customer.name }}\n\n"
            "thank you for your first order with {{ company.name }}. Three things that are good to know:\n\n"
            "- You can follow your order and see what is ready at [its page]({{ order.link }}).\n"
            "- Have the rooms tidy and the lights on when we come.\n"
            "- If anything changes, answer this mail{% if company.phone %} or call {{ company.phone }}{% endif %}.\n"
        ),
        groups=(*COMMON, VISITS),
        example=an_example,
        starts_on=False,
        at=15,
    )
)
COMPLETE = letter_kind(
    LetterKind(
        key="complete",
        title=_("Order complete"),
        moment=_("When an order is completed: its page asks your team whether to send it, as it is or edited, or not."),
        why=BECAUSE,
        subject=_("{{ order.title }} is ready"),
        body=_(
            "# Everything is ready\n\nHello {{ customer.name }},\n\nyour order for {{ order.address }} is complete.\n\n"
            "{% if deliverables %}\n{% for deliverable in deliverables %}\n"
            "- {{ deliverable.service }}: [{{ deliverable.title }}]({{ deliverable.link }})\n{% endfor %}\n{% endif %}\n\n"
            "{% if order.due %}\n{{ order.due }} is still to be paid.\n{% endif %}\n\n[See your order]({{ order.link }})\n"
        ),
        groups=(READY, *COMMON, VISITS),
        example=an_example,
        starts_on=True,
        at=70,
    )
)
FOLLOW_UP = letter_kind(
    LetterKind(
        key="follow-up",
        title=_("Some days after"),
        moment=_("Some days after an order was completed; once for each order."),
        why=BECAUSE,
        subject=_("How did we do at {{ order.title }}?"),
        body=_(
            "# How did we do?\n\nHello {{ customer.name }},\n\n"
            "some days ago we finished your order for {{ order.title }}. Is everything as you wanted it? "
            "Answer this mail and tell us, good or bad.\n\nWhen you have the next listing, we are glad to come again.\n\n"
            "[Book a shoot]({{ company.book }})\n"
        ),
        groups=(READY, *COMMON, VISITS),
        example=an_example,
        starts_on=False,
        clock=Clock(find=due_after_completion, hour=9, days=3, days_label=_("Days after the order was completed")),
        at=80,
    )
)

AGENT_MESSAGE = letter_kind(
    LetterKind(
        key="agent-message",
        title=_("Message of your team"),
        moment=_(
            "Some minutes after somebody of your team wrote to the customer on an order, if they have not read it there. "
            "What is written shortly after goes along."
        ),
        why=BECAUSE,
        subject=_("New message from {{ company.name }} about {{ order.title }}"),
        body=_(
            "# New message\n\nHello {{ customer.name }},\n\nabout your order for {{ order.title }}:\n\n"
            "{% for message in messages %}\n**{{ message.author }} wrote:**\n\n{{ message.text }}\n\n{% endfor %}\n"
            "[Read and answer]({{ talk.link }})\n"
        ),
        groups=(MESSAGES, *COMMON),
        example=an_example_talk,
        starts_on=True,
        at=40,
    )
)

for _letter in (WELCOME, FOLLOW_UP):
    may_be_refused(_letter.key, _letter.title)
