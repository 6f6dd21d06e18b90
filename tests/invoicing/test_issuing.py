from datetime import UTC, date, datetime
from decimal import Decimal
from unittest import mock

import pytest

from activity.models import Activity
from core.actor import CLOCK
from invoicing import actions
from invoicing.models import Invoice
from invoicing.refusals import AlreadyIssued, NotBillable, OrderChanged
from orders import actions as order_actions
from orders.models import Order


def at(moment):
    return mock.patch("django.utils.timezone.now", return_value=moment)


def test_issuing_freezes_number_day_and_seller(north, drafted):
    north.company.address, north.company.payment_terms_days = "1600 Orrington Ave", 30
    north.company.save()
    draft = drafted(north.order(services=[north.service(price="100.00")]))
    with at(datetime(2026, 12, 1, 18, tzinfo=UTC)), north.scope():
        paper = actions.issue(draft, by=north.coordinator.as_actor)
    assert (paper.state, paper.series, paper.sequence, paper.number) == ("issued", "INV-2026", 1, "INV-2026-00001")
    assert (paper.issued_at, paper.due_on) == (datetime(2026, 12, 1, 18, tzinfo=UTC), date(2026, 12, 31))
    assert paper.seller == {
        "name": "North Media",
        "address": "1600 Orrington Ave",
        "email": "office@north.test",
        "phone": "",
        "logo": "",
        "brand_colour": "#1f5fd6",
    }
    with north.scope():
        order = Order.objects.get(pk=paper.order_id)
        assert (order.is_invoiced, order.payment_state) == (True, "invoiced")
        said = Activity.objects.get(verb="invoice.issued")
        assert (said.actor_name, said.order_id, said.subject_id) == ("Cora Coordinator", order.pk, paper.pk)
        assert said.data == {
            "order": order.number,
            "number": "INV-2026-00001",
            "total": "$110.00",
            "due": "December 31, 2026",
            "customer_id": order.customer_id,
        }


def test_the_series_is_the_year_where_the_company_is(north, drafted):
    first, second = drafted(), drafted()
    with north.scope():
        with at(datetime(2027, 1, 1, 5, 59, tzinfo=UTC)):
            assert actions.issue(first, by=CLOCK).number == "INV-2026-00001"
        with at(datetime(2027, 1, 1, 6, 0, tzinfo=UTC)):
            assert actions.issue(second, by=CLOCK).number == "INV-2027-00001"


def test_a_due_day_on_the_draft_is_kept(north, drafted):
    draft = drafted()
    with north.scope():
        draft = actions.change_draft(draft, bill_to=draft.bill_to, due_on=date(2027, 3, 1), footer="", by=CLOCK)
        assert actions.issue(draft, by=CLOCK).due_on == date(2027, 3, 1)


def test_companies_count_apart(north, south, issued):
    assert [issued().number, issued(world=south).number] == ["INV-2026-00001", "INV-2026-00001"]


def test_issued_twice_it_is_one(north, issued):
    paper = issued()
    with north.scope(), pytest.raises(AlreadyIssued, match="INV-2026-00001"):
        actions.issue(paper, by=CLOCK)


def test_a_refused_issue_leaves_no_gap(north, drafted, issued):
    order = north.order()
    draft = drafted(order)
    with north.scope():
        order_actions.add_service(order, north.service(), by=CLOCK)
        with pytest.raises(OrderChanged):
            actions.issue(draft, by=CLOCK)
    assert issued().number == "INV-2026-00001"


def test_the_same_total_with_other_words_is_a_change_too(north, drafted):
    order = north.order(services=[north.service("Photos", price="100.00")])
    draft = drafted(order)
    with north.scope():
        order.lines.update(name="Pictures")
        with pytest.raises(OrderChanged):
            actions.issue(draft, by=CLOCK)


def test_an_order_that_was_cancelled_meanwhile_is_not_billed(north, drafted):
    order = north.order()
    draft = drafted(order)
    with north.scope():
        order_actions.change_status(order, north.status("cancelled"), by=CLOCK)
        with pytest.raises(NotBillable):
            actions.issue(draft, by=CLOCK)


def test_a_draft_thrown_away_meanwhile_is_not_issued(north, drafted):
    draft = drafted()
    with north.scope():
        actions.discard_draft(Invoice.objects.get(pk=draft.pk), by=CLOCK)
        with pytest.raises(NotBillable, match="thrown away"):
            actions.issue(draft, by=CLOCK)


def test_money_that_came_before_counts_towards_it(north, drafted, pay):
    order = north.order(services=[north.service(price="100.00")])
    pay(order, "40.00")
    draft = drafted(order)
    with north.scope():
        paper = actions.issue(draft, by=CLOCK)
        assert (paper.paid, paper.due) == (Decimal(40), Decimal("70.000"))
        assert Order.objects.get(pk=order.pk).payment_state == "partly_paid"
