"""The log of everything that was sent about an order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity.actions import sweep
from core.ledger import record
from notifications import actions
from notifications.models import Mail
from orders.actions import add_to_team
from tests.counting import Statements


@pytest.fixture
def order(north):
    made = north.order(street="1 Sent St")
    sweep()
    return made


def path(order, rest=""):
    return f"/orders/{order.number}/sent/{rest}"


def fail(world, mail, error="550 no such mailbox"):
    with world.scope():
        Mail.objects.filter(pk=mail.pk).update(state="failed", last_error=error, tries=12)


def tell(world, member, order, title):
    with world.scope():
        activity = record("test.told", on=order, by=world.coordinator.as_actor)
        actions.notify(member, kind="mention", title=title, body="", url="/x/", activity=activity)


def test_the_log_shows_what_left_to_customers_and_to_the_team(north, order):
    with north.scope():
        confirmation = Mail.objects.get(kind="confirmation")
    fail(north, confirmation)
    tell(north, north.editor, order, "Look at this")
    actions.gather(timezone.now() + timedelta(minutes=1))
    page = north.client(north.coordinator).get(path(order)).text
    assert page.index("Look at this") < page.index("550 no such mailbox")
    assert [word in page for word in (north.editor.user.email, north.agent.email, "Not delivered", "On its way")] == [
        True
    ] * 4
    assert "Look at this" not in north.client(north.coordinator).get(path(north.order())).text


def test_a_mail_is_read_in_a_frame_that_runs_and_loads_nothing(north, order):
    client = north.client(north.coordinator)
    with north.scope():
        mail = Mail.objects.get(kind="confirmation")
    page = client.get(path(order, f"{mail.pk}/"))
    assert f'src="{path(order, f"{mail.pk}/html/")}" sandbox="allow-popups"' in page.text
    frame = client.get(path(order, f"{mail.pk}/html/"))
    policy = frame.headers["Content-Security-Policy"]
    assert [part in policy for part in ("default-src 'none'", "sandbox allow-popups", "frame-ancestors 'self'")] == [
        True
    ] * 3
    assert "script-src" not in policy
    assert "1 Sent St" in frame.text


def test_a_mail_that_failed_is_tried_again(north, order):
    client = north.client(north.coordinator)
    with north.scope():
        mail = Mail.objects.get(kind="confirmation")
    fail(north, mail)
    answer = client.post(path(order, f"{mail.pk}/again/"), headers={"HX-Request": "true"})
    assert (answer.status_code, "On its way" in answer.text) == (200, True)
    with north.scope():
        mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("waiting", 0)
    assert client.post(path(order, f"{mail.pk}/again/"))["Location"] == path(order)


def test_the_words_of_a_mail_about_other_orders_too_stay_closed(north, order):
    other = north.order(street="2 Other St")
    tell(north, north.editor, order, "This one")
    tell(north, north.editor, other, "That one")
    actions.gather(timezone.now() + timedelta(minutes=1))
    with north.scope():
        mail = Mail.objects.get(kind="notices")
    client = north.client(north.coordinator)
    assert "Several notices" in client.get(path(order)).text
    assert {client.get(path(each, f"{mail.pk}/")).status_code for each in (order, other)} == {404}


def test_codes_and_links_for_one_reader_are_never_shown(north, order):
    with north.scope():
        words = {"subject": "123456 is your code", "text": "123456", "kind": "account", "key": "account:1"}
        mail = actions.send_mail(to="a@agents.test", order_id=order.pk, **words)
    client = north.client(north.owner)
    assert "123456" not in client.get(path(order)).text
    assert client.get(path(order, f"{mail.pk}/")).status_code == 404


def test_who_may_not_see_customers_or_the_order_finds_nothing(north, south, order):
    with north.scope():
        mail = Mail.objects.get(kind="confirmation")
    with north.scope():
        add_to_team(order, north.contractor, by=north.coordinator.as_actor)
    for client in (north.client(north.contractor), north.client(north.agent), south.client(south.owner)):
        assert {client.get(path(order, rest)).status_code for rest in ("", f"{mail.pk}/", f"{mail.pk}/html/")} == {404}
        assert client.post(path(order, f"{mail.pk}/again/")).status_code == 404


def test_a_longer_log_takes_no_more_queries(north, order):
    client = north.client(north.coordinator)
    client.get(path(order))
    counts = []
    for more in (1, 2):
        for number in range(more):
            with north.scope():
                words = {"subject": "x", "text": "x", "kind": "receipt", "key": f"{more} {number}"}
                actions.send_mail(to="a@agents.test", order_id=order.pk, **words)
        with Statements(at_most=8) as queries:
            client.get(path(order))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("column", "word"),
    [
        ("delivered_at", "Delivered"),
        ("opened_at", "Opened"),
        ("bounced_at", "Came back"),
        ("complained_at", "Called spam"),
    ],
)
def test_the_log_says_what_the_provider_told_of_a_mail(north, order, column, word):
    with north.scope():
        Mail.objects.filter(kind="confirmation").update(state="sent", **{column: timezone.now()})
    assert f"{word}</span>" in north.client(north.coordinator).get(path(order)).text


def test_what_was_kept_back_says_why_and_may_be_tried_again(north, order):
    with north.scope():
        Mail.objects.filter(kind="confirmation").update(state="stopped", last_error="This address sent mail back.")
    page = north.client(north.coordinator).get(path(order)).text
    assert [word in page for word in ("Kept back", "This address sent mail back.", "Try again")] == [True] * 3


def test_texts_stand_in_the_log_too(north, order):
    with north.scope():
        actions.send_text(to="+13125550100", body="See you at nine", kind="reminder", key="t", order_id=order.pk)
    page = north.client(north.coordinator).get(path(order)).text
    assert [word in page for word in ("See you at nine", "+13125550100")] == [True, True]
    assert page.index("See you at nine") < page.index(north.agent.email)
