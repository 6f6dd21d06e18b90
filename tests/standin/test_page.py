import re
import threading

import pytest
import requests
import stripe

from tests.standin.payer import CARD, pay
from tonomo.standin.cards import passes_luhn, read


@pytest.fixture
def session(bench, order):
    return bench.client().v1.checkout.sessions.create(order)


def kinds(bench):
    return [event.type for event in bench.client().v1.events.list().data]


def test_the_page_shows_what_is_paid_and_to_whom(bench, session):
    page = requests.get(session.url, timeout=5)
    words = re.sub(r"<[^>]+>|\s+", " ", page.text)
    assert page.status_code == 200
    for shown in (
        "Lakeshore Media",
        "$430.00",
        "Invoice INV-1042",
        "ava.lindqvist@northshore-homes.example",
    ):
        assert shown in words
    assert re.findall(r'<label for="(\w+)">', page.text) == [
        "number",
        "expiry",
        "cvc",
        "name",
    ]
    assert 'href="http://north.localhost:8000/i/abc/"' in page.text


def test_the_page_allows_nothing_inline_and_only_the_way_back(bench, session):
    page = requests.get(session.url, timeout=5)
    assert page.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none';"
        " form-action 'self' http://north.localhost:8000"
    )
    assert not re.search(r"<script|<style|style=|\son\w+=", page.text)
    assert requests.get(f"{bench.server.url}/c/card-page.css", timeout=5).headers["Content-Type"] == "text/css"


def test_a_name_of_html_is_shown_not_run(bench, order):
    order["line_items"][0]["price_data"]["product_data"]["name"] = "<script>alert(1)</script>"
    session = bench.client().v1.checkout.sessions.create(order)
    assert "&lt;script&gt;alert(1)" in requests.get(session.url, timeout=5).text


def test_a_good_card_pays_and_leads_back(bench, session):
    answer = pay(bench, session)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"http://north.localhost:8000/i/abc/?session={session.id}",
    )
    assert kinds(bench) == ["checkout.session.completed", "payment_intent.succeeded"]


def test_paying_twice_at_once_pays_once(bench, session):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(pay(bench, session))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(a.status_code, a.headers["Location"]) for a in answers} == {
        (303, f"http://north.localhost:8000/i/abc/?session={session.id}")
    }
    assert kinds(bench).count("checkout.session.completed") == 1


@pytest.mark.parametrize(
    ("number", "decline_code", "sentence"),
    [
        (
            "4000 0000 0000 0002",
            "generic_decline",
            "Your card was declined. Try another card.",
        ),
        (
            "4000000000009995",
            "insufficient_funds",
            "Your card has insufficient funds. Try another card.",
        ),
        ("4111 1111 1111 1111", "test_mode_live_card", "Only test cards work here"),
    ],
)
def test_a_declined_card_says_why_and_may_be_changed(bench, session, number, decline_code, sentence):
    answer = pay(bench, session, number=number)
    assert (
        answer.status_code,
        sentence in answer.text,
        'value="Ava Lindqvist"' in answer.text,
    ) == (402, True, True)
    (event,) = bench.receiver.events(1)
    failed = event["data"]["object"]
    assert (
        event["type"],
        failed["last_payment_error"]["decline_code"],
        failed["metadata"],
    ) == (
        "payment_intent.payment_failed",
        decline_code,
        {"invoice": "17"},
    )
    assert bench.client().v1.checkout.sessions.retrieve(session.id).payment_status == "unpaid"
    assert pay(bench, session).status_code == 303
    paid = bench.client().v1.checkout.sessions.retrieve(session.id)
    assert (paid.payment_status, paid.payment_intent) == ("paid", failed["id"])


def test_a_card_that_asks_pays_after_the_answer(bench, session):
    answer = pay(bench, session, number="4000 0025 0000 3155")
    asked = f"/c/pay/{session.id}/confirmation"
    assert (answer.status_code, answer.headers["Location"]) == (303, asked)
    assert bench.client().v1.checkout.sessions.retrieve(session.id).payment_status == "unpaid"
    assert "Your bank asks" in requests.get(bench.server.url + asked, timeout=5).text
    done = requests.post(
        bench.server.url + asked,
        data={"answer": "yes"},
        allow_redirects=False,
        timeout=5,
    )
    assert done.headers["Location"] == f"http://north.localhost:8000/i/abc/?session={session.id}"
    assert bench.client().v1.checkout.sessions.retrieve(session.id).payment_status == "paid"


def test_a_card_that_asks_and_hears_no_does_not_pay(bench, session):
    pay(bench, session, number="4000 0025 0000 3155")
    url = f"{bench.server.url}/c/pay/{session.id}/confirmation"
    answer = requests.post(url, data={"answer": "no"}, timeout=5)
    assert (answer.status_code, "Your bank did not confirm" in answer.text) == (
        402,
        True,
    )
    assert requests.get(url, allow_redirects=False, timeout=5).headers["Location"] == f"/c/pay/{session.id}"
    assert kinds(bench) == ["payment_intent.payment_failed"]


def test_wrong_fields_come_back_filled_with_their_sentences(bench, session):
    answer = pay(bench, session, number="4242 4242 4242 4241", expiry="13/39", cvc="1", name=" ")
    assert answer.status_code == 422
    assert re.findall(r'class="wrong" id="([\w-]+)">([^<]+)<', answer.text) == [
        ("number-wrong", "This card number is not right. Check the digits."),
        (
            "expiry-wrong",
            "Enter the date as on the card: month and year, such as 04 / 30.",
        ),
        ("cvc-wrong", "Enter the 3 digits on the back of your card."),
        ("name-wrong", "Enter the name on your card."),
    ]
    assert 'value="4242 4242 4242 4241"' in answer.text
    assert kinds(bench) == []


def test_an_expired_session_takes_no_card(bench, session):
    bench.client().v1.checkout.sessions.expire(session.id)
    answer = pay(bench, session)
    assert (answer.status_code, "This payment page has expired" in answer.text) == (
        410,
        True,
    )
    assert kinds(bench) == ["checkout.session.expired"]


def test_a_paid_page_opened_again_leads_back(bench, session):
    pay(bench, session)
    again = requests.get(session.url, allow_redirects=False, timeout=5)
    assert (again.status_code, again.headers["Location"]) == (
        303,
        f"http://north.localhost:8000/i/abc/?session={session.id}",
    )


def test_a_guessed_address_is_not_a_payment(bench, session):
    answer = requests.get(session.url[:-1] + "_", timeout=5)
    assert (answer.status_code, "No such payment" in answer.text) == (404, True)


def test_the_number_of_a_card_is_never_kept(bench, session, tmp_path):
    pay(bench, session)
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"4242424242424242" not in kept


@pytest.mark.parametrize(
    ("expiry", "sentence"),
    [
        ("11/26", None),
        ("1126", None),
        ("11 / 2026", None),
        ("112026", None),
        ("10/26", "This card has expired. Use another card."),
        ("1/90", "This year is too far away. Check the date on the card."),
        ("00/30", "Enter the date as on the card: month and year, such as 04 / 30."),
        ("٠٤/٣٠", "Enter the date as on the card: month and year, such as 04 / 30."),
    ],
)
def test_an_expiry_date_is_read_as_people_write_it(expiry, sentence):
    _, wrong = read({**CARD, "expiry": expiry, "email": "a@b.example"}, today=(2026, 11))
    assert wrong.get("expiry") == sentence


def test_a_guest_gives_an_address(bench, order):
    del order["customer_email"]
    session = bench.client().v1.checkout.sessions.create(order)
    assert pay(bench, session).status_code == 422
    assert pay(bench, session, email="guest@home.example").status_code == 303
    paid = bench.client().v1.checkout.sessions.retrieve(session.id)
    assert (paid.customer_details.email, paid.customer_details.name) == (
        "guest@home.example",
        "Ava Lindqvist",
    )


def test_luhn_finds_one_wrong_digit():
    assert [passes_luhn(n) for n in ("4242424242424242", "4242424242424243", "5555555555554444")] == [
        True,
        False,
        True,
    ]


def test_the_library_and_the_page_agree_on_the_version(bench, session):
    assert session.last_response.headers["Stripe-Version"] == stripe.api_version
