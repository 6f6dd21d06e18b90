"""What the gateway tells us: forged, twice, out of order, too much, too late."""

import json
import time
from decimal import Decimal

import pytest

from activity.models import Activity
from core.actor import CLOCK
from invoicing import actions, card_api
from invoicing.models import CheckoutSession, Gateway, Invoice, Payment, WebhookEvent
from invoicing.queries.money import overpaid
from orders.models import Order
from tonomo.standin.webhooks import signature

DONE, EXPIRED, FAILED = "checkout.session.completed", "checkout.session.expired", "payment_intent.payment_failed"


@pytest.fixture
def paper(north, issued):
    """An issued invoice of 110.00."""
    return issued(north.order(services=[north.service(price="100.00")]))


@pytest.fixture
def paid(cards, paper):
    """The event of an invoice that was paid by card, not yet told."""
    cards.pay(cards.start(paper))
    (event,) = cards.events(DONE)
    return event


def books(world):
    with world.scope():
        order = Order.objects.get()
        return order.paid, order.payment_state, Payment.objects.count()


UNTOUCHED = (Decimal(0), "invoiced", 0)


def test_a_paid_page_is_recorded_by_the_gateway_s_message(north, cards, paper, paid):
    response = cards.tell(paid)
    assert (response.status_code, response.json()) == (200, {"heard": "recorded"})
    with north.scope():
        row = Payment.objects.get()
        assert (row.amount, row.method, row.invoice, row.recorded_by, row.gateway_id) == (
            Decimal("110.00"),
            "card",
            paper,
            "Stripe",
            paid["data"]["object"]["payment_intent"],
        )
        said = Activity.objects.get(verb="payment.recorded")
        assert (said.actor_kind, said.actor_name, said.data["is_paid"]) == ("integration", "Stripe", True)
        assert CheckoutSession.objects.get().state == "paid"
    assert books(north) == (Decimal(110), "paid", 1)


@pytest.mark.parametrize(
    "forge",
    [
        lambda cards, event: cards.tell(event, secret="whsec_guessed"),
        lambda cards, event: cards.tell(event, age=301),
        lambda cards, event: cards.world.client().post(
            "/hooks/stripe/", json.dumps(event), content_type="application/json"
        ),
        lambda cards, event: cards.world.client().post(
            "/hooks/stripe/", b"not json", content_type="application/json", headers={"Stripe-Signature": "t=1,v1=x"}
        ),
        lambda cards, event: cards.tell([]),
        lambda cards, event: cards.tell({**event, "object": "event", "id": 7}),
        lambda cards, event: cards.tell(json.loads("[" * 900 + "]" * 900)),
        lambda cards, event: cards.tell({"id": "evt_1", "object": "event", "type": DONE, "data": []}),
        lambda cards, event: cards.tell({"id": "evt_1", "object": "event", "data": {"object": {}}}),
    ],
)
def test_a_forged_message_is_refused_and_leaves_nothing(north, cards, paid, forge):
    assert forge(cards, paid).status_code == 400
    with north.scope():
        assert not WebhookEvent.objects.exists()
    assert books(north) == UNTOUCHED


def test_a_body_changed_after_signing_is_refused(north, cards, paid):
    payload = json.dumps(paid).encode()
    signed = signature(payload, secret=cards.secret, now=int(time.time()))
    changed = payload.replace(b"11000", b"99000")
    response = north.client().post(
        "/hooks/stripe/", changed, content_type="application/json", headers={"Stripe-Signature": signed}
    )
    assert (response.status_code, books(north)) == (400, UNTOUCHED)


def test_without_a_secret_of_its_own_a_company_believes_nobody(north, south, cards, paid):
    assert cards.tell(paid, client=south.client()).status_code == 400
    with north.scope():
        Gateway.objects.update(webhook_secret="")
    assert cards.tell(paid, secret="").status_code == 400
    assert books(north) == UNTOUCHED


def test_the_message_of_one_company_counts_nothing_at_another(north, south, cards, paid):
    """Signed with south's own secret, but about an invoice of north."""
    with south.scope():
        actions.set_gateway(secret_key="sk_test_south", webhook_secret="whsec_south", is_active=True, by=CLOCK)
    response = cards.tell(paid, secret="whsec_south", client=south.client())
    assert (response.status_code, response.json()) == (200, {"heard": "not of ours"})
    assert books(north) == UNTOUCHED
    with south.scope():
        assert not Payment.objects.exists()


def test_it_is_posted_and_nothing_else(north):
    assert north.client().get("/hooks/stripe/").status_code == 405


def test_told_twice_it_counts_once(north, cards, paid):
    assert [cards.tell(paid).json()["heard"] for _ in range(3)] == ["recorded"] * 3
    with north.scope():
        assert WebhookEvent.objects.count() == 1
    assert books(north) == (Decimal(110), "paid", 1)


def test_the_same_news_in_another_message_counts_once(north, cards, paid):
    cards.tell(paid)
    again = cards.tell({**paid, "id": "evt_another"})
    assert again.json() == {"heard": "recorded before"}
    assert books(north) == (Decimal(110), "paid", 1)


def test_a_late_refusal_and_a_late_end_change_nothing(north, cards, paper):
    """Declined, then paid; told in the other order, with an end that never was."""
    page = cards.start(paper)
    cards.pay(page, number="4000 0000 0000 9995")
    cards.pay(page)
    (failed,), (done,) = cards.events(FAILED), cards.events(DONE)
    ended = {**done, "id": "evt_end", "type": EXPIRED}
    ended["data"] = {"object": {**done["data"]["object"], "status": "expired", "payment_status": "unpaid"}}
    told = [cards.tell(each).json()["heard"] for each in (done, failed, ended)]
    assert told == ["recorded", "came late: paid", "recorded before"]
    assert books(north) == (Decimal(110), "paid", 1)
    assert (cards.fresh(page).state, cards.fresh(page).last_failure) == ("paid", "")


def test_an_end_told_before_the_payment_does_not_lose_the_money(north, cards, paper, paid):
    ended = {**paid, "id": "evt_end", "type": EXPIRED}
    ended["data"] = {"object": {**paid["data"]["object"], "status": "expired", "payment_status": "unpaid"}}
    assert [cards.tell(each).json()["heard"] for each in (ended, paid)] == ["expired", "recorded"]
    assert books(north) == (Decimal(110), "paid", 1)


def test_a_refused_card_is_told_in_plain_words(north, cards, paper):
    page = cards.start(paper)
    assert cards.pay(page, number="4000 0000 0000 9995")[0] == 402
    (failed,) = cards.events(FAILED)
    assert cards.tell(failed).json() == {"heard": "noted"}
    html = north.client().get(f"/i/{paper.token}/").content.decode()
    assert "The card does not have enough money on it. Try another card." in html
    assert books(north) == UNTOUCHED
    cards.pay(page)
    cards.tell(cards.events(DONE)[0])
    assert "enough money" not in north.client().get(f"/i/{paper.token}/").content.decode()


def test_a_page_that_ended_unpaid_is_noted(north, cards, paper):
    page = cards.start(paper)
    with north.scope():
        card_api.close_page(actions.gateway_row(), page.session_id)
    (ended,) = cards.events(EXPIRED)
    assert [cards.tell(ended).json()["heard"], cards.fresh(page).state] == ["expired", "expired"]
    html = north.client().get(f"/i/{paper.token}/thanks/?session={page.session_id}").content.decode()
    assert "closed before the payment" in html


def test_money_that_came_too_late_is_recorded_in_full_and_to_be_given_back(north, cards, paper, pay, paid):
    """Paid by cheque while the card page was open."""
    pay(paper, "110.00")
    assert cards.tell(paid).json() == {"heard": "recorded"}
    with north.scope():
        order = Order.objects.select_related("status").get()
        papers = list(Invoice.objects.all())
        assert (order.paid, papers[0].paid, overpaid(order, papers)) == (Decimal(220), Decimal(110), Decimal(110))
        assert Activity.objects.filter(verb="payment.recorded").last().data["overpaid"] == "$110.00"
    shown = north.client(north.coordinator).get(f"/invoices/{paper.number}/").content.decode()
    panel = north.client(north.coordinator).get(f"/orders/{order.number}/sales/").content.decode()
    public = north.client().get(f"/i/{paper.token}/").content.decode()
    assert ("$110.00 to give back." in shown, "To give back" in panel) == (True, True)
    assert "North Media gives $110.00 back to you." in public
    with north.scope():
        actions.reverse_payment(Payment.objects.get(method="card"), reason="Given back at Stripe", by=CLOCK)
    assert books(north)[:2] == (Decimal(110), "paid")


def test_a_page_nobody_kept_is_taken_in_by_its_invoice(north, cards, paper, paid):
    """The process died between opening the page and keeping it, yet the payer got there."""
    with north.scope():
        CheckoutSession.objects.all().delete()
    assert cards.tell(paid).json() == {"heard": "recorded"}
    assert books(north) == (Decimal(110), "paid", 1)


@pytest.mark.parametrize(
    "told",
    [{}, {"invoice": "17", "checkout": "x"}, {"invoice": "9" * 30, "checkout": "x"}, {"invoice": "abc"}],
)
def test_somebody_else_s_sessions_in_the_same_account_are_left_alone(north, cards, paid, told):
    thing = {**paid["data"]["object"], "id": "cs_test_other", "metadata": told}
    other = {**paid, "id": "evt_other", "data": {"object": thing}}
    assert cards.tell(other).json() == {"heard": "not of ours"}
    refused = {
        **paid,
        "id": "evt_f",
        "type": FAILED,
        "data": {"object": {"object": "payment_intent", "metadata": told}},
    }
    assert cards.tell(refused).json() == {"heard": "not of ours"}
    assert books(north) == UNTOUCHED


def test_a_bank_that_is_still_thinking_is_waited_for(north, cards, paid):
    thing = {**paid["data"]["object"], "payment_status": "unpaid"}
    thinking = {**paid, "id": "evt_thinking", "data": {"object": thing}}
    assert cards.tell(thinking).json() == {"heard": "open"}
    settled = {**paid, "id": "evt_settled", "type": "checkout.session.async_payment_succeeded"}
    assert cards.tell(settled).json() == {"heard": "recorded"}
    assert books(north) == (Decimal(110), "paid", 1)


def test_another_currency_is_not_taken_for_ours(north, cards, paid):
    thing = {**paid["data"]["object"], "currency": "eur"}
    assert cards.tell({**paid, "data": {"object": thing}}).json() == {"heard": "paid in EUR, not in USD"}
    assert books(north) == UNTOUCHED


def test_news_of_other_kinds_is_kept_and_left(north, cards, paid):
    other = {**paid, "id": "evt_kind", "type": "customer.created"}
    assert cards.tell(other).json() == {"heard": "nothing to do"}
    with north.scope():
        assert WebhookEvent.objects.get().kind == "customer.created"
