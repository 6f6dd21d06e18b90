"""An invoice behind its link: who has it reads it, who has nearly it finds nothing."""

import re

import pytest

from core.actor import CLOCK
from invoicing import actions
from invoicing.models import CheckoutSession


@pytest.fixture
def paper(north, issued):
    return issued(north.order(services=[north.service("Photos", price="100.00")]))


def addresses(token):
    return [f"/i/{token}/", f"/i/{token}.pdf", f"/i/{token}/thanks/"]


def test_it_opens_without_login_and_is_not_indexed(north, paper):
    response = north.client().get(f"/i/{paper.token}/")
    html = response.content.decode()
    assert (response.status_code, "Photos" in html, "$110.00" in html, paper.number in html) == (200, True, True, True)
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "no-store, private")
    assert response["Referrer-Policy"] in {"no-referrer", "same-origin"}


def test_nothing_of_the_company_s_own_is_on_it(north, paper):
    html = north.client().get(f"/i/{paper.token}/").content.decode()
    assert [url for url in re.findall(r'href="([^"]+)"', html) if url.startswith(("/orders/", "/invoices/"))] == []


@pytest.mark.parametrize("place", [0, 20, 42])
def test_one_character_changed_is_nothing(north, paper, place):
    other = "A" if paper.token[place] != "A" else "B"
    wrong = paper.token[:place] + other + paper.token[place + 1 :]
    shorter, longer, upper = paper.token[:-1], paper.token + "A", paper.token.swapcase()
    guest = north.client()
    for token in (wrong, shorter, longer, upper):
        assert [guest.get(url).status_code for url in addresses(token)] == [404, 404, 404]
        assert guest.post(f"/i/{token}/payment/").status_code == 404


def test_a_draft_has_no_link(north, drafted):
    draft = drafted()
    assert [north.client().get(url).status_code for url in addresses(draft.token)] == [404, 404, 404]


def test_the_link_of_one_company_is_nothing_at_another(north, south, paper):
    assert [south.client().get(url).status_code for url in addresses(paper.token)] == [404, 404, 404]
    assert south.client(south.admin).post(f"/i/{paper.token}/payment/").status_code == 404


def test_the_pdf_is_a_file_under_its_number(north, paper):
    response = north.client().get(f"/i/{paper.token}.pdf")
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/pdf",
        f'inline; filename="{paper.number}.pdf"',
    )
    assert response.content.startswith(b"%PDF-")


def test_the_button_is_there_where_cards_are_taken_and_something_is_due(north, paper, pay):
    def button():
        return "Pay $110.00 by card" in north.client().get(f"/i/{paper.token}/").content.decode()

    before = button()
    with north.scope():
        keys = {"secret_key": "sk_test_1234", "webhook_secret": "whsec_1234"}
        actions.set_gateway(**keys, is_active=True, by=CLOCK)
    during = button()
    pay(paper, "110.00")
    assert (before, during, button()) == (False, True, False)


def test_without_a_gateway_paying_says_so(north, paper):
    response = north.client().post(f"/i/{paper.token}/payment/")
    assert (response.status_code, "not set up here" in response.content.decode()) == (409, True)


def test_only_pages_that_lead_to_the_card_page_may_post_there(north, paper, settings):
    settings.CARD_PAGES = ["https://cards.example"]

    def target(url, client):
        policy = client.get(url)["Content-Security-Policy"]
        return re.search(r"form-action ([^;]+)", policy)[1]

    assert target(f"/i/{paper.token}/", north.client()) == "'self' https://cards.example"
    assert target("/my/invoices/", north.client(north.agent)) == "'self' https://cards.example"
    assert target("/invoices/", north.client(north.admin)) == "'self'"


def test_thanks_without_a_visit_to_the_card_page_leads_to_the_invoice(north, paper):
    response = north.client().get(f"/i/{paper.token}/thanks/?session=cs_test_made_up")
    assert (response.status_code, response["Location"]) == (302, f"/i/{paper.token}/")


def test_a_visit_to_the_card_page_of_another_invoice_is_none_of_this_one(north, paper, issued):
    other = issued()
    with north.scope():
        CheckoutSession.objects.create(
            invoice=other, client_id="00000000-0000-4000-8000-000000000001", session_id="cs_x", amount=1, currency="USD"
        )
    assert north.client().get(f"/i/{paper.token}/thanks/?session=cs_x").status_code == 302
