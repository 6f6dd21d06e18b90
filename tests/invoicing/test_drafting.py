from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activity.models import Activity
from core.actor import CLOCK
from customers.models import Brokerage
from invoicing import actions
from invoicing.models import Invoice
from invoicing.refusals import AlreadyInvoiced, AlreadyIssued, NotBillable
from orders import actions as order_actions
from orders.models import Order


def words(invoice):
    return [(line.kind, line.text, line.detail, line.quantity, str(line.amount)) for line in invoice.lines.all()]


def test_a_draft_says_what_the_order_says_to_the_cent(north, drafted):
    photos, aerial = north.service("Photos"), north.service("Aerial photos")
    package = north.package(photos, aerial, name="Signature Listing", price="949.00")
    order = north.order(packages=[package], services=[north.service("Twilight photos", price="139.00")])
    with north.scope():
        order_actions.add_adjustment(order, kind="discount", text="FALL50", amount=Decimal(50), by=CLOCK)
        order_actions.add_adjustment(order, kind="fee", text="Travel", amount=Decimal("28.75"), by=CLOCK)
        order.refresh_from_db()
        draft = Invoice.objects.get(pk=drafted(order).pk)
        assert words(draft) == [
            ("item", "Signature Listing", "Photos, Aerial photos", 1, "949.000"),
            ("item", "Twilight photos", "", 1, "139.000"),
            ("discount", "FALL50", "", 1, "50.000"),
            ("fee", "Travel", "", 1, "28.750"),
        ]
        money = ("subtotal", "discount", "fees", "tax", "total", "currency", "tax_name", "tax_percent")
        assert [getattr(draft, key) for key in money] == [getattr(order, key) for key in money]
        assert draft.property_address == "233 S Wacker Dr\nChicago, IL 60606"
        assert (draft.state, draft.number, draft.issued_at) == ("draft", "", None)


def test_the_draft_is_for_the_customer_and_their_brokerage(north, drafted):
    with north.scope():
        north.agent.brokerage = Brokerage.objects.create(name="Vine Realty", address="560 Green Bay Rd\nWinnetka, IL")
        north.agent.save()
        assert drafted().bill_to == {
            "name": "Agnes Agent",
            "company": "Vine Realty",
            "address": "560 Green Bay Rd\nWinnetka, IL",
            "email": north.agent.email,
            "phone": "+13125550100",
        }


def test_drafting_again_brings_the_one_draft_up_to_date(north, drafted):
    order = north.order(services=[north.service("Photos", price="100.00")])
    first = drafted(order)
    with north.scope():
        actions.change_draft(first, bill_to={"name": "The seller"}, due_on=date(2027, 1, 1), footer="Thanks", by=CLOCK)
        order_actions.add_service(order, north.service("Video", price="200.00"), by=CLOCK)
        again = drafted(order)
        assert again.pk == first.pk
        assert [text for _kind, text, *_rest in words(again)] == ["Photos", "Video"]
        kept = (again.total, again.bill_to["name"], again.due_on, again.footer)
        assert kept == (Decimal("330.00"), "The seller", date(2027, 1, 1), "Thanks")
        verbs = Activity.objects.filter(verb__startswith="invoice.").values_list("verb", flat=True)
        assert list(verbs) == ["invoice.drafted", "invoice.draft_changed", "invoice.refreshed"]


def test_a_draft_of_a_new_customer_is_for_them(north, drafted):
    order = north.order()
    drafted(order)
    with north.scope():
        order_actions.set_customer(order, north.other_agent, by=CLOCK)
        again = drafted(order)
        assert (again.customer, again.bill_to["name"]) == (north.other_agent, "Otto Other")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda north: north.draft(customer=north.agent, services=[north.service()]), "still a draft"),
        (lambda north: north.order(status="cancelled"), "is cancelled"),
    ],
)
def test_what_is_not_billed(north, make, sentence):
    order = make(north)
    with north.scope(), pytest.raises(NotBillable, match=sentence):
        actions.draft_invoice(order, by=CLOCK)


def test_an_order_without_services_is_not_billed(north):
    order = north.order()
    with north.scope():
        line = order.lines.get()
        order_actions.move_line(line, stage=north.stage("archived"), position=0, version=line.version, by=CLOCK)
        with pytest.raises(NotBillable, match="no services"):
            actions.draft_invoice(order, by=CLOCK)


def test_an_invoiced_order_gets_no_second_draft(north, issued):
    paper = issued()
    with north.scope(), pytest.raises(AlreadyInvoiced, match="INV-2026-00001 is issued and stays as it is"):
        actions.draft_invoice(paper.order, by=CLOCK)


def test_a_draft_can_be_thrown_away(north, drafted):
    draft = drafted()
    with north.scope():
        actions.discard_draft(draft, by=CLOCK)
        assert not Invoice.objects.exists()


def test_an_issued_invoice_is_neither_changed_nor_thrown_away(north, issued):
    paper = issued()
    with north.scope():
        with pytest.raises(AlreadyIssued):
            actions.discard_draft(paper, by=CLOCK)
        with pytest.raises(AlreadyIssued):
            actions.change_draft(paper, bill_to={"name": "X"}, due_on=None, footer="", by=CLOCK)


prices = st.decimals(min_value="0", max_value="5000", places=2)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.tuples(prices, st.booleans()), min_size=1, max_size=5),
    adjustments=st.lists(st.tuples(st.sampled_from(["discount", "fee"]), prices.filter(bool)), max_size=3),
    percent=st.decimals(min_value="0", max_value="25", places=3),
    included=st.booleans(),
)
def test_an_invoice_always_comes_to_what_the_order_comes_to(north, lines, adjustments, percent, included):
    services = [north.service(price=str(price), is_taxable=taxed) for price, taxed in lines]
    order = north.order(services=services)
    with north.scope():
        Order.objects.filter(pk=order.pk).update(
            tax_percent=percent, tax_is_included=included, subtotal=0, tax=0, total=0
        )
        order_actions.reprice(Order.objects.get(pk=order.pk))
        for kind, amount in adjustments:
            order_actions.add_adjustment(order, kind=kind, text=kind, amount=amount, by=CLOCK)
        order.refresh_from_db()
        paper = actions.issue(actions.draft_invoice(order, by=CLOCK), by=CLOCK)
        paper.refresh_from_db()
        assert paper.total == order.total
        by_kind = {
            kind: sum(line.amount for line in paper.lines.all() if line.kind == kind)
            for kind in ("item", "discount", "fee")
        }
        assert by_kind == {"item": paper.subtotal, "discount": paper.discount, "fee": paper.fees}
        added = Decimal(0) if included else paper.tax
        assert paper.total == by_kind["item"] - by_kind["discount"] + by_kind["fee"] + added
