"""Which letter leaves at which event and when the clock says so: each once, whatever dies on the way."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from activity.actions import sweep
from activity.models import Activity, Outbox
from core.actor import CLOCK
from invoicing import actions as invoicing
from invoicing.models import Invoice
from notifications.actions.templates import in_force, save_template, send_due, set_sending
from notifications.composing.registry import kind_of
from notifications.composing.standing import Piece
from notifications.models import Mail, TemplateSettings
from orders import actions as orders
from orders.models import Order
from scheduling import actions as scheduling
from scheduling.models import Appointment

CHICAGO = ZoneInfo("America/Chicago")


@pytest.fixture
def start():
    """Ten in the morning in Chicago, some days ahead."""
    day = datetime.now(CHICAGO) + timedelta(days=5)
    return day.replace(hour=10, minute=0, second=0, microsecond=0)


@pytest.fixture
def visit(north, start):
    order = north.order(street="233 S Wacker Dr")
    with north.scope():
        return scheduling.make_appointment(order, starts_at=start, members=[north.photographer], minutes=60, by=CLOCK)


def switch(world, letter, **how):
    with world.scope():
        return set_sending(kind_of(letter), is_on=True, by=CLOCK, **how)


def letters(world, kind):
    with world.scope():
        return list(Mail.objects.filter(kind=kind).order_by("id").values_list("to", "subject"))


def once_more(world, verb, follower):
    """As if the worker had died after its work and before it struck the row."""
    with world.scope():
        Outbox.objects.bulk_create(
            Outbox(company_id=world.company.pk, activity_id=each.pk, follower=follower)
            for each in Activity.objects.filter(verb=verb)
        )
    sweep()


def move(world, visit, to):
    with world.scope():
        return scheduling.move_appointment(
            visit, starts_at=to, version=Appointment.objects.get(pk=visit.pk).version, by=CLOCK
        )


# visits -----------------------------------------------------------------------------------------------------------
def test_a_moved_visit_is_told_once(north, visit, start):
    move(north, visit, start + timedelta(days=1))
    sweep()
    once_more(north, "appointment.moved", "scheduling.letters.tell_moved")
    [(to, subject)] = letters(north, "rescheduled")
    assert to == north.agent.email
    assert subject.startswith("Your shoot at 233 S Wacker Dr is now on ")
    with north.scope():
        text = Mail.objects.get(kind="rescheduled").text
    assert f"Before {visit.spoken}" in text
    assert "Who comes Phil Photographer" in text


def test_of_two_moves_the_last_is_told(north, visit, start):
    move(north, visit, start + timedelta(days=1))
    last = move(north, visit, start + timedelta(days=2))
    sweep()
    assert letters(north, "rescheduled") == [
        (north.agent.email, f"Your shoot at 233 S Wacker Dr is now on {last.spoken}")
    ]


def test_another_photographer_at_the_same_time_is_no_news_to_the_customer(north, visit, start):
    other = north.member("Paula Photographer", "staff", "photographer")
    with north.scope():
        scheduling.move_appointment(visit, starts_at=start, version=visit.version, members=[other], by=CLOCK)
    sweep()
    assert letters(north, "rescheduled") == []


def test_a_visit_called_off_is_told_once(north, visit):
    with north.scope():
        scheduling.cancel_appointment(visit, reason="Rain", by=CLOCK)
    sweep()
    once_more(north, "appointment.cancelled", "scheduling.letters.tell_called_off")
    [(to, subject)] = letters(north, "cancelled")
    assert (to, subject.startswith("Your shoot at 233 S Wacker Dr on ")) == (north.agent.email, True)


def test_what_the_team_says_of_it_is_not_in_the_letter(north, visit):
    with north.scope():
        scheduling.cancel_appointment(visit, reason="Agent is rude", by=CLOCK)
    sweep()
    with north.scope():
        assert "rude" not in Mail.objects.get(kind="cancelled").text


def at(visit, *, days=0, hour):
    """That hour of the visit's day, or of days before it, at the property."""
    return (visit.starts_at.astimezone(CHICAGO) - timedelta(days=days)).replace(hour=hour, minute=0).astimezone(UTC)


def test_the_day_before_is_told_once_from_nine_on(north, visit):
    assert send_due(at(visit, days=2, hour=20)) == 0
    assert send_due(at(visit, days=1, hour=8)) == 0
    assert [send_due(at(visit, days=1, hour=9)), send_due(at(visit, days=1, hour=15))] == [1, 0]
    assert letters(north, "reminder") == [(north.agent.email, "Tomorrow: your shoot at 233 S Wacker Dr")]
    assert send_due(at(visit, hour=9)) == 0


def test_moved_to_another_day_it_is_told_again(north, visit, start):
    send_due(at(visit, days=1, hour=9))
    later = move(north, visit, start + timedelta(days=3))
    assert send_due(at(later, days=1, hour=9)) == 1


def test_a_visit_that_was_booked_the_same_day_or_called_off_is_not_told(north, visit):
    with north.scope():
        Appointment.objects.filter(pk=visit.pk).update(created_at=at(visit, days=1, hour=7))
    assert send_due(at(visit, days=1, hour=9)) == 0
    with north.scope():
        Appointment.objects.filter(pk=visit.pk).update(created_at=at(visit, days=3, hour=7))
        scheduling.cancel_appointment(visit, reason="Rain", by=CLOCK)
    assert send_due(at(visit, days=1, hour=9)) == 0


def test_the_hour_is_the_companys_choice(north, visit):
    switch(north, "reminder", hour=17)
    assert (send_due(at(visit, days=1, hour=16)), send_due(at(visit, days=1, hour=17))) == (0, 1)


# orders -----------------------------------------------------------------------------------------------------------
def test_welcome_is_for_the_first_order_only_and_off_to_begin_with(north):
    north.order(customer=north.other_agent)
    sweep()
    assert letters(north, "welcome") == []
    switch(north, "welcome")
    for _ in range(2):
        north.order()
    north.order(customer=north.other_agent)
    sweep()
    assert letters(north, "welcome") == [(north.agent.email, "Welcome to North Media")]
    once_more(north, "order.commissioned", "portal.followers.welcome")
    assert [to for to, _subject in letters(north, "welcome")].count(north.agent.email) == 1


def completed(world, order, ago):
    with world.scope():
        orders.change_status(order, world.status("completed"), by=CLOCK)
        Order.objects.filter(pk=order.pk).update(completed_at=datetime.now(UTC) - ago)
        return Order.objects.get(pk=order.pk)


def since(world, letter, ago):
    with world.scope():
        TemplateSettings.objects.filter(letter=letter).update(since=datetime.now(UTC) - ago)


def test_some_days_after_completion_a_word_follows_once(north):
    order = completed(north, north.order(street="233 S Wacker Dr"), timedelta(days=1))
    switch(north, "follow-up", days=3, hour=9)
    due = (order.completed_at.astimezone(CHICAGO) + timedelta(days=3)).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    assert [send_due(due - timedelta(minutes=1)), send_due(due), send_due(due + timedelta(days=5))] == [0, 1, 0]
    assert letters(north, "follow-up") == [(north.agent.email, "How did we do at 233 S Wacker Dr?")]


def test_what_fell_due_before_it_was_switched_on_is_not_sent(north):
    completed(north, north.order(), timedelta(days=10))
    switch(north, "follow-up", days=3, hour=9)
    assert send_due() == 0


def test_a_cancelled_or_reopened_order_has_no_follow_up(north):
    order = completed(north, north.order(), timedelta(days=5))
    switch(north, "follow-up", days=3, hour=0)
    since(north, "follow-up", timedelta(days=4))
    with north.scope():
        orders.change_status(order, north.status("cancelled"), by=CLOCK)
    assert send_due() == 0


# money ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def paper(north):
    order = north.order(services=[north.service(price="100.00")])
    with north.scope():
        paper = invoicing.issue(invoicing.draft_invoice(order, by=CLOCK), by=CLOCK)
        return invoicing.send(paper, to="office@agents.test", by=CLOCK, client_id=uuid4())


def test_an_unpaid_invoice_is_told_every_so_many_days_until_it_is_paid(north, paper):
    switch(north, "unpaid", days=5, hour=9)
    sent = paper.sent_at.astimezone(CHICAGO).replace(hour=9, minute=0, second=0, microsecond=0)
    turns = [sent + timedelta(days=days) for days in (4, 5, 6, 9, 10, 10)]
    assert [send_due(turn) for turn in turns] == [0, 1, 0, 0, 1, 0]
    assert letters(north, "unpaid") == [("office@agents.test", f"Still to be paid: invoice {paper.number}")] * 2
    paid = {"method": "cash", "received_on": sent.date(), "reference": "", "client_id": uuid4(), "by": CLOCK}
    with north.scope():
        invoicing.record_payment(paper.order, amount=Invoice.objects.get(pk=paper.pk).due, **paid)
    assert send_due(sent + timedelta(days=15)) == 0


def test_a_clock_that_stood_still_sends_the_last_turn_only(north, paper):
    switch(north, "unpaid", days=5, hour=9)
    sent = paper.sent_at.astimezone(CHICAGO).replace(hour=9, minute=0, second=0, microsecond=0)
    assert [send_due(sent + timedelta(days=17)), send_due(sent + timedelta(days=18))] == [1, 0]


def test_an_invoice_nobody_was_sent_or_of_a_cancelled_order_is_not_told(north, paper):
    switch(north, "unpaid", days=5, hour=9)
    with north.scope():
        order = Order.objects.get(pk=paper.order_id)
        orders.change_status(order, north.status("cancelled"), by=CLOCK)
    assert send_due(datetime.now(UTC) + timedelta(days=6)) == 0


# the sweep --------------------------------------------------------------------------------------------------------
def test_one_company_in_trouble_does_not_keep_the_others_waiting(north, south, visit, monkeypatch):
    """A row that cannot be read in south; north's letter leaves."""
    order = south.order()
    with south.scope():
        made = scheduling.make_appointment(
            order, starts_at=visit.starts_at, members=[south.photographer], minutes=60, by=CLOCK
        )
        Appointment.objects.filter(pk=made.pk).update(time_zone="Nowhere/Nothing")
    assert send_due(at(visit, days=1, hour=9)) == 1
    assert letters(north, "reminder") == [(north.agent.email, "Tomorrow: your shoot at 233 S Wacker Dr")]
    assert letters(south, "reminder") == []


def test_words_that_run_too_long_give_way_to_ours(north, visit):
    kind = kind_of("confirmation")
    loops = "".join(f"{{% for v{n} in lines %}}" for n in range(9)) + "x" + "{% endfor %}" * 9
    with north.scope():
        save_template(Piece(kind, "en"), subject="Mine", body=loops, by=CLOCK)
        lines = [{"text": "a", "amount": "b"}] * 9
        data = {**kind.sample(), "lines": lines}
        letter = in_force(kind, lambda: data)
    assert letter.subject == "Your shoot at 1427 Sheridan Rd is booked (order 1042)"
