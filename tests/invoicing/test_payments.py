from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activity.models import Activity
from core.actor import CLOCK
from invoicing import actions
from invoicing.models import Invoice, Payment
from invoicing.queries.money import due_of, overpaid
from invoicing.refusals import AmountRefused, CannotReverse, DateRefused, MoreThanDue
from orders import actions as order_actions
from orders.models import Order


@pytest.fixture
def paper(north, issued):
    """An issued invoice of 110.00."""
    return issued(north.order(services=[north.service(price="100.00")]))


def standing(world, paper):
    with world.scope():
        order, invoice = Order.objects.get(pk=paper.order_id), Invoice.objects.get(pk=paper.pk)
        return order.paid, order.payment_state, invoice.paid, invoice.is_paid


def test_a_payment_counts_on_order_and_invoice(north, paper, pay):
    payment = pay(paper, "60.00", method="cheque", reference="1204", by=north.coordinator.as_actor)
    assert standing(north, paper) == (Decimal(60), "partly_paid", Decimal(60), False)
    with north.scope():
        said = Activity.objects.get(verb="payment.recorded")
        assert (said.subject_id, said.order_id, said.actor_name) == (payment.pk, paper.order_id, "Cora Coordinator")
        assert said.data == {
            "amount": "$60.00",
            "method": "Cheque",
            "order": paper.order.number,
            "invoice": paper.number,
            "invoices": [paper.pk],
            "customer_id": paper.customer_id,
            "due": "$50.00",
            "is_paid": False,
            "overpaid": "",
        }
    pay(paper, "50.00", method="cash")
    assert standing(north, paper) == (Decimal(110), "paid", Decimal(110), True)


def test_the_same_form_sent_twice_is_one_payment(north, paper, pay):
    same = uuid4()
    first, second = pay(paper, "60.00", client_id=same), pay(paper, "60.00", client_id=same)
    assert first == second
    assert standing(north, paper)[0] == Decimal(60)


def test_a_form_of_another_order_is_refused(north, paper, issued, pay):
    same = uuid4()
    pay(paper, "60.00", client_id=same)
    with pytest.raises(AmountRefused, match="another order"):
        pay(issued(), "60.00", client_id=same)


@pytest.mark.parametrize("amount", ["0", "-5", "NaN", "Infinity", "10.001", "1e30"])
def test_what_is_no_amount(paper, pay, amount):
    with pytest.raises(AmountRefused):
        pay(paper, amount)


def test_more_than_is_due_is_refused_with_the_due_amount(north, paper, pay):
    pay(paper, "100.00")
    with pytest.raises(MoreThanDue, match=r"Only \$10.00 is still to be paid"):
        pay(paper, "10.01")
    pay(paper, "10.00")
    with pytest.raises(MoreThanDue, match="Nothing is to be paid"):
        pay(paper, "0.01")


def test_nothing_is_recorded_on_a_draft_order(north, pay):
    with pytest.raises(MoreThanDue):
        pay(north.draft(customer=north.agent, services=[north.service()]), "5.00")


def test_money_cannot_come_from_tomorrow(paper, pay):
    with pytest.raises(DateRefused):
        pay(paper, "5.00", received_on=timezone.now().date() + timedelta(days=2))


def test_a_mistake_is_taken_back_by_a_mirror(north, paper, pay):
    payment = pay(paper, "60.00")
    with north.scope():
        mirror = actions.reverse_payment(payment, reason="Wrong customer", by=north.admin.as_actor)
        assert (mirror.amount, mirror.reverses, mirror.reference) == (Decimal("-60.00"), payment, "Wrong customer")
        assert actions.reverse_payment(payment, reason="Again", by=CLOCK) == mirror
        said = Activity.objects.get(verb="payment.reversed")
        assert (said.data["amount"], said.data["reason"], said.data["due"]) == ("$60.00", "Wrong customer", "$110.00")
        with pytest.raises(CannotReverse):
            actions.reverse_payment(mirror, reason="Back", by=CLOCK)
    assert standing(north, paper) == (Decimal(0), "invoiced", Decimal(0), False)
    pay(paper, "110.00")
    assert standing(north, paper)[1] == "paid"


def test_an_order_that_grew_takes_what_it_comes_to_now(north, paper, pay):
    with north.scope():
        order_actions.add_service(paper.order, north.service(price="100.00"), by=CLOCK)
    pay(paper, "220.00")
    assert standing(north, paper) == (Decimal(220), "paid", Decimal(110), True)


def test_an_order_that_shrank_still_owes_its_invoice(north, paper, pay):
    with north.scope():
        order_actions.add_adjustment(paper.order, kind="discount", text="Sorry", amount=Decimal(50), by=CLOCK)
    pay(paper, "110.00")
    with north.scope():
        order = Order.objects.select_related("status").get(pk=paper.order_id)
        papers = list(Invoice.objects.all())
        assert (due_of(order, papers), overpaid(order, papers)) == (Decimal(0), Decimal(0))


def test_a_deposit_on_a_cancelled_order_is_to_be_given_back(north, pay):
    order = north.order(services=[north.service(price="100.00")])
    pay(order, "30.00")
    with north.scope():
        order_actions.change_status(order, north.status("cancelled"), by=CLOCK)
        order = Order.objects.select_related("status").get(pk=order.pk)
        assert (due_of(order, []), overpaid(order, [])) == (Decimal(0), Decimal(30))


steps = st.lists(
    st.one_of(
        st.tuples(st.just("pay"), st.decimals(min_value="-1", max_value="150", places=2)),
        st.tuples(st.just("reverse"), st.integers(min_value=0, max_value=9)),
        st.tuples(st.just("add"), st.decimals(min_value="0.01", max_value="80", places=2)),
        st.tuples(st.just("discount"), st.decimals(min_value="0.01", max_value="80", places=2)),
    ),
    max_size=8,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, issue_first=st.booleans())
def test_whatever_happens_the_books_agree(north, steps, issue_first):
    """Never more than due, order and invoice always the sum of the payments."""
    order = north.order(services=[north.service(price="100.00")])
    with north.scope():
        if issue_first:
            actions.issue(actions.draft_invoice(order, by=CLOCK), by=CLOCK)
        for kind, value in steps:
            order = Order.objects.select_related("status").get(pk=order.pk)
            papers = list(Invoice.objects.of_order(order).order_by("id"))
            due = due_of(order, papers)
            rows = list(Payment.objects.filter(order=order, reverses=None).order_by("id"))
            if kind == "pay":
                given = {"method": "cash", "received_on": date(2026, 1, 1), "reference": "", "client_id": uuid4()}
                try:
                    actions.record_payment(order, amount=value, by=CLOCK, **given)
                except AmountRefused:
                    assert value <= 0 or value > due
                else:
                    assert 0 < value <= due
            elif kind == "reverse" and value < len(rows):
                actions.reverse_payment(rows[value], reason="Oops", by=CLOCK)
            elif kind in {"add", "discount"}:
                what = "fee" if kind == "add" else "discount"
                order_actions.add_adjustment(order, kind=what, text=what, amount=value, by=CLOCK)
            order = Order.objects.get(pk=order.pk)
            total = sum(row.amount for row in Payment.objects.filter(order=order))
            assert order.paid == total >= 0
            for paper in Invoice.objects.of_order(order):
                assert paper.paid == min(total, paper.total)
