"""Invoices for the team: list, page, PDF, sending, link."""

import re
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from activity.models import Activity
from core.actor import CLOCK
from invoicing import actions
from invoicing.models import Invoice
from notifications.actions import send_waiting
from notifications.models import Mail
from orders import actions as order_actions
from tests.counting import Statements


def numbers(response):
    return re.findall(
        r'<th role="rowheader" scope="row" class="nowrap"><a href="[^"]+">([^<]+)</a>', response.content.decode()
    )


@pytest.fixture
def staff(north):
    return north.client(north.coordinator)


@pytest.fixture
def shelf(north, drafted, issued, pay):
    """A draft, and an invoice that is unpaid, overdue, partly paid and paid: 110.00 each."""

    def one(due):
        draft = drafted(north.order(services=[north.service(price="100.00")]))
        with north.scope():
            draft = actions.change_draft(draft, bill_to=draft.bill_to, due_on=due, footer="", by=CLOCK)
            return actions.issue(draft, by=CLOCK)

    today = timezone.now().date()
    later, before = today + timedelta(days=9), today - timedelta(days=9)
    found = {"unpaid": one(later), "overdue": one(before), "partly": one(later + timedelta(days=1)), "paid": one(later)}
    pay(found["partly"], "10.00")
    pay(found["paid"], "110.00")
    drafted(north.order())
    return {key: paper.number for key, paper in found.items()}


def test_each_tab_shows_its_invoices_in_the_order_they_want_attention(staff, shelf):
    shown = {
        tab: numbers(staff.get(f"/invoices/?show={tab}")) for tab in ("unpaid", "overdue", "drafts", "paid", "all")
    }
    assert shown == {
        "unpaid": [shelf["overdue"], shelf["unpaid"], shelf["partly"]],
        "overdue": [shelf["overdue"]],
        "drafts": ["Draft"],
        "paid": [shelf["paid"]],
        "all": ["Draft", shelf["paid"], shelf["partly"], shelf["overdue"], shelf["unpaid"]],
    }
    assert numbers(staff.get("/invoices/")) == shown["unpaid"]
    assert numbers(staff.get("/invoices/?show=nonsense&page=x&per_page=7")) == shown["unpaid"]


def test_the_head_of_the_list_says_what_is_unpaid_overdue_and_came_in(staff, shelf):
    html = staff.get("/invoices/").content.decode()
    figures = re.findall(r'<span class="number">(?:<svg.*?</svg>)?([^<]+)</span><span class="what">([^<]+)', html)
    assert figures == [
        ("$320.00", "3 unpaid invoices"),
        ("$110.00", "1 of them overdue"),
        ("$120.00", "came in within 30 days"),
    ]


def test_the_list_is_searched_by_number_order_and_customer(staff, north, shelf):
    with north.scope():
        order = Invoice.objects.get(number=shelf["paid"]).order.number
    found = [
        numbers(staff.get("/invoices/", {"show": "all", "q": q}))
        for q in (shelf["paid"].lower(), f"#{order}", "nobody")
    ]
    assert found == [[shelf["paid"]], [shelf["paid"]], []]
    assert len(numbers(staff.get("/invoices/?show=all&q=agnes"))) == 5


def test_the_list_turns_its_pages(staff, north, issued):
    service = north.service()
    for _ in range(27):
        issued(north.order(services=[service]))
    first = staff.get("/invoices/?show=all&per_page=25")
    second = staff.get("/invoices/?show=all&per_page=25&page=2")
    assert (len(numbers(first)), len(numbers(second))) == (25, 2)
    assert "1–25 of 27" in " ".join(first.content.decode().split())
    assert numbers(staff.get("/invoices/?show=all&per_page=25&page=9")) == numbers(first)


def test_the_list_costs_the_same_for_one_and_for_many(staff, north, issued):
    issued()
    staff.get("/invoices/")
    with Statements(at_most=7) as one:
        staff.get("/invoices/")
    for _ in range(3):
        issued()
    with Statements(at_most=7) as many:
        staff.get("/invoices/")
    assert len(many) == len(one)


def test_an_invoice_is_found_by_its_number_and_shows_its_money(staff, north, issued, pay):
    paper = issued(north.order(services=[north.service("Photos", price="100.00")]))
    pay(paper, "60.00", reference="1204")
    response = staff.get(f"/invoices/{paper.number}/")
    html = " ".join(response.content.decode().split())
    assert [word in html for word in ("Photos", "$110.00", "−$60.00", "$50.00", "1204", "Partly paid")] == [True] * 6
    assert staff.get(f"/invoices/{paper.number}.pdf").content.startswith(b"%PDF-")


def test_the_page_costs_the_same_for_one_and_for_many_payments(staff, north, issued, pay):
    paper = issued(north.order(services=[north.service() for _ in range(3)]))
    pay(paper, "1.00")
    url = f"/invoices/{paper.number}/"
    staff.get(url)
    with Statements(at_most=9) as one:
        staff.get(url)
    for _ in range(4):
        pay(paper, "1.00")
    with Statements(at_most=9) as many:
        staff.get(url)
    assert len(many) == len(one)


def test_an_order_that_changed_since_is_said_plainly(staff, north, issued):
    paper = issued(north.order(services=[north.service(price="100.00")]))
    with north.scope():
        order_actions.add_service(paper.order, north.service(price="50.00"), by=CLOCK)
    html = " ".join(staff.get(f"/invoices/{paper.number}/").content.decode().split())
    assert "It now comes to $165.00, this invoice stays at $110.00." in html


def test_sending_asks_to_whom_and_mails_the_link_once(staff, north, issued):
    paper = issued()
    url = f"/invoices/{paper.number}/sending/"
    assert f'value="{north.agent.email}"' in staff.get(url).content.decode()
    same = {"to": "seller@home.test", "client_id": str(uuid4())}
    assert [staff.post(url, same).status_code for _ in range(2)] == [204, 204]
    with north.scope():
        send_waiting()
        assert [(each.to, each.kind, each.order_id) for each in Mail.objects.all()] == [
            ("seller@home.test", "invoice", paper.order_id)
        ]
        assert Activity.objects.filter(verb="invoice.sent").count() == 1
        assert Invoice.objects.get(pk=paper.pk).sent_to == "seller@home.test"
    (letter,) = mail.outbox
    assert letter.subject == f"Invoice {paper.number} from North Media"
    assert f"http://north.localhost/i/{paper.token}/" in letter.body
    assert "$110.00" in letter.body


def test_a_wrong_address_comes_back_with_the_form(staff, issued):
    response = staff.post(f"/invoices/{issued().number}/sending/", {"to": "nobody", "client_id": str(uuid4())})
    assert (response.status_code, 'value="nobody"' in response.content.decode()) == (422, True)


def test_a_new_link_ends_the_old_one(staff, north, issued):
    paper = issued()
    assert staff.post(f"/invoices/{paper.number}/link/").status_code == 302
    with north.scope():
        fresh = Invoice.objects.get(pk=paper.pk).token
    guest = north.client()
    assert [guest.get(f"/i/{token}/").status_code for token in (paper.token, fresh)] == [404, 200]


def test_nobody_else_finds_an_invoice(north, south, issued, drafted):
    paper, draft = issued(), drafted()
    urls = [
        "/invoices/",
        "/payments/",
        f"/invoices/{paper.number}/",
        f"/invoices/{paper.number}.pdf",
        f"/invoices/{paper.number}/sending/",
        f"/invoices/draft/{draft.pk}/",
        f"/orders/{paper.order.number}/sales/",
        f"/orders/{paper.order.number}/payments/",
    ]
    for person in (north.contractor, north.agent):
        assert [north.client(person).get(url).status_code for url in urls] == [404] * len(urls)
    assert {north.client().get(url).status_code for url in urls} == {302}
    of_one_thing = urls[2:]
    assert [south.client(south.admin).get(url).status_code for url in of_one_thing] == [404] * len(of_one_thing)
    posts = [
        f"/invoices/{paper.number}/sending/",
        f"/invoices/{paper.number}/link/",
        f"/invoices/draft/{draft.pk}/",
        f"/invoices/draft/{draft.pk}/issuance/",
        f"/invoices/draft/{draft.pk}/removal/",
        f"/orders/{paper.order.number}/invoice/",
        f"/orders/{paper.order.number}/payments/",
    ]
    for world, person in ((north, north.contractor), (north, north.agent), (south, south.admin)):
        assert [world.client(person).post(url).status_code for url in posts] == [404] * len(posts)


def test_a_draft_has_no_page_of_an_issued_one(staff, drafted):
    assert staff.get(f"/invoices/{drafted().number or 'INV-2026-00001'}/").status_code == 404


def test_the_draft_page_changes_bill_and_terms(staff, north, drafted):
    draft = drafted()
    url = f"/invoices/draft/{draft.pk}/"
    assert "Draft invoice" in staff.get(url).content.decode()
    given = {"name": "The Seller", "company": "", "address": "1 Main St", "email": "", "phone": "", "footer": "Thanks"}
    assert staff.post(url, given | {"due_on": "2027-03-01"}).status_code == 302
    with north.scope():
        draft.refresh_from_db()
        assert (draft.bill_to["name"], draft.due_on, draft.footer) == ("The Seller", date(2027, 3, 1), "Thanks")
    wrong = staff.post(url, given | {"name": "", "due_on": "someday"})
    assert (wrong.status_code, "1 Main St" in wrong.content.decode()) == (422, True)


def test_from_order_to_issued_invoice_by_buttons(staff, north):
    order = north.order()
    drafting = staff.post(f"/orders/{order.number}/invoice/")
    with north.scope():
        draft = Invoice.objects.get()
    assert drafting["Location"] == f"/invoices/draft/{draft.pk}/"
    issuing = staff.post(f"/invoices/draft/{draft.pk}/issuance/")
    assert issuing["Location"] == "/invoices/INV-2026-00001/"
    assert staff.post(f"/invoices/draft/{draft.pk}/issuance/").status_code == 404


def test_a_draft_the_order_left_behind_is_shown_anew_instead_of_issued(staff, north, drafted):
    order = north.order(services=[north.service(price="100.00")])
    draft = drafted(order)
    with north.scope():
        order_actions.add_service(order, north.service(price="50.00"), by=CLOCK)
    page = f"/invoices/draft/{draft.pk}/"
    assert "this draft says $110.00" in staff.get(page).content.decode()
    response = staff.post(f"{page}issuance/", follow=True)
    html = response.content.decode()
    assert ("The order changed since this draft was written" in html, "$165.00" in html) == (True, True)
    with north.scope():
        draft.refresh_from_db()
        assert (draft.state, draft.total) == ("draft", Decimal("165.00"))


def test_a_draft_is_discarded(staff, north, drafted):
    draft = drafted()
    assert staff.post(f"/invoices/draft/{draft.pk}/removal/")["Location"] == f"/orders/{draft.order.number}/"
    with north.scope():
        assert not Invoice.objects.exists()


def test_a_refusal_to_draft_is_said_on_the_order(staff, north, issued):
    paper = issued()
    response = staff.post(f"/orders/{paper.order.number}/invoice/", follow=True)
    assert "is issued and stays as it is" in response.content.decode()
