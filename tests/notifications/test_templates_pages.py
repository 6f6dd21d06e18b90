"""`/settings/templates/`: words, versions, the switch, the preview and the trial."""

import re
from html import unescape

import pytest
from django.core import mail as outbox

from activity.actions import sweep
from activity.models import Activity
from companies.models import Company
from core.actor import CLOCK
from customers.models import Customer
from notifications.actions import send_waiting
from notifications.composing.drawing import check_links
from notifications.composing.engine import check, fill
from notifications.composing.registry import kinds
from notifications.models import Mail, TemplateSettings, TemplateVersion
from orders import actions as orders
from orders.models import Order
from tests.counting import Statements

LIST = "/settings/templates/"
PAGE = "/settings/templates/confirmation/"
WORDS = {
    "subject": "Booked: {{ order.title }}",
    "body": "Hi **{{ customer.first_name }}**\n\n[See]({{ order.link }})\n",
}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(north):
    return north.client(north.admin)


def said(answer):
    return unescape(re.sub(r"<[^>]+>", " ", answer.text))


def test_every_letter_stands_on_the_list(desk):
    page = desk.get(LIST)
    assert re.findall(r'<a href="/settings/templates/([\w-]+)/">', page.text) == [
        "confirmation", "welcome", "rescheduled", "cancelled", "reminder", "agent-message", "invoice", "receipt", "unpaid", "complete",
        "follow-up",
    ]  # fmt: skip
    assert "<title>Templates · North Media</title>" in page.text


def test_the_list_costs_the_same_however_much_was_worded(north, desk):
    desk.get(LIST)
    with Statements() as first:
        desk.get(LIST)
    for _ in range(3):
        desk.post(PAGE, WORDS | {"subject": f"S {_}"})
    with Statements() as later:
        desk.get(LIST)
    assert len(first) == len(later)


def test_new_words_are_in_force_at_once_and_a_version(north, desk):
    assert desk.post(PAGE, WORDS)["location"] == PAGE
    order = north.order(street="233 S Wacker Dr")
    sweep()
    with north.scope():
        row = TemplateVersion.objects.get()
        letter = Mail.objects.get(order_id=order.pk, kind="confirmation")
        told = Activity.objects.get(verb="template.saved")
    assert (row.number, row.subject, row.saved_by) == (1, WORDS["subject"], "Ada Admin")
    assert (letter.subject, letter.text.splitlines()[0]) == ("Booked: 233 S Wacker Dr", "Hi Agnes")
    assert told.data == {"letter": "Booking confirmation", "number": 1}


def test_the_same_words_again_are_no_new_version(north, desk):
    for _ in range(2):
        desk.post(PAGE, WORDS)
    with north.scope():
        assert TemplateVersion.objects.count() == 1


def test_what_is_not_understood_is_said_beside_the_field_and_nothing_is_lost(north, desk):
    typed = {"subject": "{{ order.titel }}", "body": "Mine: {{ customer.nam }} {% if order.due %}"}
    answer = desk.post(PAGE, typed)
    assert answer.status_code == 422
    assert "There is no variable “order.titel” in this letter. Did you mean “order.title”?" in said(answer)
    assert "“{% endif %}” is missing." in said(answer)
    assert typed["body"] in unescape(answer.text)
    with north.scope():
        assert not TemplateVersion.objects.exists()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "This field is required."),
        (" \n ", "Write what the letter says."),
        ("[x](/my/)", "The link to “/my/” leads nowhere: write the whole address, such as https://example.com."),
        ("{% include 'mail/layout.html' %}", "“{% include %}” cannot stand there."),
        ("{{ company.members }}", "There is no variable “company.members” in this letter."),
    ],
)
def test_an_empty_or_reaching_text_is_refused(desk, body, sentence):
    answer = desk.post(PAGE, WORDS | {"body": body})
    assert (answer.status_code, sentence in said(answer)) == (422, True)


def test_versions_are_kept_read_and_put_in_force_again(north, desk):
    desk.post(PAGE, WORDS)
    desk.post(PAGE, WORDS | {"subject": "Second"})
    page = desk.get(f"{PAGE}versions/1/")
    assert "Booked: {{ order.title }}" in unescape(page.text)
    desk.post(f"{PAGE}versions/1/")
    desk.post(f"{PAGE}standard/")
    with north.scope():
        rows = list(TemplateVersion.objects.order_by("number").values_list("number", "subject"))
    assert rows == [(1, WORDS["subject"]), (2, "Second"), (3, WORDS["subject"]), (4, "")]
    assert "standard text" in desk.get(PAGE).text
    assert desk.get(f"{PAGE}versions/9/").status_code == 404


def test_the_preview_shows_a_real_order_in_a_frame_that_runs_nothing(north, desk):
    order = north.order(street="233 S Wacker Dr")
    north.order(street="1 Other St")
    answer = desk.post(f"{PAGE}preview/", WORDS | {"number": order.number})
    assert "Booked: 233 S Wacker Dr" in answer.text
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "script" not in answer["Content-Security-Policy"]
    newest = desk.get(f"{PAGE}preview/")
    assert "Your shoot at 1 Other St is booked" in newest.text


def test_the_preview_in_the_dark_shows_the_colours_of_the_dark(north, desk):
    for typed, media in ((WORDS | {"dark": "on"}, "@media all"), (WORDS, "@media not all")):
        assert media + "{" in desk.post(f"{PAGE}preview/", typed).text.replace(" {", "{")


def test_a_number_that_does_not_fit_is_said(north, desk):
    north.order()
    assert (
        "There is nothing of this kind on order 77777;" in desk.post(f"{PAGE}preview/", WORDS | {"number": 77777}).text
    )


@pytest.mark.parametrize("letter", [kind.key for kind in kinds()])
def test_without_an_order_samples_are_shown(desk, letter):
    assert "Shown with sample words" in desk.get(f"{LIST}{letter}/preview/").text


def test_an_order_of_another_company_is_not_shown(north, south, desk):
    north.order()
    theirs = south.order(street="9 Secret St")
    for number in (theirs.number, theirs.number + 1):
        assert "Secret" not in desk.get(f"{PAGE}preview/", {"number": number}).text


def test_a_preview_of_what_is_not_understood_says_why(desk):
    answer = desk.post(f"{PAGE}preview/", WORDS | {"body": "{{ zzz }}"})
    assert (answer.status_code, "There is no variable “zzz” in this letter." in said(answer)) == (422, True)


def test_names_and_addresses_cannot_draw_or_run_anything(north, desk):
    evil = "<script>alert(1)</script> {{ order.total }} [x](javascript:alert(1)) **b**"
    order = north.order()
    with north.scope():
        Customer.objects.filter(pk=north.agent.pk).update(name=evil)
        Order.objects.filter(pk=order.pk).update(contact_name=evil, name=evil, street=evil)
        Company.objects.filter(pk=north.company.pk).update(name="<b>North</b>", address=evil)
    for letter in ("confirmation", "welcome", "follow-up"):
        shown = desk.get(f"{LIST}{letter}/preview/").text
        assert ("<script>" in shown, 'href="javascript' in shown, "<b>North" in shown) == (False, False, False)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ order.total }} [x](javascript:alert(1)) **b**" in shown


def test_a_trial_goes_to_whoever_asks_and_nobody_else(north, desk):
    north.order(street="233 S Wacker Dr")
    answer = desk.post(f"{PAGE}trial/", WORDS, headers=HTMX)
    assert (answer.status_code, f"On its way to {north.admin.user.email}." in answer["HX-Trigger"]) == (204, True)
    send_waiting()
    [message] = [each for each in outbox.outbox if each.subject.startswith("Trial")]
    assert (message.to, message.subject) == ([north.admin.user.email], "Trial: Booked: 233 S Wacker Dr")
    refused = desk.post(f"{PAGE}trial/", WORDS | {"body": "{{ zzz }}"}, headers=HTMX)
    assert (refused.status_code, refused.text.strip().startswith('<div id="letter-words"')) == (422, True)


def test_a_letter_that_is_off_is_not_sent(north, desk):
    assert desk.post(f"{PAGE}sending/", {})["location"] == PAGE
    assert "Switched off: it is not sent." in desk.get(PAGE).text
    north.order()
    sweep()
    with north.scope():
        assert not Mail.objects.filter(kind="confirmation").exists()
        assert Activity.objects.filter(verb="template.switched_off").count() == 1


def test_when_the_clock_sends_is_decided_on_the_page(north, desk):
    desk.post(f"{LIST}unpaid/sending/", {"is_on": "on", "days": "5", "hour": "14"})
    with north.scope():
        row = TemplateSettings.objects.get(letter="unpaid")
    assert (row.is_on, row.days, row.hour) == (True, 5, 14)
    refused = desk.post(f"{LIST}unpaid/sending/", {"is_on": "on", "days": "0", "hour": "25"})
    assert refused.status_code == 422
    assert "Ensure this value is greater than or equal to 1." in refused.text


def test_what_somebody_sends_by_hand_has_no_switch(desk):
    assert "Send this letter" not in desk.get(f"{LIST}invoice/").text
    assert desk.post(f"{LIST}invoice/sending/", {}).status_code == 404


@pytest.mark.parametrize("path", ["", "confirmation/", "confirmation/preview/", "confirmation/versions/1/"])
def test_nobody_else_finds_templates(north, south, path):
    with north.scope():
        TemplateVersion.objects.create(letter="confirmation", number=1, subject="a", body="b", saved_by="x")
    for client in (south.client(north.admin), north.client(north.coordinator), north.client(north.agent)):
        assert client.get(LIST + path).status_code == 404
    assert south.client(south.admin).get(f"{PAGE}versions/1/").status_code == 404


@pytest.mark.parametrize("path", ["trial/", "sending/", "standard/", "versions/1/", "preview/", ""])
def test_nobody_else_changes_templates(north, path):
    assert north.client(north.coordinator).post(PAGE + path, WORDS).status_code == 404
    with north.scope():
        assert not TemplateVersion.objects.exists()


def test_a_letter_that_is_unknown_is_not_there(desk):
    assert desk.get(f"{LIST}nothing/").status_code == 404


def test_every_standard_text_uses_what_its_letter_offers_and_reads_well(north, desk):
    for kind in kinds():
        for text in (str(kind.subject), str(kind.body)):
            check(text, kind.shape())
        check_links(fill(str(kind.body), kind.sample()))


def test_what_is_offered_is_what_is_filled_in(north):
    """The example of an order has every name that the picker shows, and no other."""
    order = north.order(packages=[north.package(north.service())])
    with north.scope():
        orders.assign_manager(order, north.coordinator, by=CLOCK)
        for kind in kinds():
            data = kind.example(None)
            if data is not None:
                assert names(data) <= names(kind.shape()) | {"deliverables"}, kind.key
                assert names(kind.shape()) <= names(data), kind.key


def names(data, before=""):
    found = set()
    for name, value in data.items():
        if isinstance(value, dict):
            found |= names(value, f"{before}{name}.")
        else:
            found.add(before + name)
    return found
