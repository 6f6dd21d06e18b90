"""The letters about visits: moved, called off, the day before. And what letters can say of visits."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ledger import follow
from core.moments import clock
from core.phone import readable
from notifications.actions.templates import write_letter
from notifications.composing.registry import Clock, Due, Each, Group, LetterKind, Timing, Word, letter_kind
from orders.letters import COMMON, about_order, written_to
from orders.models import LineItem, Order
from orders.queries import visit_lines
from scheduling.models import Appointment
from scheduling.queries.visits import with_people
from scheduling.spans import day_span, spoken

VISIT_WORDS = (
    Word("when", _("Day and time"), "Tue, Nov 24, 2026, 9:30 – 11:45 AM"),
    Word("date", _("Day"), "Tue, Nov 24, 2026"),
    Word("time", _("Time"), "9:30 – 11:45 AM"),
    Word("services", _("Services on site, separated by commas"), "Photos, Floor plan"),
    Word("photographers", _("Names of who comes"), "Phil Park"),
)
PEOPLE = Each("people", "person", _("Who comes"), (
    Word("name", _("Name"), "Phil Park"),
    Word("phone", _("Phone"), "(312) 555-0102"),
    Word("email", _("E-mail"), "phil@example.com"),
))  # fmt: skip
VISITS = Group(_("Visits"), (), (Each("visits", "visit", _("Visits that stand"), VISIT_WORDS, (PEOPLE,)),))
VISIT = Group(
    _("This visit"),
    (
        *(Word(f"visit.{word.name}", word.label, word.sample) for word in VISIT_WORDS),
        Word("visit.before", _("When it was before"), "Mon, Nov 23, 2026, 1:00 – 3:15 PM"),
    ),
)


def about_visits(order: Order) -> dict[str, Any]:
    """What VISITS offers, of one order."""
    lines = visit_lines(order)
    return {"visits": [_visit(each, lines) for each in with_people(Appointment.objects.live().filter(order=order))]}


def about_visit(visit: Appointment, *, before: str = "") -> dict[str, Any]:
    """What a letter about one visit offers: the order, all its visits, and this one."""
    order = Order.objects.select_related("status", "customer", "project_manager__user").get(pk=visit.order_id)
    (this,) = with_people(Appointment.objects.filter(pk=visit.pk))
    said = {name: value for name, value in _visit(this, visit_lines(order)).items() if name != "people"}
    return {**about_order(order), **about_visits(order), "visit": said | {"before": before}}


def _visit(visit: Any, lines: Iterable[LineItem]) -> dict[str, Any]:
    """Services are those assigned to who comes; all of them where nobody is assigned."""
    lines, going = list(lines), [each.member for each in visit.sent]
    theirs = [line for line in lines if line.assignee_id in {member.pk for member in going}] or lines
    start, end = visit.starts_at.astimezone(visit.zone), visit.ends_at.astimezone(visit.zone)
    return {
        "when": visit.spoken,
        "date": visit.spoken.removesuffix(f", {clock(start, end)}"),
        "time": clock(start, end),
        "services": ", ".join(line.name for line in theirs),
        "photographers": ", ".join(member.name for member in going),
        "people": [
            {"name": member.name, "phone": readable(member.user.phone), "email": member.user.email} for member in going
        ],
    }


def an_example(number: int | None) -> dict[str, Any] | None:
    """The next visit of an order, or the newest visit there is."""
    visits = Appointment.objects.live().select_related("order")
    found = visits.filter(order__number=number).first() if number is not None else visits.order_by("-id").first()
    if found is None:
        return None
    days_before = spoken(found.starts_at - timedelta(days=1), found.ends_at - timedelta(days=1), found.zone)
    return about_visit(found, before=days_before)


def due_tomorrow(now: datetime, timing: Timing) -> Iterator[Due]:
    """Visits of tomorrow, from the hour on, as the clocks at the property go; not those that were booked today."""
    soon = Appointment.objects.planned().filter(starts_at__gt=now, starts_at__lt=now + timedelta(days=2))
    for visit in soon.select_related("order__customer", "order__status"):
        today = now.astimezone(visit.zone)
        begins, ends = day_span(today.date() + timedelta(days=1), visit.zone)
        was_there = visit.created_at < day_span(today.date(), visit.zone)[0]
        if today.hour >= timing.hour and begins <= visit.starts_at < ends and was_there and written_to(visit.order):
            yield Due(
                key=f"reminder:{visit.pk}:{begins.date()}",
                to=written_to(visit.order),
                order_id=visit.order_id,
                data=lambda visit=visit: about_visit(visit),
            )


MOVED = letter_kind(
    LetterKind(
        key="rescheduled",
        title=_("Visit moved"),
        moment=_("When a visit gets another day or time, whoever moved it."),
        why=_("%(company)s sent you this because you booked a shoot with them."),
        subject=_("Your shoot at {{ order.title }} is now on {{ visit.when }}"),
        body=_(
            "# Your shoot has another time\n\nHello {{ customer.name }},\n\nwe come at another time than we said before:\n\n"
            "| | |\n|---|---|\n| Where | {{ order.address }} |\n| Now | {{ visit.when }} |\n"
            "{% if visit.before %}\n| Before | {{ visit.before }} |\n{% endif %}\n"
            "| Who comes | {{ visit.photographers }} |\n\n[See your order]({{ order.link }})\n"
        ),
        groups=(VISIT, *COMMON, VISITS),
        example=an_example,
        starts_on=True,
        text=_("{{ company.name }}: we come to {{ order.title }} at another time: {{ visit.when }}. {{ order.link }}"),
        at=20,
    )
)
CALLED_OFF = letter_kind(
    LetterKind(
        key="cancelled",
        title=_("Visit called off"),
        moment=_("When a visit is cancelled, by itself or with its order."),
        why=_("%(company)s sent you this because you booked a shoot with them."),
        subject=_("Your shoot at {{ order.title }} on {{ visit.date }} is called off"),
        body=_(
            "# Your shoot is called off\n\nHello {{ customer.name }},\n\nwe do not come on {{ visit.when }}.\n\n"
            "{% if visits %}\nThese visits still stand:\n\n{% for each in visits %}\n- {{ each.when }}\n{% endfor %}\n{% endif %}\n\n"
            "If you did not expect this, answer this mail{% if company.phone %} or call {{ company.phone }}{% endif %}.\n\n"
            "[See your order]({{ order.link }})\n"
        ),
        groups=(VISIT, *COMMON, VISITS),
        example=an_example,
        starts_on=True,
        text=_("{{ company.name }}: we do not come to {{ order.title }} on {{ visit.when }}. {{ order.link }}"),
        at=30,
    )
)
DAY_BEFORE = letter_kind(
    LetterKind(
        key="reminder",
        title=_("The day before"),
        moment=_("The day before a visit, once for each visit and day. Not for a visit that was booked the same day."),
        why=_("%(company)s sent you this because you booked a shoot with them."),
        subject=_("Tomorrow: your shoot at {{ order.title }}"),
        body=_(
            "# We see you tomorrow\n\nHello {{ customer.name }},\n\nthis is when we come:\n\n"
            "| | |\n|---|---|\n| Where | {{ order.address }} |\n| When | {{ visit.when }} |\n"
            "{% if visit.services %}\n| What | {{ visit.services }} |\n{% endif %}\n"
            "{% if visit.photographers %}\n| Who comes | {{ visit.photographers }} |\n{% endif %}\n"
            "{% if order.access_notes %}\n| How to get in | {{ order.access_notes }} |\n{% endif %}\n\n"
            "Please have the lights on and the rooms tidy.\n\n[See your order]({{ order.link }})\n"
        ),
        groups=(VISIT, *COMMON, VISITS),
        example=an_example,
        starts_on=True,
        clock=Clock(find=due_tomorrow, hour=9),
        text=_("{{ company.name }}: tomorrow we come to {{ order.title }}, {{ visit.time }}. {{ order.link }}"),
        at=40,
    )
)


@follow("appointment.moved")
def tell_moved(activity: Any) -> None:
    """Tell the customer when we come now; not of a change of people, and not what has changed again since."""
    visit = _still_to_come(activity, Appointment.State.PLANNED)
    was = (activity.data["before_starts_at"], activity.data["before_ends_at"])
    if visit is None or was == (visit.starts_at.isoformat(), visit.ends_at.isoformat()):
        return
    _tell(visit, "rescheduled", activity, was=was)


@follow("appointment.cancelled")
def tell_called_off(activity: Any) -> None:
    """Tell the customer that nobody comes."""
    visit = _still_to_come(activity, Appointment.State.CANCELLED)
    if visit is not None:
        _tell(visit, "cancelled", activity)


def _still_to_come(activity: Any, state: str) -> Appointment | None:
    """The visit as the record left it, if it is ahead of us; None if something newer tells of it."""
    visits = Appointment.objects.filter(state=state, starts_at=activity.data["starts_at"], starts_at__gt=timezone.now())
    return visits.select_related("order__customer").filter(pk=activity.subject_id).first()


def _tell(visit: Appointment, letter: str, activity: Any, *, was: tuple[str, ...] = ()) -> None:
    if to := written_to(visit.order):
        moments = [datetime.fromisoformat(moment) for moment in was]
        write_letter(
            letter,
            to=to,
            key=f"{letter}:{activity.pk}",
            order_id=visit.order_id,
            data=lambda: about_visit(visit, before=spoken(moments[0], moments[1], visit.zone) if moments else ""),
        )
