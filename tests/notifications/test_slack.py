"""Slack: its own library against a web server in its place; what is posted tells no more than it may."""

import json

import pytest
from django.utils import timezone

from activity.actions import sweep
from activity.models import Activity
from core.actor import CLOCK, Actor, ActorKind
from notifications.actions import slack
from notifications.channels import slack as channel
from notifications.models import SlackPlace, SlackPost
from notifications.slack import events, post_to_slack, safe
from orders import actions as orders
from tests.notifications.web import elsewhere

TOKEN = "xoxb-north-4711"


@pytest.fixture
def there(settings):
    with elsewhere(lambda path, body: (200, "ok")) as server:
        settings.SLACK_WEBHOOK_ROOT = f"{server.root}/services/"
        settings.SLACK_API_BASE = f"{server.root}/api/"
        yield server


def connect(world, there, **about):
    given = {"webhook": f"{there.root}/services/T1/B1/secret", "token": "", "channel": "", "is_active": True}
    with world.scope():
        verbs = [event.verb for event in events()]
        return slack.set_place(by=CLOCK, **{**given, "verbs": verbs} | about)


@pytest.fixture
def hooked(north, there):
    connect(north, there)
    return there


def posted(there):
    return [json.loads(body)["text"] for _path, _headers, body in there.asked]


def put(world, text="Hello", key="hello"):
    with world.scope():
        return slack.post(text, key=key)


def fresh(world):
    with world.scope():
        return SlackPost.objects.get()


# --- what is posted ---------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_new_order_appears_in_the_channel_with_a_link(north, hooked):
    order = north.order(street="233 S Wacker Dr")
    sweep()
    slack.post_waiting_to_slack()
    link = f"<http://{north.host}/orders/{order.number}/|#{order.number} 233 S Wacker Dr>"
    assert posted(hooked) == [f"Tonomo placed order {link}"]
    sweep()
    assert slack.post_waiting_to_slack() == 0


@pytest.mark.django_db(transaction=True)
def test_only_what_was_chosen_is_posted_and_nothing_of_others(north, south, there):
    connect(north, there, verbs=["order.status_changed"])
    order = north.order()
    south.order()
    with north.scope():
        orders.change_status(order, north.status("postponed"), by=north.coordinator.as_actor)
    sweep()
    slack.post_waiting_to_slack()
    [text] = posted(there)
    assert text.startswith(f"Cora Coordinator moved order <http://{north.host}/orders/{order.number}/|#{order.number} ")
    assert text.endswith("to Postponed")


@pytest.mark.django_db(transaction=True)
def test_a_customers_private_data_is_not_posted(north, hooked):
    order = north.order(customer=north.agent)
    with north.scope():
        orders.set_contact(order, name="Zoe Zanzibar", email="zoe@z.test", phone="+13125550177", by=CLOCK)
        orders.change_status(order, north.status("cancelled"), by=CLOCK)
    sweep()
    slack.post_waiting_to_slack()
    told = repr(hooked.asked)
    assert len(hooked.asked) >= 2
    assert [word in told for word in ("Zanzibar", "z.test", "0177", north.agent.name, north.agent.email)] == [False] * 5


def test_names_cannot_speak_slack(north):
    assert safe("<!channel> *A* & <http://x|y>") == "&lt;!channel&gt; *\u200bA*\u200b &amp; &lt;http://x¦y&gt;"


def test_an_actor_with_braces_is_only_a_name(north, hooked):
    order = north.order()
    with north.scope():
        orders.change_status(order, north.status("postponed"), by=Actor(ActorKind.LINK, "{order.number} {x}"))
        post_to_slack(Activity.objects.filter(verb="order.status_changed").latest("id"))
        assert SlackPost.objects.latest("id").text.startswith("{order.number} {x} moved order <")


# --- getting it there -------------------------------------------------------------------------------------------------
def test_a_bot_posts_with_its_token(north, there):
    there.answer = lambda path, body: (200, {"ok": True})
    connect(north, there, webhook="", token=TOKEN, channel="#orders")
    put(north)
    slack.post_waiting_to_slack()
    [(path, headers, body)] = there.asked
    assert (path, headers["Authorization"]) == ("/api/chat.postMessage", f"Bearer {TOKEN}")
    assert ("Hello" in body.decode(), "orders" in body.decode(), fresh(north).state) == (True, True, "sent")


@pytest.mark.parametrize(
    ("status", "said", "state"),
    [
        (404, "no_service", "failed"),
        (403, "action_prohibited", "failed"),
        (429, "slow", "waiting"),
        (500, "x", "waiting"),
    ],
)
def test_what_a_webhook_refuses_is_tried_again_or_not(north, hooked, status, said, state):
    hooked.answer = lambda path, body: (status, said)
    put(north)
    slack.post_waiting_to_slack()
    assert (fresh(north).state, said in fresh(north).last_error) == (state, True)


@pytest.mark.parametrize(
    ("status", "told", "state"),
    [
        (200, {"ok": False, "error": "not_in_channel"}, "failed"),
        (200, {"ok": False, "error": "invalid_auth"}, "failed"),
        (429, {"ok": False, "error": "ratelimited"}, "waiting"),
        (503, {"ok": False, "error": "service_unavailable"}, "waiting"),
    ],
)
def test_what_slack_tells_a_bot_is_tried_again_or_not(north, there, status, told, state):
    there.answer = lambda path, body: (status, told)
    connect(north, there, webhook="", token=TOKEN, channel="#orders")
    put(north)
    slack.post_waiting_to_slack()
    assert (fresh(north).state, told["error"] in fresh(north).last_error) == (state, True)


@pytest.mark.parametrize("trouble", ["hangs", "dies"])
def test_a_slack_that_hangs_or_dies_is_asked_again(north, hooked, trouble, monkeypatch):
    monkeypatch.setattr(channel, "SECONDS", 0.3)
    setattr(hooked, trouble, True)
    put(north)
    slack.post_waiting_to_slack()
    assert fresh(north).state == "waiting"
    setattr(hooked, trouble, False)
    with north.scope():
        SlackPost.objects.update(next_try_at=timezone.now())
    slack.post_waiting_to_slack()
    assert fresh(north).state == "sent"


def test_nothing_is_posted_anywhere_but_to_slack(north, hooked, settings):
    settings.SLACK_WEBHOOK_ROOT = "https://hooks.slack.com/"
    put(north)
    slack.post_waiting_to_slack()
    assert (hooked.asked, fresh(north).last_error) == ([], "The webhook is no address of Slack.")


def test_what_waits_when_slack_is_switched_off_stays_and_can_be_posted_later(north, there):
    connect(north, there, is_active=False)
    row = put(north)
    slack.post_waiting_to_slack()
    assert (fresh(north).state, there.asked) == ("stopped", [])
    connect(north, there)
    client = north.client(north.owner)
    assert "Slack was not connected." in client.get("/settings/slack/").text
    client.post(f"/settings/slack/{row.pk}/again/")
    slack.post_waiting_to_slack()
    assert fresh(north).state == "sent"


# --- the page ---------------------------------------------------------------------------------------------------------
def test_slack_is_connected_and_its_secrets_are_never_shown(north, there):
    client, webhook = north.client(north.owner), f"{there.root}/services/T1/B1/secret"
    assert client.post("/settings/slack/trial/").status_code == 404
    given = {"webhook": webhook, "verbs": ["order.commissioned"], "is_active": "on"}
    page = client.post("/settings/slack/", given, follow=True)
    with north.scope():
        place = SlackPlace.objects.get()
    assert (place.webhook, place.verbs, webhook in page.text, "T1/B1" in page.text) == (
        webhook,
        ["order.commissioned"],
        False,
        False,
    )
    client.post("/settings/slack/trial/")
    slack.post_waiting_to_slack()
    assert [text.split(" is trying")[0] for text in posted(there)] == ["Olive Owner"]
    client.post("/settings/slack/", {"token": TOKEN, "channel": "#orders", "is_active": "on"})
    with north.scope():
        place = SlackPlace.objects.get()
    assert (place.webhook, place.token, place.channel) == ("", TOKEN, "#orders")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"webhook": "https://evil.example/services/x"}, "begins with https://hooks.slack.com/"),
        ({"webhook": "http://169.254.169.254/"}, "begins with https://hooks.slack.com/"),
        ({"token": "abc"}, "begins with xoxb-"),
        ({"is_active": "on"}, "Enter a webhook first"),
        ({"verbs": ["member.joined"]}, "Select a valid choice"),
    ],
)
def test_a_slack_that_cannot_be_is_refused(north, given, said):
    page = north.client(north.owner).post("/settings/slack/", given)
    assert (page.status_code, said in page.text) == (422, True)


@pytest.mark.parametrize("path", ["/settings/slack/", "/settings/slack/trial/", "/settings/slack/1/again/"])
def test_the_pages_are_for_those_who_may_change_settings(north, south, path):
    people = (north.coordinator, north.contractor, north.agent)
    assert {north.client(person).post(path, {}).status_code for person in people} == {404}


def test_a_post_of_another_company_is_not_there(north, south, hooked):
    row = put(north)
    assert south.client(south.owner).post(f"/settings/slack/{row.pk}/again/").status_code == 404
