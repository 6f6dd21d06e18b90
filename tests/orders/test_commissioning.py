"""From draft to order, through either door."""

from decimal import Decimal

import pytest

from activity.models import Activity
from companies.models import LegalVersion
from core.actor import CLOCK
from orders import actions
from orders.models import AcceptedLegal, Order, OrderTally
from orders.refusals import IllegalChange, Missing, NothingChosen


def test_a_draft_has_no_order_date_and_an_order_has_one(north):
    draft = north.draft(customer=north.agent, services=[north.service()])
    assert (draft.ordered_at, draft.primary) == (None, "draft")
    with north.scope():
        order = actions.commission(draft, how="checkout", by=north.agent.as_actor)
    assert order.ordered_at is not None
    assert (order.primary, order.status.name) == ("in_progress", "Pending")


def test_commissioning_twice_is_once(north):
    draft = north.draft(customer=north.agent, services=[north.service()])
    with north.scope():
        first = actions.commission(draft, how="checkout", by=CLOCK)
        second = actions.commission(draft, how="checkout", by=CLOCK)
        assert first.ordered_at == second.ordered_at
        assert Activity.objects.filter(verb="order.commissioned").count() == 1
        assert AcceptedLegal.objects.count() == 2


def test_the_newest_version_of_each_legal_page_is_recorded(north):
    with north.scope():
        LegalVersion.objects.create(page="terms", number=2, body="Be kinder.", published_by="Owner")
        order = north.order()
        accepted = AcceptedLegal.objects.filter(order=order).select_related("version").order_by("version__page")
        assert [(each.version.page, each.version.number, each.how) for each in accepted] == [
            ("cancellation", 1, "checkout"),
            ("terms", 2, "checkout"),
        ]


def test_staff_commission_by_changing_the_status(north):
    draft = north.draft(customer=north.agent, services=[north.service()])
    with north.scope():
        order = actions.change_status(draft, north.status("active"), by=north.coordinator.as_actor)
        assert (order.status.kind, order.primary, order.ordered_at is not None) == ("active", "in_progress", True)
        assert {each.how for each in AcceptedLegal.objects.filter(order=order)} == {"staff"}
        assert list(Activity.objects.filter(verb__startswith="order.comm").values_list("actor_name", flat=True)) == [
            "Cora Coordinator"
        ]


def test_a_placed_order_never_becomes_a_draft_again(north):
    order = north.order()
    with north.scope(), pytest.raises(IllegalChange):
        actions.change_status(order, north.status("cart"), by=CLOCK)


def test_a_draft_without_services_or_customer_is_refused(north):
    empty = north.draft(customer=north.agent)
    nobody = north.draft(services=[north.service()])
    with north.scope():
        with pytest.raises(NothingChosen):
            actions.commission(empty, how="checkout", by=CLOCK)
        with pytest.raises(Missing) as refused:
            actions.commission(nobody, how="checkout", by=CLOCK)
        assert refused.value.field == "contact_email"


def test_a_guest_becomes_the_customer_with_that_email(north):
    draft = north.draft(services=[north.service()])
    with north.scope():
        draft = actions.set_contact(draft, name="Agnes Again", email=north.agent.email.upper(), phone="", by=CLOCK)
        assert actions.commission(draft, how="checkout", by=CLOCK).customer == north.agent


def test_the_total_is_tiers_plus_tax(north):
    tiers = [(1000, "100.00", 30), (2500, "150.00", 60), (None, "200.00", 90)]
    draft = north.draft(customer=north.agent, services=[north.service(tiers=tiers), north.service(price="49.99")])
    assert (draft.subtotal, draft.tax, draft.total) == (Decimal("199.99"), Decimal("20.00"), Decimal("219.99"))
    with north.scope():
        larger = actions.set_property(
            draft, street="1 Main", city="Chicago", state="IL", postal_code="60606", square_feet=2501, by=CLOCK
        )
        assert Order.objects.get(pk=larger.pk).subtotal == Decimal("249.99")


def test_a_package_costs_its_own_price_and_brings_its_services(north):
    photos, plan = north.service("Photos", minutes=60), north.service("Plan", minutes=30)
    order = north.order(packages=[north.package(photos, plan, price="120.00")])
    with north.scope():
        assert order.subtotal == Decimal("120.00")
        assert [(line.name, line.unit_price, line.stage and line.stage.name) for line in order.lines.in_order()] == [
            (order.lines.get(kind="package").name, Decimal("120.000"), None),
            ("Photos", Decimal(0), "Pre-Production"),
            ("Plan", Decimal(0), "Pre-Production"),
        ]


def test_the_tally_follows_every_order(north):
    order = north.order()
    north.draft()
    with north.scope():
        counts = {tally.status.name: (tally.total, tally.unscheduled) for tally in OrderTally.objects.all()}
        assert {name: pair for name, pair in counts.items() if pair != (0, 0)} == {"Draft": (1, 0), "Pending": (1, 1)}
        actions.change_status(order, north.status("completed"), by=CLOCK)
        actions.archive([order], by=CLOCK)
        counts = {tally.status.name: (tally.total, tally.unscheduled) for tally in OrderTally.objects.all()}
        assert {name: pair for name, pair in counts.items() if pair != (0, 0)} == {"Draft": (1, 0)}
