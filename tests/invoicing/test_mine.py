"""The agent's own invoices."""

import re

from core.actor import CLOCK
from invoicing import actions
from tests.counting import Statements


def shown(response):
    return re.findall(r'<div class="about"><a href="[^"]+">([^<]+)</a>', response.content.decode())


def test_an_agent_sees_their_invoices_and_nobody_else_s(north, issued, drafted):
    mine = issued()
    issued(north.order(customer=north.other_agent))
    drafted()
    response = north.client(north.agent).get("/my/invoices/")
    assert (shown(response), f"/i/{mine.token}/" in response.content.decode()) == ([mine.number], True)
    assert shown(north.client(north.other_agent).get("/my/invoices/")) != [mine.number]


def test_each_unpaid_one_has_its_own_button(north, issued, pay):
    with north.scope():
        keys = {"secret_key": "sk_test_1234", "webhook_secret": "whsec_1234"}
        actions.set_gateway(**keys, is_active=True, by=CLOCK)
    first, second = issued(), issued()
    pay(second, "110.00")
    html = north.client(north.agent).get("/my/invoices/").content.decode()
    assert re.findall(r'action="(/i/[^"]+)"', html) == [f"/i/{first.token}/payment/"]
    assert "Pay $110.00 by card" in html


def test_buttons_of_one_page_are_told_apart(north, issued):
    with north.scope():
        keys = {"secret_key": "sk_test_1234", "webhook_secret": "whsec_1234"}
        actions.set_gateway(**keys, is_active=True, by=CLOCK)
    issued()
    issued()
    html = north.client(north.agent).get("/my/invoices/").content.decode()
    ids = re.findall(r'name="client_id" value="([^"]+)"', html)
    assert len(set(ids)) == len(ids) == 2


def test_staff_and_strangers_have_no_invoices_here(north, issued):
    issued()
    assert north.client(north.admin).get("/my/invoices/").status_code == 404
    assert north.client().get("/my/invoices/")["Location"] == "/accounts/login/?next=/my/invoices/"


def test_an_agent_of_another_company_finds_none_of_these(north, south, issued):
    issued()
    assert shown(south.client(south.agent).get("/my/invoices/")) == []
    assert north.client(south.agent).get("/my/invoices/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(north, issued):
    client = north.client(north.agent)
    issued()
    client.get("/my/invoices/")
    with Statements(at_most=9) as one:
        client.get("/my/invoices/")
    issued()
    issued()
    with Statements(at_most=9) as many:
        client.get("/my/invoices/")
    assert len(many) == len(one)
