import copy

import pytest

from tests.standin.openapi import (
    DoesNotConform,
    check_object,
    check_request,
    check_response,
)


def test_what_the_product_sends_conforms(order):
    check_request("POST", "/v1/checkout/sessions", order)


def test_text_off_the_wire_is_read_by_type(order):
    order["line_items"][0]["quantity"] = "1"
    check_request("post", "/v1/checkout/sessions", order)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (lambda o: o.pop("success_url"), "whole: 'success_url' is a required property"),
        (lambda o: o.update(colour="red"), "'colour' was unexpected"),
        (lambda o: o.update(mode="barter"), "mode: 'barter' is not one of"),
        (
            lambda o: o["line_items"][0].update(count=2),
            "line_items.0: Additional properties",
        ),
        (
            lambda o: o["line_items"][0].update(quantity="two"),
            "line_items.0.quantity: 'two' is not of type",
        ),
        (
            lambda o: o["line_items"][0]["price_data"]["product_data"].pop("name"),
            "line_items.0.price_data.product_data: 'name' is a required property",
        ),
        (
            lambda o: o.update(metadata={"invoice": 17}),
            "metadata.invoice: 17 is not of type 'string'",
        ),
    ],
)
def test_a_planted_fault_in_a_request_is_found(order, fault, sentence):
    broken = copy.deepcopy(order)
    fault(broken)
    with pytest.raises(DoesNotConform) as found:
        check_request("POST", "/v1/checkout/sessions", broken)
    assert sentence in str(found.value)


def test_a_request_that_is_not_published_is_found():
    with pytest.raises(DoesNotConform, match="there is no such request"):
        check_request("POST", "/v1/checkout/session", {})


def test_a_query_is_checked_too():
    check_request("GET", "/v1/events", {"limit": 10, "types": ["checkout.session.completed"]})
    with pytest.raises(DoesNotConform, match="'page' was unexpected"):
        check_request("GET", "/v1/events", {"page": 2})


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            lambda s: s.pop("status") and s.update(status="done"),
            "status: 'done' is not valid",
        ),
        (lambda s: s.pop("expires_at"), "whole: 'expires_at' is a required property"),
        (
            lambda s: s.update(amount_total="430.00"),
            "amount_total: '430.00' is not valid",
        ),
    ],
)
def test_a_planted_fault_in_an_answer_is_found(bench, order, fault, sentence):
    session = dict(bench.client().v1.checkout.sessions.create(order).to_dict())
    check_response("POST", "/v1/checkout/sessions", 200, session)
    fault(session)
    with pytest.raises(DoesNotConform) as found:
        check_response("POST", "/v1/checkout/sessions", 200, session)
    assert sentence in str(found.value)


def test_a_planted_fault_in_an_event_is_found():
    with pytest.raises(DoesNotConform, match="'livemode' is a required property"):
        check_object(
            "event",
            {
                "id": "evt_1",
                "object": "event",
                "created": 1,
                "data": {"object": {}},
                "pending_webhooks": 1,
                "request": None,
                "type": "checkout.session.completed",
            },
        )
