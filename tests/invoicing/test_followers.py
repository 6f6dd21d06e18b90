"""What follows in the worker: the paper, the receipt, who is told, which card pages are closed."""

import pytest
from django.core import mail

from activity.actions import sweep
from activity.models import Activity, Outbox
from companies.models import Member
from core.actor import CLOCK
from invoicing import actions
from invoicing.models import CheckoutSession, Invoice, Payment
from notifications.actions import send_waiting
from notifications.models import Mail, Notice
from orders import actions as order_actions


@pytest.fixture
def paper(north, issued):
    """An issued invoice of 110.00, its order managed by the coordinator."""
    order = north.order(services=[north.service(price="100.00")])
    with north.scope():
        order_actions.assign_manager(order, north.coordinator, by=CLOCK)
    return issued(order)


def receipts(world):
    with world.scope():
        send_waiting()
        kept = list(Mail.objects.filter(kind="receipt").order_by("id"))
    return [(each.to, each.subject) for each in kept]


def notices(world):
    with world.scope():
        told = Notice.objects.exclude(kind__startswith="order.").order_by("id")
        return list(told.values_list("member__user__name", "kind", "title"))


def test_the_paper_is_there_before_anybody_asks(north, paper):
    sweep()
    with north.scope():
        assert Invoice.objects.get(pk=paper.pk).pdf


def test_a_receipt_is_sent_once_for_each_payment(north, paper, pay):
    pay(paper, "60.00")
    sweep()
    pay(paper, "50.00")
    sweep()
    assert receipts(north) == [
        (north.agent.email, "We received $60.00. Thank you."),
        (north.agent.email, "We received $50.00. Thank you."),
    ]
    first, second = [each for each in mail.outbox if "We received" in each.subject]
    assert ("$50.00 is still to be paid." in first.body, "It is paid in full." in second.body) == (True, True)
    assert f"http://north.localhost/i/{paper.token}/" in first.body
    with north.scope():
        Outbox.objects.bulk_create(
            Outbox(company_id=north.company.pk, activity_id=each.pk, follower="invoicing.followers.send_receipt")
            for each in Activity.objects.filter(verb="payment.recorded")
        )
    sweep()
    assert len(receipts(north)) == 2


def test_a_payment_before_the_invoice_has_a_receipt_that_leads_to_the_order(north, pay):
    order = north.order()
    pay(order, "10.00")
    sweep()
    assert len(receipts(north)) == 1
    assert f"http://north.localhost/o/{order.token}/" in mail.outbox[-1].body


def test_a_payment_taken_back_at_once_has_no_receipt(north, paper, pay):
    payment = pay(paper, "60.00")
    with north.scope():
        actions.reverse_payment(payment, reason="Oops", by=CLOCK)
    sweep()
    assert receipts(north) == []


def test_money_recorded_by_hand_is_no_news_to_the_team(north, paper, pay):
    pay(paper, "60.00", by=north.admin.as_actor)
    sweep()
    assert notices(north) == []


def test_a_card_payment_is_told_to_the_project_manager_and_the_accounts(north, paper, cards):
    with north.scope():
        Member.objects.filter(pk=north.editor.pk).update(job_roles=["accounting"])
    cards.pay(cards.start(paper))
    cards.tell(cards.events("checkout.session.completed")[0])
    sweep()
    title = f"$110.00 came in for order #{paper.order.number}"
    assert notices(north) == [("Cora Coordinator", "payment", title), ("Edda Editor", "payment", title)]


def test_too_much_money_is_told_by_mail_too(north, paper, cards, pay):
    page = cards.start(paper)
    pay(paper, "110.00")
    cards.pay(page)
    cards.tell(cards.events("checkout.session.completed")[0])
    sweep()
    assert notices(north) == [("Cora Coordinator", "overpaid", f"$110.00 to give back on order #{paper.order.number}")]
    with north.scope():
        assert Notice.objects.get(kind="overpaid").mail_at is not None


def test_without_manager_and_accounts_whoever_runs_the_company_is_told(north, issued, cards):
    paper = issued()
    assert north.owner, north.photographer
    cards.pay(cards.start(paper), number="4000 0000 0000 0002")
    cards.tell(cards.events("payment_intent.payment_failed")[0])
    sweep()
    assert notices(north) == [("Olive Owner", "card-declined", f"A card was declined: $110.00 for {paper.number}")]


def test_once_paid_nobody_can_pay_on_the_open_card_page(north, paper, cards, pay):
    page = cards.start(paper)
    pay(paper, "110.00")
    sweep()
    assert cards.fresh(page).state == "expired"
    assert cards.pay(page)[0] == 410


def test_the_card_page_opened_last_is_the_one_that_stays(north, paper, cards, pay):
    first = cards.start(paper)
    pay(paper, "10.00")
    second = cards.start(paper)
    sweep()
    assert [cards.fresh(page).state for page in (first, second)] == ["expired", "open"]


def test_the_payer_who_came_back_is_asked_for_in_the_worker(north, paper, cards):
    page = cards.start(paper)
    cards.pay(page)
    north.client().get(f"/i/{paper.token}/thanks/?session={page.session_id}")
    sweep()
    with north.scope():
        assert (CheckoutSession.objects.get().state, Payment.objects.count()) == ("paid", 1)


def test_a_gateway_that_is_down_keeps_the_work_for_later(north, paper, cards, pay, settings):
    page = cards.start(paper)
    sweep()
    pay(paper, "110.00")
    there, settings.STRIPE_API_BASE = settings.STRIPE_API_BASE, "http://127.0.0.1:9"
    sweep()
    assert list(Outbox.objects.values_list("follower", flat=True)) == ["invoicing.followers.close_card_pages"]
    settings.STRIPE_API_BASE = there
    Outbox.objects.update(due_at="2026-01-01T00:00Z")
    sweep()
    assert (Outbox.objects.count(), cards.fresh(page).state) == (0, "expired")
