import threading
import time

import pytest
import stripe

from tests.standin.conftest import KEY, OTHER_KEY


def test_a_session_is_opened_with_what_was_asked(bench, order):
    session = bench.client().v1.checkout.sessions.create(order)
    assert {
        name: session[name]
        for name in (
            "amount_total",
            "currency",
            "status",
            "payment_status",
            "payment_intent",
            "mode",
            "client_reference_id",
            "customer_email",
            "cancel_url",
            "livemode",
        )
    } == {
        "amount_total": 43000,
        "currency": "usd",
        "status": "open",
        "payment_status": "unpaid",
        "payment_intent": None,
        "mode": "payment",
        "client_reference_id": "17",
        "customer_email": "ava.lindqvist@northshore-homes.example",
        "cancel_url": "http://north.localhost:8000/i/abc/",
        "livemode": False,
    }
    assert session.metadata.to_dict() == {"invoice": "17"}
    assert session.url == f"{bench.server.url}/c/pay/{session.id}"


def test_a_session_is_found_again_with_its_lines(bench, order):
    client = bench.client()
    opened = client.v1.checkout.sessions.create(order)
    found = client.v1.checkout.sessions.retrieve(opened.id, {"expand": ["line_items"]})
    assert (found.id, [line.description for line in found.line_items.data]) == (
        opened.id,
        ["Invoice INV-1042"],
    )
    lines = client.v1.checkout.sessions.line_items.list(opened.id)
    assert [line.amount_total for line in lines.data] == [43000]


def test_the_same_key_and_parameters_give_the_same_session(bench, order):
    client = bench.client()
    first, second = (client.v1.checkout.sessions.create(order, {"idempotency_key": "pay-17"}) for _ in range(2))
    assert first == second
    assert second.last_response.headers["Idempotent-Replayed"] == "true"


def test_the_same_key_with_other_parameters_is_refused(bench, order):
    client = bench.client()
    client.v1.checkout.sessions.create(order, {"idempotency_key": "pay-17"})
    order["client_reference_id"] = "18"
    with pytest.raises(stripe.IdempotencyError) as refused:
        client.v1.checkout.sessions.create(order, {"idempotency_key": "pay-17"})
    assert refused.value.http_status == 400
    assert "Keys for idempotent requests" in str(refused.value)


def test_a_refused_request_leaves_its_key_free(bench, order):
    client = bench.client()
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create({**order, "mode": "setup"}, {"idempotency_key": "k"})
    assert client.v1.checkout.sessions.create(order, {"idempotency_key": "k"}).status == "open"


def test_a_key_of_one_account_is_free_in_the_other(bench, order):
    ours, theirs = (
        bench.client(key).v1.checkout.sessions.create(order, {"idempotency_key": "k"}) for key in (KEY, OTHER_KEY)
    )
    assert ours.id != theirs.id


def test_eight_at_once_with_one_key_open_one_session(bench, order):
    opened = []

    def ask():
        session = bench.client().v1.checkout.sessions.create(order, {"idempotency_key": "k"})
        opened.append(session.id)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(opened), len(set(opened))) == (8, 1)


def test_another_account_does_not_see_the_session(bench, order):
    session = bench.client().v1.checkout.sessions.create(order)
    for ask in ("retrieve", "expire"):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            getattr(bench.client(OTHER_KEY).v1.checkout.sessions, ask)(session.id)
        assert (refused.value.http_status, refused.value.code) == (
            404,
            "resource_missing",
        )
    assert bench.client(OTHER_KEY).v1.events.list().data == []


@pytest.mark.parametrize("key", ["sk_test_unknown", "sk_live_north", "nonsense"])
def test_an_unknown_or_live_key_is_refused(bench, key):
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key"):
        bench.client(key).v1.checkout.sessions.retrieve("cs_test_1")


@pytest.mark.parametrize(
    ("change", "param", "code"),
    [
        ({"mode": "subscription"}, "mode", None),
        ({"success_url": "javascript:alert(1)"}, "success_url", None),
        ({"line_items": []}, "line_items", "parameter_missing"),
        ({"colour": "red"}, "colour", "parameter_unknown"),
        ({"expires_at": 5}, "expires_at", None),
        ({"metadata": {"note": "x" * 501}}, "metadata[note]", None),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(bench, order, change, param, code):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        bench.client(judging_requests=False).v1.checkout.sessions.create({**order, **change})
    assert (refused.value.http_status, refused.value.param, refused.value.code) == (
        400,
        param,
        code,
    )


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (49, "amount_too_small"),
        (100_000_000, "amount_too_large"),
        (-5, None),
        ("ten", "parameter_invalid_integer"),
    ],
)
def test_an_impossible_amount_is_refused(bench, order, amount, code):
    order["line_items"][0]["price_data"]["unit_amount"] = amount
    with pytest.raises(stripe.InvalidRequestError) as refused:
        bench.client(judging_requests=False).v1.checkout.sessions.create(order)
    assert refused.value.code == code


def test_an_open_session_can_be_expired_once(bench, order):
    client = bench.client()
    session = client.v1.checkout.sessions.create(order)
    expired = client.v1.checkout.sessions.expire(session.id)
    assert (expired.status, expired.url, expired.payment_status) == (
        "expired",
        None,
        "unpaid",
    )
    with pytest.raises(stripe.InvalidRequestError, match="status of `expired`"):
        client.v1.checkout.sessions.expire(session.id)
    (event,) = bench.receiver.events(1)
    assert (event["type"], event["data"]["object"]["id"]) == (
        "checkout.session.expired",
        session.id,
    )


def test_a_session_expires_by_itself(bench, order):
    client = bench.client()
    session = client.v1.checkout.sessions.create({**order, "expires_at": int(time.time()) + 1800})
    bench.later(1900)
    (event,) = bench.receiver.events(1)
    assert (event["type"], event["data"]["object"]["id"]) == (
        "checkout.session.expired",
        session.id,
    )
    assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"


def test_events_are_listed_newest_first_and_paged(bench, order):
    client = bench.client()
    for _ in range(3):
        client.v1.checkout.sessions.expire(client.v1.checkout.sessions.create(order).id)
    every = client.v1.events.list({"types": ["checkout.session.expired"]}).data
    first = client.v1.events.list({"limit": 2})
    rest = client.v1.events.list({"starting_after": first.data[-1].id})
    assert [e.id for e in first.data] + [e.id for e in rest.data] == [e.id for e in every]
    assert (len(every), first.has_more, rest.has_more) == (3, True, False)
    assert client.v1.events.list({"type": "checkout.session.completed"}).data == []
    assert client.v1.events.retrieve(every[0].id).id == every[0].id
    assert client.v1.events.list({"created": {"gt": int(time.time()) + 60}}).data == []


def test_an_unknown_address_is_refused_in_the_api_s_own_shape(bench):
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL"):
        bench.client().raw_request("get", "/v1/customers")
