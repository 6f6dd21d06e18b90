"""Letters in the language of their reader: who reads which, what is sent where words are missing, how it is drawn."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest

from activity.actions import sweep
from activity.models import Activity
from companies import actions as companies
from companies.models import Company
from core.actor import CLOCK
from customers.actions import import_customers
from customers.models import Customer
from invoicing import actions as invoicing
from notifications.actions import send_waiting
from notifications.actions.templates import save_template, send_due, set_sending
from notifications.composing import standing
from notifications.composing.registry import kind_of
from notifications.composing.standing import Piece
from notifications.language import language_for
from notifications.models import Mail, TemplateVersion
from scheduling import actions as scheduling
from tests.counting import Statements
from tests.portal.test_booking import CONTACT, photos, walk_to_review

__all__ = ["photos"]

LIST = "/settings/templates/"
PAGE = "/settings/templates/confirmation/"
GERMAN = {"language": "de", "channel": "mail"}
WORDS = {"subject": "Gebucht: {{ order.title }}", "body": "Hallo **{{ customer.first_name }}**, {{ order.total }}\n"}


@pytest.fixture
def desk(north):
    return north.client(north.admin)


def offer(world, *codes):
    with world.scope():
        for code in codes:
            companies.offer_language(world.company, code, by=CLOCK)


def read(world, customer, language):
    with world.scope():
        Customer.objects.filter(pk=customer.pk).update(language=language)


def word(world, letter, language, **words):
    with world.scope():
        return save_template(Piece(kind_of(letter), language), by=CLOCK, **words)


def letter_of(world, kind):
    with world.scope():
        return Mail.objects.filter(kind=kind).order_by("id").last()


def said(answer):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


# who reads what -------------------------------------------------------------------------------------------------------
def test_a_customer_is_written_to_in_their_language_if_the_company_offers_it(north):
    read(north, north.agent, "de")
    with north.scope():
        assert language_for(north.agent.email) == "en"
    offer(north, "de", "fr")
    read(north, north.other_agent, "it")
    with north.scope():
        found = [language_for(each.email.upper()) for each in (north.agent, north.other_agent)]
    assert found == ["de", "en"]


def test_another_address_on_an_order_reads_what_its_customer_reads(north):
    offer(north, "de")
    read(north, north.agent, "de")
    order = north.order()
    with north.scope():
        assert language_for("office@agents.test", order_id=order.pk) == "de"
        assert language_for("office@agents.test") == "en"


def test_the_team_reads_the_main_language(north):
    offer(north, "de")
    read(north, north.agent, "de")
    order = north.order()
    with north.scope():
        assert language_for(north.admin.user.email, order_id=order.pk) == "en"


def test_a_customer_of_another_company_says_nothing_here(north, south):
    offer(north, "de")
    with south.scope():
        stranger = Customer.objects.create(name="S", email="same@agents.test", language="de")
    with north.scope():
        assert language_for(stranger.email) == "en"


# what is sent ---------------------------------------------------------------------------------------------------------
def test_the_german_words_go_to_whoever_reads_german_and_the_main_ones_to_everybody_else(north):
    offer(north, "de")
    read(north, north.agent, "de")
    word(north, "confirmation", "de", **WORDS, why="Sie haben bestellt.")
    word(north, "confirmation", "en", subject="Booked: {{ order.title }}", body="Hi\n")
    north.order(street="233 S Wacker Dr", services=[north.service(price="1234.50")])
    sweep()
    mail = letter_of(north, "confirmation")
    assert (mail.subject, mail.text.splitlines()[0]) == ("Gebucht: 233 S Wacker Dr", "Hallo Agnes, 1.357,95 $")
    assert ("Sie haben bestellt." in mail.text, '<html lang="de" dir="ltr">' in mail.html) == (True, True)
    north.order(customer=north.other_agent, street="1 Other St")
    sweep()
    assert letter_of(north, "confirmation").subject == "Booked: 1 Other St"


def test_without_a_german_version_the_main_one_goes_in_its_own_language(north):
    offer(north, "de")
    read(north, north.agent, "de")
    north.order(services=[north.service(price="1000.00")])
    sweep()
    mail = letter_of(north, "confirmation")
    assert ("$1,100.00" in mail.text, '<html lang="en" dir="ltr">' in mail.html) == (True, True)


def test_a_language_that_is_offered_no_more_is_not_written_in(north):
    offer(north, "de")
    read(north, north.agent, "de")
    word(north, "confirmation", "de", **WORDS)
    with north.scope():
        companies.withdraw_language(north.company, "de", by=CLOCK)
    north.order(street="233 S Wacker Dr")
    sweep()
    assert letter_of(north, "confirmation").subject.startswith("Your shoot at 233 S Wacker Dr is booked")
    offer(north, "de")
    with north.scope():
        assert standing.in_force(kind_of("confirmation"), "de").subject == WORDS["subject"]


def test_days_times_and_money_are_written_as_the_language_writes_them(north):
    offer(north, "de")
    read(north, north.agent, "de")
    word(
        north,
        "rescheduled",
        "de",
        subject="Neu: {{ visit.when }}",
        body="Vorher {{ visit.before }}, {{ order.square_feet }}\n",
    )
    start = datetime(2031, 3, 4, 16, 30, tzinfo=UTC)
    with north.scope():
        visit = scheduling.make_appointment(
            north.order(), starts_at=start, members=[north.photographer], minutes=75, by=CLOCK
        )
        scheduling.move_appointment(visit, starts_at=start + timedelta(hours=4), version=visit.version, by=CLOCK)
    sweep()
    mail = letter_of(north, "rescheduled")
    assert mail.subject == "Neu: Di, 4. März 2031, 14:30 – 15:45"
    assert mail.text.startswith("Vorher Di, 4. März 2031, 10:30 – 11:45, 2.000")


def test_what_the_clock_sends_speaks_the_readers_language_too(north):
    offer(north, "fr")
    read(north, north.agent, "fr")
    word(
        north,
        "unpaid",
        "fr",
        subject="Facture {{ invoice.number }}",
        body="{{ invoice.due }} avant le {{ invoice.due_on }}\n",
    )
    with north.scope():
        set_sending(kind_of("unpaid"), is_on=True, days=5, hour=0, by=CLOCK)
        paper = invoicing.issue(
            invoicing.draft_invoice(north.order(services=[north.service(price="1000.00")]), by=CLOCK), by=CLOCK
        )
        paper = invoicing.send(paper, to="office@agents.test", by=CLOCK, client_id=uuid4())
    assert send_due(paper.sent_at + timedelta(days=6)) == 1
    mail = letter_of(north, "unpaid")
    assert (mail.to, mail.subject) == ("office@agents.test", f"Facture {paper.number}")
    assert mail.text.startswith("1 100,00 $ avant le ")


def test_an_arabic_letter_runs_from_right_to_left(north):
    offer(north, "ar")
    read(north, north.agent, "ar")
    word(north, "confirmation", "ar", subject="تم {{ order.street }}", body="- مرحبا {{ order.street }}\n")
    north.order(street="233 S Wacker Dr")
    sweep()
    mail = letter_of(north, "confirmation")
    html = mail.html
    assert (mail.subject, "مرحبا \u2068233 S Wacker Dr\u2069" in html) == ("تم \u2068233 S Wacker Dr\u2069", True)
    assert '<html lang="ar" dir="rtl">' in html
    assert re.search(r"<ul[^>]*padding-right: ?24px", html)


def test_the_letter_that_asks_is_edited_and_sent_in_the_readers_language(north):
    offer(north, "de")
    read(north, north.agent, "de")
    word(
        north, "complete", "de", subject="{{ order.title }} ist fertig", body="Hallo {{ customer.name }}\n", why="Weil."
    )
    order = north.order(street="233 S Wacker Dr", status="completed")
    staff = north.client(north.coordinator)
    assert "233 S Wacker Dr ist fertig" in staff.get(f"/orders/{order.number}/complete-letter/edit/").text
    staff.post(f"/orders/{order.number}/complete-letter/", {"subject": "Fertig", "body": "Alles da."})
    mail = letter_of(north, "complete")
    assert (mail.subject, "Weil." in mail.text, 'lang="de"' in mail.html) == ("Fertig", True, True)


def test_messages_of_the_team_are_drawn_in_the_readers_language(north):
    offer(north, "de")
    word(north, "agent-message", "de", subject="Nachricht", body="{{ order.total }}\n")
    order = north.order(services=[north.service(price="1000.00")])
    page = north.client(north.admin).get(f"{LIST}agent-message/preview/", {**GERMAN, "number": order.number})
    assert "1.100,00" in page.text


# the screen -----------------------------------------------------------------------------------------------------------
def test_languages_are_offered_by_their_own_names_and_taken_back(north, desk):
    page = desk.get(LIST)
    assert 'value="de">Deutsch · German' in page.text
    assert desk.post(f"{LIST}languages/", {"language": "de"})["location"] == LIST
    assert "Remove German" in said(desk.get(LIST))
    assert desk.post(f"{LIST}languages/", {"language": "tlh"}).status_code == 422
    desk.post(f"{LIST}languages/", {"language": "de"})
    desk.post(f"{LIST}languages/de/removal/")
    desk.post(f"{LIST}languages/en/removal/")
    with north.scope():
        assert Company.objects.get().languages == ["en"]
        told = [row.data["after"] for row in Activity.objects.filter(verb="company.changed").order_by("id")]
    assert told == [{"other_languages": "de"}, {"other_languages": ""}]
    assert desk.post(f"{LIST}languages/zz/removal/").status_code == 404


@pytest.mark.parametrize("path", ["languages/", "languages/de/removal/"])
def test_nobody_else_changes_languages(north, south, path):
    for client in (north.client(north.coordinator), north.client(north.agent), south.client(north.admin)):
        assert client.post(LIST + path, {"language": "de"}).status_code == 404


def test_a_missing_version_is_said_and_one_of_its_own_is_kept_apart(north, desk):
    offer(north, "de")
    desk.post(PAGE, {"subject": "Booked", "body": "Hi"})
    page = desk.get(PAGE, GERMAN)
    assert "No German version: the English one is sent." in said(page)
    assert (">Booked<" in page.text or 'value="Booked"' in page.text, "(missing)" in said(page)) == (True, True)
    answer = desk.post(PAGE, WORDS | GERMAN)
    assert answer["location"] == f"{PAGE}?language=de&channel=mail"
    page = desk.get(PAGE, GERMAN)
    assert ("No German version" in said(page), "(missing)" in said(page)) == (False, False)
    with north.scope():
        rows = list(TemplateVersion.objects.order_by("id").values_list("language", "number", "subject"))
    assert rows == [("en", 1, "Booked"), ("de", 1, WORDS["subject"])]
    assert "Your words: English Deutsch" in said(desk.get(LIST))


def test_each_language_has_versions_of_its_own(north, desk):
    offer(north, "de")
    desk.post(PAGE, {"subject": "Booked", "body": "Hi"})
    for subject in ("Eins", "Zwei"):
        desk.post(PAGE, WORDS | GERMAN | {"subject": subject})
    assert "Eins" in desk.get(f"{PAGE}versions/1/", GERMAN).text
    assert "Booked" in desk.get(f"{PAGE}versions/1/").text
    desk.post(f"{PAGE}versions/1/", GERMAN)
    with north.scope():
        assert standing.in_force(kind_of("confirmation"), "de").subject == "Eins"
    desk.post(f"{PAGE}standard/", GERMAN)
    with north.scope():
        now = [standing.in_force(kind_of("confirmation"), code).subject for code in ("de", "en")]
    assert now == ["Booked", "Booked"]
    assert "No German version: the English one is sent." in said(desk.get(PAGE, GERMAN))


def test_an_unknown_name_is_refused_in_each_language(north, desk):
    offer(north, "de")
    answer = desk.post(PAGE, WORDS | GERMAN | {"subject": "{{ order.titel }}"})
    assert (answer.status_code, "Did you mean “order.title”?" in said(answer)) == (422, True)
    with north.scope():
        assert not TemplateVersion.objects.exists()


def test_preview_and_trial_speak_the_language(north, desk):
    offer(north, "de")
    order = north.order(street="233 S Wacker Dr", services=[north.service(price="1234.50")])
    typed = WORDS | GERMAN | {"number": order.number}
    shown = desk.post(f"{PAGE}preview/", typed).text
    assert ("1.357,95" in shown, '<html lang="de" dir="ltr">' in shown) == (True, True)
    missing = desk.get(f"{PAGE}preview/", GERMAN).text
    assert ("Your shoot at 233 S Wacker Dr is booked" in missing, '<html lang="en"' in missing) == (True, True)
    desk.post(f"{PAGE}trial/", typed)
    send_waiting()
    assert letter_of(north, "template-trial").subject == "Trial: Gebucht: 233 S Wacker Dr"


@pytest.mark.parametrize("asked", [{"language": "de"}, {"language": "zz"}, {"channel": "fax"}, {"channel": "text"}])
def test_what_is_not_offered_is_not_there(north, asked):
    client = north.client(north.admin)
    path = f"{LIST}welcome/"
    assert client.get(path, asked).status_code == 404
    for end in ("", "preview/", "trial/", "standard/"):
        assert client.post(path + end, WORDS | asked).status_code == 404


def test_the_words_of_another_company_are_not_ours(north, south):
    offer(north, "de")
    offer(south, "de")
    word(south, "confirmation", "de", subject="Geheim", body="Geheim\n")
    page = north.client(north.admin).get(PAGE, GERMAN)
    assert ("Geheim" in page.text, "No German version" in said(page)) == (False, True)


def test_the_pages_cost_the_same_for_two_languages_and_for_four(north, desk):
    offer(north, "de")
    for path in (LIST, PAGE):
        desk.get(path)
    with Statements() as two:
        desk.get(LIST)
        desk.get(PAGE)
    offer(north, "fr", "it")
    for code in ("de", "fr", "it"):
        word(north, "confirmation", code, subject="S", body="B\n")
    with Statements() as four:
        desk.get(LIST)
        desk.get(PAGE)
    assert len(four) == len(two)


# customers ------------------------------------------------------------------------------------------------------------
def language_of(world, **about):
    with world.scope():
        return Customer.objects.get(**about).language


def test_staff_and_the_customer_themselves_choose_among_what_is_offered(north):
    staff, own = north.client(north.coordinator), north.client(north.agent)
    edit, given = f"/customers/{north.agent.pk}/edit/", {"name": north.agent.name, "email": north.agent.email}
    assert ("language" in staff.get(edit).text.split("<form")[1], "Language" in said(own.get("/my/profile/"))) == (
        False,
        False,
    )
    offer(north, "de", "ar")
    assert "Not said: English" in said(staff.get(edit))
    staff.post(edit, given | {"language": "de"})
    assert language_of(north, pk=north.agent.pk) == "de"
    assert "Language Deutsch" in said(staff.get(f"/customers/{north.agent.pk}/"))
    assert staff.post(edit, given | {"language": "fr"}).status_code == 422
    own.post("/my/profile/", {"name": "Agnes Agent", "language": "ar"})
    assert language_of(north, pk=north.agent.pk) == "ar"


def test_a_language_that_went_stays_with_the_customer_who_chose_it(north):
    offer(north, "de")
    read(north, north.agent, "de")
    with north.scope():
        companies.withdraw_language(north.company, "de", by=CLOCK)
    edit, given = f"/customers/{north.agent.pk}/edit/", {"name": north.agent.name, "email": north.agent.email}
    north.client(north.coordinator).post(edit, given | {"language": "de"})
    assert language_of(north, pk=north.agent.pk) == "de"


@pytest.mark.parametrize(
    ("header", "kept"),
    [("de-AT,de;q=0.9,en;q=0.5", "de"), ("it,nl;q=0.8", ""), ("en-US,de;q=0.5", "en"), ("", ""), ("pt-PT", "pt-br")],
)
def test_who_books_gets_the_language_of_the_browser_if_it_is_offered(north, photos, header, kept):
    offer(north, "de", "pt-br")
    client = north.client()
    path = walk_to_review(client, photos)
    client.post(f"{path}review/", {"accepts": "on"}, headers={"Accept-Language": header})
    assert language_of(north, email=CONTACT["email"].lower()) == kept


def test_a_link_in_a_language_counts_more_than_the_browser(north, photos):
    offer(north, "de", "fr")
    client = north.client()
    client.get("/book/?language=fr")
    path = walk_to_review(client, photos)
    client.post(f"{path}review/", {"accepts": "on"}, headers={"Accept-Language": "de"})
    assert language_of(north, email=CONTACT["email"].lower()) == "fr"


def test_the_browser_does_not_undo_what_a_customer_said(north, photos):
    offer(north, "de", "fr")
    read(north, north.agent, "fr")
    client = north.client(north.agent)
    path = walk_to_review(client, photos)
    client.post(f"{path}review/", {"accepts": "on"}, headers={"Accept-Language": "de"})
    assert language_of(north, pk=north.agent.pk) == "fr"
    read(north, north.agent, "")
    path = walk_to_review(client, photos)
    client.post(f"{path}review/", {"accepts": "on"}, headers={"Accept-Language": "de"})
    assert language_of(north, pk=north.agent.pk) == "de"


def test_staff_who_book_for_somebody_do_not_lend_them_their_language(north, photos):
    offer(north, "de")
    client = north.client(north.coordinator)
    path = walk_to_review(client, photos)
    client.post(f"{path}review/", {"accepts": "on"}, headers={"Accept-Language": "de"})
    assert language_of(north, email=CONTACT["email"].lower()) == ""


def test_a_sheet_of_customers_may_name_the_language(north):
    with north.scope():
        import_customers(b"Name,Email,Language\nAnn,ann@example.com,German\nBo,bo@example.com,\n", by=CLOCK)
        assert list(Customer.objects.order_by("name").values_list("language", flat=True)) == ["de", ""]
