"""Many at once, with real threads and real transactions."""

import threading
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection, transaction

from core.actor import CLOCK
from invoicing import actions
from invoicing.models import Invoice, Payment
from invoicing.refusals import AlreadyIssued, MoreThanDue, OrderChanged
from orders import actions as order_actions
from orders.models import Order

pytestmark = pytest.mark.django_db(transaction=True)


def together(world, *works):
    """What each work answered or raised, all begun at once."""
    start, found = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            start.wait()
            with world.scope():
                found[place] = work()
        except Exception as error:
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def money(order, amount, client_id=None):
    given = {"method": "cash", "received_on": date(2026, 1, 1), "reference": "", "client_id": client_id or uuid4()}
    return lambda: actions.record_payment(order, amount=Decimal(amount), by=CLOCK, **given)


def test_fifty_who_issue_leave_no_gap_though_some_fail(north, drafted):
    """Every fifth is refused at the last moment; the numbers of the others follow one another."""
    service = north.service()
    drafts = [drafted(north.order(services=[service])) for _ in range(50)]
    with north.scope():
        for draft in drafts[::5]:
            order_actions.add_service(draft.order, service, by=CLOCK)
    found = together(north, *(lambda draft=draft: actions.issue(draft, by=CLOCK) for draft in drafts))
    assert [type(each) for each in found[::5]] == [OrderChanged] * 10
    with north.scope():
        numbers = sorted(Invoice.objects.issued().values_list("sequence", flat=True))
    assert numbers == list(range(1, 41))


def test_a_series_that_fails_after_its_number_gives_it_back(north, drafted):
    drafts = [drafted() for _ in range(8)]

    def issue(draft, fails):
        with transaction.atomic():
            paper = actions.issue(draft, by=CLOCK)
            if fails:
                raise ZeroDivisionError
        return paper

    together(north, *(lambda d=draft, n=n: issue(d, n % 3 == 0) for n, draft in enumerate(drafts)))
    with north.scope():
        assert sorted(Invoice.objects.issued().values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]


def test_one_draft_issued_by_two_is_one_invoice(north, drafted):
    draft = drafted()
    found = together(north, *[lambda: actions.issue(draft, by=CLOCK)] * 4)
    assert sorted(type(each).__name__ for each in found) == ["AlreadyIssued"] * 3 + ["Invoice"]
    assert all(each.number == "INV-2026-00001" for each in found if isinstance(each, AlreadyIssued))


def test_drafting_at_once_makes_one_draft(north):
    order = north.order()
    found = together(north, *[lambda: actions.draft_invoice(order, by=CLOCK)] * 4)
    assert len({draft.pk for draft in found}) == 1


def test_two_payments_at_once_never_exceed_what_is_due(north, issued):
    paper = issued(north.order(services=[north.service(price="100.00")]))
    found = together(north, *[money(paper.order, "60.00") for _ in range(6)])
    assert sorted(type(each).__name__ for each in found) == ["MoreThanDue"] * 5 + ["Payment"]
    assert {str(each) for each in found if isinstance(each, MoreThanDue)} == {"Only $50.00 is still to be paid."}
    with north.scope():
        assert Order.objects.get(pk=paper.order_id).paid == Invoice.objects.get(pk=paper.pk).paid == Decimal(60)


def test_one_form_sent_by_two_threads_is_one_payment(north, issued):
    paper = issued()
    same = uuid4()
    found = together(north, *[money(paper.order, "10.00", same)] * 4)
    assert len({payment.pk for payment in found}) == 1
    with north.scope():
        assert Payment.objects.count() == 1


def test_a_payment_taken_back_by_two_goes_once(north, issued, pay):
    payment = pay(issued(), "10.00")
    found = together(north, *[lambda: actions.reverse_payment(payment, reason="Oops", by=CLOCK)] * 4)
    assert len({mirror.pk for mirror in found}) == 1
    with north.scope():
        assert Order.objects.get(pk=payment.order_id).paid == 0


def test_paying_and_issuing_at_once_agree(north, drafted):
    """Whichever comes first, the money counts on the invoice."""
    for _ in range(6):
        order = north.order(services=[north.service(price="100.00")])
        draft = drafted(order)
        together(north, lambda d=draft: actions.issue(d, by=CLOCK), money(order, "40.00"))
        with north.scope():
            paper = Invoice.objects.get(pk=draft.pk)
            assert (paper.state, paper.paid, Order.objects.get(pk=order.pk).paid) == (
                "issued",
                Decimal(40),
                Decimal(40),
            )


def test_a_status_that_changes_while_waiting_does_not_lose_the_order(north, issued):
    """The lock is taken without joins, so a link that changed meanwhile is followed afterwards."""
    paper = issued()
    active = north.status("active")
    found = together(
        north,
        *[money(paper.order, "1.00") for _ in range(6)],
        lambda: order_actions.change_status(paper.order, active, by=CLOCK),
    )
    assert [type(each).__name__ for each in found] == ["Payment"] * 6 + ["Order"]


def test_the_paper_is_drawn_once_by_many(north, issued):
    paper = issued()
    found = together(north, *[lambda: actions.pdf_of(Invoice.objects.get(pk=paper.pk))] * 5)
    assert len(set(found)) == 1
    assert found[0].startswith(b"%PDF-")


def test_one_message_that_arrives_in_many_processes_counts_once(north, issued, cards):
    """The gateway sends it twice at once, and the worker asks in the same moment."""
    paper = issued(north.order(services=[north.service(price="100.00")]))
    page = cards.start(paper)
    cards.pay(page)
    (event,) = cards.events("checkout.session.completed")
    found = together(
        north,
        *[lambda: cards.tell(event).status_code] * 4,
        *[lambda: cards.tell({**event, "id": "evt_again"}).status_code] * 2,
        lambda: actions.ask_about(cards.fresh(page)),
    )
    assert found == [200] * 6 + [None]
    with north.scope():
        assert list(Payment.objects.values_list("amount", flat=True)) == [Decimal("110.000")]
        assert Order.objects.get(pk=paper.order_id).paid == Decimal(110)
