"""The front door and the dashboard of the team."""

import re

from activity.models import Activity
from notifications.actions import notify
from tests.counting import Statements


def figures(response):
    """Each figure's words with its number."""
    html = response.content.decode()
    found = re.findall(r'<span class="number">.*?</svg>(\d+)</span><span class="what">([^<]+)</span>', html, re.S)
    return {words: int(number) for number, words in found}


def test_the_figures_count_what_their_lists_show(north):
    order = north.order()
    north.order(status="cancelled")
    with north.scope():
        activity = Activity.objects.filter(order_id=order.pk).last()
        notify(north.coordinator, kind="mention", title="Edda: look", body="", url="/orders/", activity=activity)
    assert figures(north.client(north.coordinator).get("/")) == {
        "unscheduled orders": 2,
        "visits today": 0,
        "unpaid orders": 1,
        "new mentions of me": 1,
    }


def test_a_contractor_sees_figures_of_their_own_orders_and_no_money(north):
    north.order()
    assert figures(north.client(north.contractor).get("/")) == {
        "unscheduled orders": 0,
        "visits today": 0,
        "new mentions of me": 0,
    }


def test_the_door_leads_agents_to_their_orders_and_strangers_to_the_booking(north):
    assert north.client(north.agent).get("/")["Location"] == "/my/orders/"
    assert north.client().get("/")["Location"] == "/book/"


def test_somebody_without_a_place_is_told_so(north, south):
    client = north.client(south.coordinator)
    assert client.get("/")["Location"] == "/accounts/no-place/"
    assert "North Media" in client.get("/accounts/no-place/").content.decode()


def test_the_dashboard_costs_the_same_for_one_and_for_three_orders(north):
    client = north.client(north.coordinator)
    north.order()
    client.get("/")
    with Statements(at_most=10) as one:
        client.get("/")
    north.order()
    north.order()
    with Statements(at_most=10) as three:
        client.get("/")
    assert len(three) == len(one)
