"""Builders for papers and money."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from core.actor import CLOCK
from invoicing import actions
from tests.invoicing.cards import KEY, Cards, Judged
from tonomo.standin.messages import Account
from tonomo.standin.server import CardServer


@pytest.fixture
def drafted(north):
    """A draft invoice of a new order, or of the one given."""

    def make(order=None, world=north, **about):
        order = order or world.order(**about)
        with world.scope():
            return actions.draft_invoice(order, by=CLOCK)

    return make


@pytest.fixture
def issued(north, drafted):
    """An issued invoice of a new order, or of the one given."""

    def make(order=None, world=north, **about):
        draft = drafted(order, world, **about)
        with world.scope():
            return actions.issue(draft, by=CLOCK)

    return make


@pytest.fixture
def pay(north):
    """Record money for the order of an invoice, or for an order."""

    def make(thing, amount, world=north, **about):
        order = getattr(thing, "order", thing)
        given = {
            "method": "cheque",
            "received_on": date(2026, 1, 5),
            "reference": "",
            "client_id": uuid4(),
            "by": CLOCK,
        }
        with world.scope():
            return actions.record_payment(order, amount=Decimal(amount), **(given | about))

    return make


@pytest.fixture
def cards(north, settings, tmp_path, monkeypatch):
    """North takes cards, at a stand-in that sends nothing by itself: tests say what arrives, and when."""
    account = Account(KEY, "North Media", hears=())
    with CardServer(
        [account, Account("sk_test_south", "South Media", hears=())], state=tmp_path / "cards.sqlite3"
    ) as server:
        settings.STRIPE_API_BASE = server.url
        monkeypatch.setattr("stripe.RequestsClient", Judged)
        Judged.asked.clear()
        bench = Cards(north, server)
        bench.take_cards()
        yield bench
