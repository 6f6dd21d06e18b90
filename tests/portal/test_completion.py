"""A completed order asks whether its customer is told: now, edited first, or not. One answer counts."""

import html
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as outbox
from django.utils import timezone

from activity.models import Activity
from companies.capabilities import Can
from core.actor import CLOCK
from notifications.actions import send_waiting
from notifications.models import Mail
from orders import actions as orders
from orders.models import Order, Stage, Status

CHICAGO = ZoneInfo("America/Chicago")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def done(north):
    """A completed order with something to see."""
    order = north.order(services=[north.service("Photos")], street="233 S Wacker Dr", status="completed")
    with north.scope():
        line = order.lines.get()
        orders.move_line(line, stage=Stage.objects.of_phase("complete"), position=0, version=line.version, by=CLOCK)
        orders.add_deliverable(line, title="Gallery", url="https://photos.example/1", by=CLOCK)
    return order


@pytest.fixture
def desk(north):
    return north.client(north.coordinator)


def ask(order):
    return f"/orders/{order.number}/complete-letter/"


def letters(world):
    with world.scope():
        return list(Mail.objects.filter(kind="complete").values_list("to", "subject"))


def test_a_completed_order_asks_on_its_page(north, done, desk):
    assert f'hx-get="{ask(done)}" hx-trigger="load,' in desk.get(f"/orders/{done.number}/").text
    assert f"Tell {north.agent.email}?" in desk.get(ask(done)).text


@pytest.mark.parametrize("status", [None, "cancelled", "active"])
def test_any_other_order_does_not_ask(north, desk, status):
    order = north.order(status=status)
    assert "Send now" not in desk.get(ask(order)).text
    desk.post(ask(order))
    assert letters(north) == []


def test_sent_now_it_goes_once(north, done, desk):
    first, second = desk.post(ask(done), headers=HTMX), desk.post(ask(done), headers=HTMX)
    assert f"On its way to {north.agent.email}." in first["HX-Trigger"]
    assert "Somebody has answered that already." in second["HX-Trigger"]
    assert letters(north) == [(north.agent.email, "233 S Wacker Dr is ready")]
    send_waiting()
    [message] = [each for each in outbox.outbox if each.subject == "233 S Wacker Dr is ready"]
    assert "Photos: Gallery: https://photos.example/1" in message.body
    with north.scope():
        assert Activity.objects.get(verb="letter.sent").data == {"letter": "Order complete", "to": north.agent.email}


def test_edited_it_says_what_was_written_and_nothing_is_filled_in(north, done, desk):
    form = desk.get(f"{ask(done)}edit/").text
    assert ("233 S Wacker Dr is ready" in form, "[Gallery](https://photos.example/1)" in form) == (True, True)
    desk.post(ask(done), {"subject": "Done", "body": "**Here** {{ order.total }} <b>x</b>"}, headers=HTMX)
    with north.scope():
        row = Mail.objects.get(kind="complete")
    assert (row.subject, row.text.splitlines()[0]) == ("Done", "Here {{ order.total }} <b>x</b>")
    assert "<strong>Here</strong> {{ order.total }} &lt;b&gt;x&lt;/b&gt;" in row.html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"subject": "", "body": "Mine"}, "This field is required."),
        ({"subject": "Done", "body": "[x](javascript:alert(1))"}, "leads nowhere"),
    ],
)
def test_a_letter_that_cannot_go_comes_back_as_typed(north, done, desk, typed, sentence):
    answer = desk.post(ask(done), typed, headers=HTMX)
    assert (answer.status_code, sentence in answer.text, typed["body"] in answer.text) == (422, True, True)
    assert letters(north) == []


def test_not_wanted_it_does_not_ask_again(north, done, desk):
    answer = desk.delete(ask(done), headers=HTMX)
    assert ("Send now" in answer.text, "The customer is not told." in answer["HX-Trigger"]) == (False, True)
    desk.post(ask(done), headers=HTMX)
    assert letters(north) == []
    with north.scope():
        assert Activity.objects.filter(verb="letter.withheld").count() == 1


def planned_at(world):
    with world.scope():
        return Mail.objects.get(kind="complete").next_try_at


def later(days=2):
    """Nine in the morning some days on, as somebody in Chicago types it, and the moment that is."""
    typed = datetime.combine((timezone.now().astimezone(CHICAGO) + timedelta(days=days)).date(), time(9))
    return typed.isoformat(timespec="minutes"), typed.replace(tzinfo=CHICAGO)


def test_sent_later_it_waits_for_its_time(north, done, desk):
    offered = desk.get(f"{ask(done)}later/").text
    tomorrow = (timezone.now().astimezone(CHICAGO) + timedelta(days=1)).date()
    assert f'value="{tomorrow:%Y-%m-%d}T09:00"' in offered
    typed, moment = later()
    answer = desk.post(ask(done), {"at": typed}, headers=HTMX)
    assert f"It goes to {north.agent.email} at that time." in answer["HX-Trigger"]
    assert "9:00 AM" in answer.text
    assert planned_at(north) == moment
    send_waiting()
    assert outbox.outbox == []
    with north.scope():
        Mail.objects.update(next_try_at=timezone.now())
    send_waiting()
    assert [mail.subject for mail in outbox.outbox] == ["233 S Wacker Dr is ready"]


def test_what_was_to_go_later_can_go_now_or_not_at_all(north, done, desk):
    desk.post(ask(done), {"at": later()[0]})
    answer = desk.post(ask(done), headers=HTMX)
    assert f"On its way to {north.agent.email}." in answer["HX-Trigger"]
    send_waiting()
    assert len(outbox.outbox) == 1


def test_what_was_to_go_later_can_be_taken_back(north, done, desk):
    desk.post(ask(done), {"at": later()[0]})
    answer = desk.delete(ask(done), headers=HTMX)
    assert ("Send now" in answer.text, letters(north)) == (False, [])


def test_an_order_opened_again_is_not_called_complete_later(north, done, desk):
    desk.post(ask(done), {"at": later()[0]})
    with north.scope():
        orders.change_status(Order.objects.get(pk=done.pk), north.status("active"), by=CLOCK)
    assert letters(north) == []


def test_another_status_of_a_completed_order_changes_nothing_of_it(north, done, desk):
    desk.post(ask(done), {"at": later()[0]})
    with north.scope():
        closed = Status.objects.create(name="Filed", kind=Status.Kind.COMPLETED, position=90)
        orders.change_status(Order.objects.get(pk=done.pk), closed, by=CLOCK)
    assert letters(north) == [(north.agent.email, "233 S Wacker Dr is ready")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "This field is required."),
        ("soon", "Enter a valid date/time."),
        ("2020-01-01T09:00", "Choose a time that is still to come."),
        (later(days=91)[0], "Choose a time within the next 90 days."),
    ],
)
def test_a_time_at_which_nothing_can_go_is_refused_beside_the_field(north, done, desk, typed, sentence):
    answer = desk.post(ask(done), {"at": typed}, headers=HTMX)
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert letters(north) == []


def test_completed_once_more_it_asks_once_more(north, done, desk):
    desk.post(ask(done))
    with north.scope():
        order = orders.change_status(Order.objects.get(pk=done.pk), north.status("active"), by=CLOCK)
        orders.change_status(order, north.status("completed"), by=CLOCK)
    assert "Send now" in desk.get(ask(done)).text


def test_switched_off_nobody_is_asked(north, done, desk):
    north.client(north.admin).post("/settings/templates/complete/sending/", {})
    assert "Send now" not in desk.get(ask(done)).text
    assert desk.get(f"{ask(done)}edit/").status_code == 404


@pytest.mark.parametrize("path", ["", "edit/", "later/"])
def test_nobody_else_is_asked(north, south, done, path):
    assert Can.EDIT_ORDERS not in north.contractor.can
    for client in (south.client(south.owner), north.client(north.contractor), north.client(north.agent)):
        assert client.get(ask(done) + path).status_code == 404
        assert client.post(ask(done)).status_code == 404
    assert letters(north) == []
