import json
import time

import pytest
import requests
import stripe

from tests.standin.conftest import KEY, OTHER_KEY, SECRET
from tests.standin.payer import pay
from tonomo.standin.messages import Account
from tonomo.standin.server import CardServer
from tonomo.standin.webhooks import signature


def control(bench, action, given=None, *, key=KEY):
    ask = requests.get if given is None else requests.post
    answer = ask(
        f"{bench.server.url}/_control/{action}",
        data=given,
        headers={"Authorization": f"Bearer {key}"},
        timeout=5,
    )
    return answer.status_code, answer.json()


def opened(bench, order, count=1):
    return [bench.client().v1.checkout.sessions.create(order) for _ in range(count)]


def test_a_paid_session_is_announced_signed(bench, order):
    (session,) = opened(bench, order)
    pay(bench, session)
    (event,) = bench.receiver.events(1)
    thing = event["data"]["object"]
    assert {
        "type": event["type"],
        "version": event["api_version"],
        **{name: thing[name] for name in ("id", "status", "payment_status", "amount_total", "metadata")},
        "email": thing["customer_details"]["email"],
    } == {
        "type": "checkout.session.completed",
        "version": stripe.api_version,
        "id": session.id,
        "status": "complete",
        "payment_status": "paid",
        "amount_total": 43000,
        "metadata": {"invoice": "17"},
        "email": "ava.lindqvist@northshore-homes.example",
    }
    intent = bench.client().v1.payment_intents.retrieve(thing["payment_intent"])
    assert (intent.status, intent.amount_received, intent.metadata.to_dict()) == (
        "succeeded",
        43000,
        {"invoice": "17"},
    )


def test_a_changed_or_old_message_is_refused_by_the_library():
    payload, now = b'{"object": "event"}', int(time.time())
    stripe.WebhookSignature.verify_header(payload, signature(payload, secret=SECRET, now=now), SECRET, 300)
    for body, secret, age in (
        (payload + b" ", SECRET, 0),
        (payload, "whsec_x", 0),
        (payload, SECRET, 301),
    ):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.WebhookSignature.verify_header(body, signature(payload, secret=secret, now=now - age), SECRET, 300)


def test_a_deaf_receiver_is_told_again_with_the_same_event(bench, order):
    bench.receiver.status = 500
    (session,) = opened(bench, order)
    pay(bench, session)
    bench.receiver.events(2)
    bench.receiver.status = 200
    first, second, third = bench.receiver.events(3)
    assert first["id"] == second["id"] == third["id"]
    bodies = {body for body, _ in bench.receiver.heard}
    assert len(bodies) == 1


def test_nothing_is_lost_when_receiver_and_stand_in_are_down(accounts, order, receiver, tmp_path):
    deaf = [Account(KEY, "Lakeshore Media", "http://127.0.0.1:9/hooks/", SECRET)]
    state = tmp_path / "cards.sqlite3"
    with CardServer(deaf, state=state, back_off=(0.05,)) as server:
        session = stripe.StripeClient(KEY, base_addresses={"api": server.url}).v1.checkout.sessions.create(order)
        pay(server, session)
        until(lambda: server.store.deliveries()[0].tries >= 1)
    with CardServer(accounts, state=state) as server:
        with receiver.came:
            assert receiver.came.wait_for(lambda: receiver.heard, timeout=5)
        until(lambda: server.store.deliveries()[0].state == "heard")
        client = stripe.StripeClient(KEY, base_addresses={"api": server.url})
        assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
        (event,) = client.v1.events.list({"type": "checkout.session.completed"}).data
    assert json.loads(receiver.heard[0][0])["id"] == event.id


def test_events_can_be_held_and_sent_in_another_order_twice(bench, order):
    control(bench, "hold", {})
    first, second = opened(bench, order, 2)
    pay(bench, first)
    pay(bench, second)
    assert bench.receiver.heard == []
    status, answer = control(bench, "release", {"order": "newest", "copies": "2"})
    assert (status, [sent["status"] for sent in answer["sent"]]) == (200, ["200"] * 4)
    ids = [event["data"]["object"]["id"] for event in bench.receiver.events(4)]
    assert ids == [second.id, second.id, first.id, first.id]
    assert [d.state for d in bench.server.store.deliveries()] == ["heard", "heard"]


def test_an_event_can_be_sent_again_on_demand(bench, order):
    (session,) = opened(bench, order)
    pay(bench, session)
    (event,) = bench.receiver.events(1)
    assert control(bench, "send", {"event": event["id"], "copies": "3"}) == (
        200,
        {"sent": ["200"] * 3},
    )
    assert {told["id"] for told in bench.receiver.events(4)} == {event["id"]}


def test_the_controls_belong_to_the_account(bench, order):
    (session,) = opened(bench, order)
    pay(bench, session)
    (event,) = bench.receiver.events(1)
    status, answer = control(bench, "send", {"event": event["id"]}, key=OTHER_KEY)
    assert (status, answer["error"]["code"]) == (400, "resource_missing")
    assert control(bench, "deliveries", key=OTHER_KEY) == (200, {"data": []})
    assert control(bench, "hold", {}, key="sk_test_nobody")[0] == 401


def until(true, seconds=5):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
