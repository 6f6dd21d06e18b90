"""Money for the team: the sales panel, recording, taking back, the list."""

import re
from decimal import Decimal
from uuid import uuid4

import pytest

from core.actor import CLOCK
from invoicing import actions
from invoicing.models import Payment
from orders import actions as order_actions
from tests.counting import Statements


@pytest.fixture
def staff(north):
    return north.client(north.coordinator)


def form(amount, **about):
    same = {"method": "cheque", "received_on": "2026-01-05", "reference": "1204", "client_id": str(uuid4())}
    return {"amount": amount, **same, **about}


def panel(client, order):
    return " ".join(client.get(f"/orders/{order.number}/sales/").content.decode().split())


def test_the_panel_leads_from_order_to_invoice_to_money(staff, north, drafted, pay):
    order = north.order(services=[north.service(price="100.00")])
    assert "Draft invoice</button>" in panel(staff, order)
    draft = drafted(order)
    assert "Check and issue" in panel(staff, order)
    with north.scope():
        paper = actions.issue(draft, by=CLOCK)
    html = panel(staff, order)
    assert [word in html for word in (paper.number, "Not sent", "Send invoice", "Record payment")] == [True] * 4
    pay(paper, "110.00")
    html = panel(staff, order)
    assert ("Record payment" in html, "$110.00" in html, "Paid" in html) == (False, True, True)


def test_the_panel_says_when_order_and_invoice_differ(staff, north, issued):
    paper = issued(north.order(services=[north.service(price="100.00")]))
    with north.scope():
        order_actions.add_adjustment(paper.order, kind="fee", text="Travel", amount=Decimal(10), by=CLOCK)
    assert "The order comes to $121.00, the invoice says $110.00 and stays so." in panel(staff, paper.order)


def test_a_draft_order_is_not_billed_yet(staff, north):
    assert "Billed once the order is placed." in panel(staff, north.draft(customer=north.agent))


def test_recording_asks_for_what_is_due_and_records_it(staff, north, issued):
    paper = issued(north.order(services=[north.service(price="100.00")]))
    url = f"/orders/{paper.order.number}/payments/"
    assert 'value="110.00"' in staff.get(url).content.decode()
    response = staff.post(url, form("$110.00"))
    assert (response.status_code, "changed:invoices" in response["HX-Trigger"]) == (204, True)
    with north.scope():
        row = Payment.objects.get()
        assert (row.amount, row.method, row.reference, row.recorded_by) == (
            Decimal("110.00"),
            "cheque",
            "1204",
            "Cora Coordinator",
        )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (form("lots"), "Enter an amount, such as 1283.89."),
        (form(""), "This field is required."),
        (form("0"), "Enter an amount above zero."),
        (form("-10"), "Enter an amount above zero."),
        (form("110.01"), "Only $110.00 is still to be paid."),
        (form("1e3"), "Enter an amount, such as 1283.89."),
        (form("5", received_on="2099-01-01"), "This day is still to come."),
        (form("5", method="card"), "Select a valid choice."),
        (form("5", reference="x" * 121), "at most 120 characters"),
    ],
)
def test_what_is_refused_comes_back_with_its_sentence_and_nothing_lost(staff, north, issued, given, sentence):
    paper = issued(north.order(services=[north.service(price="100.00")]))
    response = staff.post(f"/orders/{paper.order.number}/payments/", given)
    html = response.content.decode()
    assert (response.status_code, sentence in html, given["client_id"] in html) == (422, True, True)
    assert given["reference"] in html
    with north.scope():
        assert not Payment.objects.exists()


def test_taking_back_needs_a_reason(staff, north, issued, pay):
    payment = pay(issued(), "10.00")
    url = f"/payments/{payment.pk}/reversal/"
    assert "Take this payment back?" in staff.get(url).content.decode()
    assert staff.post(url, {"reason": ""}).status_code == 422
    assert staff.post(url, {"reason": "Wrong order"}).status_code == 204
    with north.scope():
        mirror = Payment.objects.get(reverses=payment)
    assert staff.post(f"/payments/{mirror.pk}/reversal/", {"reason": "No"}).status_code == 422


def test_only_those_who_keep_the_books_take_back(north, south, issued, pay):
    url = f"/payments/{pay(issued(), '10.00').pk}/reversal/"
    for world, person in ((north, north.contractor), (north, north.agent), (south, south.admin)):
        client = world.client(person)
        assert (client.get(url).status_code, client.post(url, {"reason": "x"}).status_code) == (404, 404)


def test_all_payments_newest_first_and_the_same_cost(staff, north, issued, pay):
    paper = issued(north.order(services=[north.service(price="100.00")]))
    pay(paper, "10.00")
    staff.get("/payments/")
    with Statements(at_most=5) as one:
        staff.get("/payments/")
    second = pay(paper, "20.00", method="transfer")
    with north.scope():
        actions.reverse_payment(second, reason="Oops", by=CLOCK)
    with Statements(at_most=5) as many:
        html = staff.get("/payments/").content.decode()
    assert len(many) == len(one)
    assert re.findall(r'<td role="cell" class="figure-cell at-head">([^<]+)</td>', html) == [
        "−$20.00",
        "$20.00",
        "$10.00",
    ]


def test_an_empty_list_says_what_belongs_there(staff):
    assert "No payments yet" in staff.get("/payments/").content.decode()


def test_the_panel_costs_the_same_for_one_and_for_many(staff, north, issued, pay):
    paper = issued(north.order(services=[north.service() for _ in range(4)]))
    url = f"/orders/{paper.order.number}/sales/"
    pay(paper, "1.00")
    staff.get(url)
    with Statements(at_most=6) as one:
        staff.get(url)
    for _ in range(3):
        pay(paper, "1.00")
    with Statements(at_most=6) as many:
        staff.get(url)
    assert len(many) == len(one)
