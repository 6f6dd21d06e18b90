"""Paying by card, against the official library and the stand-in, each request judged by Stripe's description."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from activity.models import Activity
from core.actor import CLOCK
from invoicing import actions, card_api
from invoicing.models import CheckoutSession, Gateway, Invoice, Payment
from invoicing.refusals import CardsNotTaken, GatewayTrouble, MoreThanDue, NotIssued
from orders.models import Order
from tests.invoicing.cards import Judged


@pytest.fixture
def paper(north, issued):
    """An issued invoice of 110.00."""
    return issued(north.order(services=[north.service(price="100.00")]))


def standing(world, paper):
    with world.scope():
        order, invoice = Order.objects.get(pk=paper.order_id), Invoice.objects.get(pk=paper.pk)
        return order.paid, order.payment_state, invoice.paid


def test_a_card_page_is_opened_for_what_is_due(north, cards, paper, pay):
    pay(paper, "10.00")
    page = cards.start(paper)
    ((method, path, asked, key),) = Judged.asked
    price = asked["line_items"][0]["price_data"]
    assert (method, path, price["unit_amount"], price["currency"]) == (
        "POST",
        "/v1/checkout/sessions",
        "10000",
        "usd",
    )
    assert price["product_data"] == {
        "name": f"Invoice {paper.number}",
        "description": "233 S Wacker Dr, Chicago, IL 60606",
    }
    assert (
        asked["metadata"]
        == asked["payment_intent_data"]["metadata"]
        == {
            "invoice": str(paper.pk),
            "checkout": str(page.client_id),
        }
    )
    assert asked["success_url"] == f"http://north.localhost/i/{paper.token}/thanks/?session={{CHECKOUT_SESSION_ID}}"
    assert asked["cancel_url"] == f"http://north.localhost/i/{paper.token}/"
    assert asked["customer_email"] == north.agent.email
    assert key.startswith(f"{north.company.pk}-{page.client_id}-")
    assert (page.state, page.amount, page.currency, page.url.startswith(cards.server.url)) == (
        "open",
        Decimal("100.000"),
        "USD",
        True,
    )


def test_the_page_is_open_for_an_hour_or_a_little_more(cards, paper):
    cards.start(paper)
    seconds = int(Judged.asked[0][2]["expires_at"]) - timezone.now().timestamp()
    assert 3500 < seconds <= 5400


def test_the_same_press_twice_is_one_page(north, cards, paper):
    same = uuid4()
    assert cards.start(paper, same).pk == cards.start(paper, same).pk
    assert len(Judged.asked) == 1


def test_two_browsers_share_the_page_so_that_one_of_them_pays(cards, paper):
    assert cards.start(paper).url == cards.start(paper).url


def test_a_repeat_after_a_lost_answer_gets_the_same_page_from_the_gateway(north, cards, paper):
    """Nothing was kept, because the process died: the gateway knows the request again."""
    same = uuid4()
    first = cards.start(paper, same)
    with north.scope():
        CheckoutSession.objects.all().delete()
    assert cards.start(paper, same).session_id == first.session_id


def test_an_old_page_is_not_given_out_again(north, cards, paper):
    first = cards.start(paper)
    with north.scope():
        CheckoutSession.objects.update(created_at=timezone.now() - timedelta(minutes=26))
    assert cards.start(paper).session_id != first.session_id


def test_a_press_from_a_page_left_open_gets_a_fresh_one(north, cards, paper):
    same = uuid4()
    first = cards.start(paper, same)
    with north.scope():
        actions.close_pages(paper)
    again = cards.start(paper, same)
    assert (again.state, again.session_id != first.session_id) == ("open", True)


def test_the_button_leads_to_the_card_page(north, cards, paper):
    response = north.client().post(f"/i/{paper.token}/payment/", {"client_id": str(uuid4())})
    assert response.status_code == 303
    assert response["Location"].startswith(f"{cards.server.url}/c/pay/cs_test_")
    nonsense = north.client().post(f"/i/{paper.token}/payment/", {"client_id": "nonsense"})
    assert nonsense.status_code == 303


def test_what_cannot_be_paid_by_card(north, cards, paper, drafted, pay):
    with pytest.raises(NotIssued):
        cards.start(drafted())
    pay(paper, "110.00")
    with pytest.raises(MoreThanDue):
        cards.start(paper)
    response = north.client().post(f"/i/{paper.token}/payment/")
    assert (response.status_code, "Paid in full." in response.content.decode()) == (409, True)


def test_too_little_for_a_card_is_said_in_words(north, cards, paper, pay):
    pay(paper, "109.90")
    with pytest.raises(GatewayTrouble, match="too small to pay by card"):
        cards.start(paper)


def test_a_company_without_gateway_or_with_it_off_takes_no_cards(north, south, cards, paper, issued):
    with pytest.raises(CardsNotTaken), south.scope():
        actions.start_checkout(issued(world=south), client_id=uuid4(), root="http://x", by=CLOCK)
    with north.scope():
        actions.set_gateway(secret_key="", webhook_secret="", is_active=False, by=CLOCK)
    with pytest.raises(CardsNotTaken):
        cards.start(paper)


def test_a_gateway_that_is_down_is_said_and_nothing_is_kept(north, cards, paper, settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    response = north.client().post(f"/i/{paper.token}/payment/")
    html = response.content.decode()
    assert (response.status_code, "cannot be reached right now. Nothing was charged" in html) == (503, True)
    assert "Pay $110.00 by card" in html
    with north.scope():
        assert not CheckoutSession.objects.exists()


def test_a_wrong_key_is_not_told_to_the_payer(north, cards, paper):
    with north.scope():
        actions.set_gateway(secret_key="sk_test_wrong", webhook_secret="", is_active=True, by=CLOCK)
    html = north.client().post(f"/i/{paper.token}/payment/").content.decode()
    assert ("not set up correctly" in html, "sk_test" in html) == (True, False)


def test_the_payer_who_comes_back_first_is_asked_for_at_the_gateway(north, cards, paper):
    """The gateway's own message never arrives; the money is there all the same."""
    page = cards.start(paper)
    status, back = cards.pay(page)
    assert (status, back) == (303, f"http://north.localhost/i/{paper.token}/thanks/?session={page.session_id}")
    waiting = north.client().get(f"/i/{paper.token}/thanks/?session={page.session_id}").content.decode()
    assert "We are confirming your payment." in waiting
    with north.scope():
        assert Activity.objects.filter(verb="checkout.returned").count() == 1
        actions.ask_about(cards.fresh(page))
    assert standing(north, paper) == (Decimal(110), "paid", Decimal(110))
    done = north.client().get(f"/i/{paper.token}/thanks/?session={page.session_id}").content.decode()
    assert ("Your payment of $110.00 has arrived." in done, "every 4s" in done) == (True, False)


def test_a_page_that_polls_asks_the_worker_now_and_then_only(north, cards, paper):
    page = cards.start(paper)
    url = f"/i/{paper.token}/thanks/?session={page.session_id}"
    for _ in range(4):
        north.client().get(url, headers={"HX-Request": "true"})
    with north.scope():
        assert Activity.objects.filter(verb="checkout.returned").count() == 1


def test_the_sweep_finds_money_that_nobody_announced(north, cards, paper):
    page = cards.start(paper)
    cards.pay(page)
    assert actions.ask_about_open_pages() == 0
    with north.scope():
        CheckoutSession.objects.update(ask_at=timezone.now())
    assert actions.ask_about_open_pages() == 1
    assert standing(north, paper)[1] == "paid"
    assert cards.fresh(page).ask_at is None


def test_the_sweep_asks_less_and_less_often(north, cards, paper):
    page = cards.start(paper)
    waits = []
    for age in (timedelta(minutes=2), timedelta(minutes=20), timedelta(hours=27)):
        now = timezone.now()
        with north.scope():
            CheckoutSession.objects.update(created_at=now - age, ask_at=now)
        assert actions.ask_about_open_pages() == 1
        ask_at = cards.fresh(page).ask_at
        waits.append(ask_at and round((ask_at - now).total_seconds() / 60))
    assert waits == [2, 20, None]


def test_a_gateway_that_is_down_keeps_no_other_page_waiting(north, cards, paper, issued, settings):
    first, second = cards.start(paper), cards.start(issued())
    with north.scope():
        CheckoutSession.objects.update(ask_at=timezone.now())
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    assert actions.ask_about_open_pages() == 2
    assert [cards.fresh(page).state for page in (first, second)] == ["open", "open"]
    assert cards.fresh(first).ask_at > timezone.now() + timedelta(minutes=4)


def test_other_pages_are_closed_when_the_invoice_is_paid(north, cards, paper, pay):
    page = cards.start(paper)
    pay(paper, "110.00")
    with north.scope():
        actions.close_pages(paper)
    assert cards.fresh(page).state == "expired"
    with north.scope():
        assert card_api.look(Gateway.objects.get(), page.session_id).is_expired


def test_closing_a_page_that_was_just_paid_takes_the_money_in(north, cards, paper):
    """Money that came in is money: recorded in full, and shown as to be given back."""
    page = cards.start(paper)
    cards.pay(page)
    with north.scope():
        actions.close_pages(paper)
        assert [row.gateway_id[:3] for row in Payment.objects.all()] == ["pi_"]
    assert (cards.fresh(page).state, standing(north, paper)[1]) == ("paid", "paid")


@pytest.mark.parametrize(
    ("currency", "amount", "units"),
    [("USD", "12.34", 1234), ("JPY", "500", 500), ("KWD", "1.250", 1250), ("ISK", "500", 50000), ("MGA", "500", 500)],
)
def test_amounts_are_counted_as_the_gateway_counts(currency, amount, units):
    assert card_api.units(Decimal(amount), currency) == units


@pytest.mark.parametrize(("currency", "amount"), [("USD", "1.234"), ("KWD", "1.255"), ("MGA", "1.50")])
def test_amounts_that_no_card_takes(currency, amount):
    with pytest.raises(GatewayTrouble, match="cannot be paid by card"):
        card_api.units(Decimal(amount), currency)


def test_a_session_of_a_made_up_id_is_no_visit(north, cards, paper):
    with north.scope(), pytest.raises(GatewayTrouble):
        card_api.look(Gateway.objects.get(), "cs_test_nothing")


def test_the_page_is_named_by_what_the_browser_sent(cards, paper):
    same = UUID("0f6f2f0e-7e1c-4a57-9f39-3d7f1b6d9c11")
    assert cards.start(paper, same).client_id == same


def test_a_button_pressed_by_a_machine_is_held_back(north, cards, paper):
    client = north.client()
    codes = [client.post(f"/i/{paper.token}/payment/").status_code for _ in range(21)]
    assert codes == [303] * 20 + [429]
