"""An invoice is paid by card on the agent's phone, and everybody sees it without a reload."""

import pytest
import requests
from playwright.sync_api import expect

from core.actor import CLOCK
from invoicing import actions
from invoicing.models import Invoice, Payment
from tests.browser.visitor import barriers
from tonomo.standin.messages import Account
from tonomo.standin.server import CardServer

KEY, SECRET = "sk_test_browser", "whsec_browser"


@pytest.fixture
def cards(north, site, tmp_path):
    """North takes cards at a card page of its own, which tells the site what happened."""
    account = Account(KEY, north.company.name, site.address(north.host, "/hooks/stripe/"), SECRET)
    with north.scope():
        actions.set_gateway(secret_key=KEY, webhook_secret=SECRET, is_active=True, by=CLOCK)
    with CardServer([account], port=site.cards_port, state=tmp_path / "cards.sqlite3", back_off=(0.2,)) as server:
        yield server


@pytest.fixture
def paper(north):
    """An issued invoice of 110.00."""
    order = north.order(services=[north.service("Photos", price="100.00")])
    with north.scope():
        return actions.issue(actions.draft_invoice(order, by=CLOCK), by=CLOCK)


def fill_in(page, number="4242 4242 4242 4242"):
    """The card form, sent."""
    page.get_by_label("Card number").fill(number)
    page.get_by_label("Expir").fill("12 / 39")
    page.get_by_label("Security code").fill("123")
    page.get_by_label("Name on card").fill("Ava Lindqvist")
    page.get_by_role("button", name="Pay").click()


def test_paid_on_the_phone_it_shows_everywhere_at_once(north, visitors, cards, paper):
    books = visitors.open(north, north.coordinator, "/invoices/")
    order = visitors.open(north, north.coordinator, f"/orders/{paper.order.number}/")
    order.get_by_role("tab", name="Order Details").click()
    expect(order.locator("#order-sales")).to_contain_text("Still to pay")
    orders = visitors.open(north, north.admin, "/orders/")
    expect(orders.locator(".order-row .payment").first).to_have_text("Unpaid")
    portal = visitors.open(north, north.agent, f"/my/orders/{paper.order.number}/")
    link = visitors.open(north, None, f"/i/{paper.token}/")
    expect(books.get_by_role("link", name=paper.number)).to_be_visible()

    phone = visitors.open(north, north.agent, "/my/invoices/", phone=True)
    phone.console.allow(r"/c/pay/", 402)
    assert barriers(phone) == []
    phone.get_by_role("button", name="Pay $110.00 by card").click()
    fill_in(phone, "4000 0000 0000 9995")
    expect(phone.get_by_text("Your card has insufficient funds")).to_be_visible()
    expect(link.get_by_text("does not have enough money on it")).to_be_visible()
    fill_in(phone)
    expect(phone.get_by_text("Your payment of $110.00 has arrived.")).to_be_visible()
    assert barriers(phone) == []

    expect(books.get_by_text("Everything is paid")).to_be_visible()
    expect(order.locator("#order-sales")).to_contain_text("$0.00")
    expect(orders.locator(".order-row .payment").first).to_have_text("Paid")
    expect(portal.get_by_text(f"Invoice {paper.number}, paid")).to_be_visible()
    expect(link.get_by_text("Paid in full.")).to_be_visible()
    with north.scope():
        assert Payment.objects.count() == 1


def test_when_the_gateway_is_late_the_worker_asks(north, visitors, cards, paper):
    """Its message is held back; the page that waits is confirmed all the same, and the late message changes nothing."""
    control = {"headers": {"Authorization": f"Bearer {KEY}"}, "timeout": 5}
    requests.post(f"{cards.url}/_control/hold", **control)
    page = visitors.open(north, None, f"/i/{paper.token}/")
    page.get_by_role("button", name="Pay $110.00 by card").click()
    fill_in(page)
    expect(page.get_by_text("Your payment of $110.00 has arrived.")).to_be_visible()
    sent = requests.post(f"{cards.url}/_control/release", data={"copies": "2"}, **control).json()["sent"]
    assert [each["status"] for each in sent] == ["200", "200"]
    with north.scope():
        assert (Payment.objects.count(), Invoice.objects.get().is_paid) == (1, True)


def test_going_back_from_the_card_page_loses_nothing(north, visitors, cards, paper):
    page = visitors.open(north, None, f"/i/{paper.token}/")
    page.get_by_role("button", name="Pay $110.00 by card").click()
    expect(page.get_by_label("Card number")).to_be_visible()
    first = page.url
    page.go_back()
    page.get_by_role("button", name="Pay $110.00 by card").click()
    expect(page.get_by_label("Card number")).to_be_visible()
    assert page.url == first
    page.get_by_role("link", name="back").click()
    expect(page.get_by_role("button", name="Pay $110.00 by card")).to_be_visible()


def test_staff_bill_send_and_record_without_leaving_the_order(north, visitors):
    order = north.order(services=[north.service(price="100.00")])
    page = visitors.open(north, north.coordinator, f"/orders/{order.number}/")
    page.get_by_role("tab", name="Order Details").click()
    page.get_by_role("button", name="Draft invoice").click()
    expect(page.get_by_role("heading", name="Draft invoice")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="Issue…").click()
    page.get_by_role("button", name="Issue invoice").click()
    expect(page.get_by_role("heading", name="Invoice INV-")).to_be_visible()
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_label("Send to").fill("nobody")
    page.get_by_role("button", name="Send invoice").click()
    expect(page.get_by_text("Enter a valid email address.").first).to_be_visible()
    page.get_by_label("Send to").fill("seller@home.test")
    page.get_by_role("button", name="Send invoice").click()
    expect(page.locator("#toasts").get_by_text("is on its way to seller@home.test")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.get_by_role("button", name="Record payment").click()
    page.get_by_label("Amount").fill("999")
    page.get_by_role("dialog").get_by_role("button", name="Record payment").click()
    expect(page.get_by_text("Only $110.00 is still to be paid.").first).to_be_visible()
    page.get_by_label("Amount").fill("110")
    page.get_by_role("dialog").get_by_role("button", name="Record payment").click()
    expect(page.locator("#toasts").get_by_text("$110.00 is recorded.")).to_be_visible()
    expect(page.locator(".status")).to_contain_text("Paid")
    page.get_by_role("button", name="Take back: Cheque").click()
    page.get_by_label("Why?").fill("Wrong order")
    page.get_by_role("button", name="Take back", exact=True).click()
    expect(page.locator(".status")).to_contain_text("Unpaid")
