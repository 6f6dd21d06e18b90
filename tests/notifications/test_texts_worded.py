"""The words of text messages: the company's own, in each language, with how to end them below whatever it writes."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from activity.actions import sweep
from companies import actions as companies
from core.actor import CLOCK
from customers.models import Customer
from notifications.actions import texts
from notifications.actions.templates import save_template
from notifications.composing.registry import kind_of, kinds
from notifications.composing.standing import TEXT, Piece
from notifications.composing.texting import LONGEST, text_of
from notifications.models import TemplateVersion, Text, TextConsent
from scheduling import actions as scheduling

ANN = "+13125550100"
LIST = "/settings/templates/"
PAGE = "/settings/templates/confirmation/"
AS_TEXT = {"channel": "text"}
BODY = "Booked: {{ order.title }}"
START = datetime(2031, 3, 4, 16, 30, tzinfo=UTC)


@pytest.fixture
def desk(north):
    return north.client(north.admin)


@pytest.fixture
def agreed(north):
    with north.scope():
        texts.say(ANN, agrees=True, how="On the phone", by=CLOCK)


def word(world, letter, body, language="en"):
    with world.scope():
        return save_template(Piece(kind_of(letter), language, TEXT), body=body, by=CLOCK)


def bodies(world):
    with world.scope():
        return list(Text.objects.order_by("id").values_list("body", flat=True))


def said(answer):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def visit_of(world, order):
    with world.scope():
        return scheduling.make_appointment(order, starts_at=START, members=[world.photographer], minutes=75, by=CLOCK)


def move(world, visit, hours):
    with world.scope():
        moved = scheduling.move_appointment(
            visit, starts_at=START + timedelta(hours=hours), version=visit.version, by=CLOCK
        )
    sweep()
    return moved


# what is sent ---------------------------------------------------------------------------------------------------------
def test_the_companys_words_are_texted_and_stop_stands_below_them(north, agreed):
    word(north, "confirmation", BODY)
    north.order(street="233 S Wacker Dr")
    sweep()
    assert bodies(north) == ["Booked: 233 S Wacker Dr STOP ends these texts."]


@pytest.mark.parametrize(
    "written", ["Never STOP", "x" * 5000, "STOP ends these texts. Or not.", "{{ order.agent_notes }}"]
)
def test_nothing_that_is_written_keeps_stop_out(written):
    kind = kind_of("confirmation")
    data = kind.sample() | {"order": kind.sample()["order"] | {"agent_notes": "n" * 5000}}
    body = text_of(written, data, ends=True)
    assert (body.endswith(" STOP ends these texts."), len(body) <= LONGEST) == (True, True)


def test_a_later_text_says_stop_only_if_that_was_not_said_of_late(north, agreed):
    order = north.order()
    sweep()
    visit = move(north, visit_of(north, order), 2)
    with north.scope():
        Text.objects.update(created_at=timezone.now() - timedelta(days=31))
    move(north, visit, 4)
    assert [body.endswith("STOP ends these texts.") for body in bodies(north)] == [True, False, True]


def test_who_reads_german_is_texted_in_german(north, agreed):
    with north.scope():
        companies.offer_language(north.company, "de", by=CLOCK)
        Customer.objects.filter(pk=north.agent.pk).update(language="de")
    word(north, "rescheduled", "Neuer Termin: {{ visit.when }}", "de")
    order = north.order()
    sweep()
    move(north, visit_of(north, order), 4)
    first, second = bodies(north)
    assert first.startswith("North Media: your shoot at ")
    assert second == "Neuer Termin: Di, 4. März 2031, 14:30 - 15:45"


def test_words_that_run_too_long_give_way_to_ours(north, agreed):
    loops = "".join(f"{{% for v{n} in lines %}}" for n in range(9)) + "x" + "{% endfor %}" * 9
    word(north, "confirmation", loops)
    north.order(services=[north.service() for _ in range(9)])
    sweep()
    assert bodies(north)[0].startswith("North Media: your shoot at ")


# the screen -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("letter", [kind.key for kind in kinds() if kind.text])
def test_each_text_there_is_can_be_worded(north, desk, letter):
    page = desk.get(f"{LIST}{letter}/", AS_TEXT)
    assert str(kind_of(letter).text)[:40] in unescape(page.text)
    assert "STOP ends these texts." in said(page)
    desk.post(f"{LIST}{letter}/", AS_TEXT | {"body": BODY})
    with north.scope():
        row = TemplateVersion.objects.get()
    assert (row.letter, row.channel, row.language, row.body) == (letter, "text", "en", BODY + "\n")


def test_text_and_letter_have_versions_of_their_own(north, desk):
    desk.post(PAGE, {"subject": "Mail", "body": "Mail"})
    desk.post(PAGE, AS_TEXT | {"body": "One"})
    assert desk.post(PAGE, AS_TEXT | {"body": "Two"})["location"] == f"{PAGE}?language=en&channel=text"
    desk.post(f"{PAGE}versions/1/", AS_TEXT)
    with north.scope():
        rows = TemplateVersion.objects.filter(channel="text").order_by("number")
        assert list(rows.values_list("number", "body")) == [(1, "One\n"), (2, "Two\n"), (3, "One\n")]
    assert "Two" in desk.get(f"{PAGE}versions/2/", AS_TEXT).text
    desk.post(f"{PAGE}standard/", AS_TEXT)
    assert str(kind_of("confirmation").text)[:30] in unescape(desk.get(PAGE, AS_TEXT).text)


def test_an_unknown_name_is_refused(north, desk):
    answer = desk.post(PAGE, AS_TEXT | {"body": "{{ order.titel }}"})
    assert (answer.status_code, "Did you mean “order.title”?" in said(answer)) == (422, True)
    assert desk.post(PAGE, AS_TEXT | {"body": "x" * (LONGEST + 1)}).status_code == 422


def test_the_preview_shows_a_real_order_and_counts_the_messages(north, desk):
    order = north.order(street="233 S Wacker Dr")
    north.order(street="1 Other St")
    shown = said(desk.post(f"{PAGE}preview/", AS_TEXT | {"body": BODY, "number": order.number}))
    assert "Booked: 233 S Wacker Dr STOP ends these texts. 1 message · 46 characters · GSM-7" in shown
    signs = said(desk.post(f"{PAGE}preview/", AS_TEXT | {"body": "ж" * 60}))
    assert "2 messages · 83 characters · UCS-2" in signs
    assert "A sign that is not in the alphabet of telephones" in signs
    assert "Shown with sample words" not in shown
    assert desk.post(f"{PAGE}preview/", AS_TEXT | {"body": "{{ zzz }}"}).status_code == 422


def test_values_cannot_draw_or_run_anything_in_the_preview(north, desk):
    order = north.order(street="<script>alert(1)</script>")
    shown = desk.post(f"{PAGE}preview/", AS_TEXT | {"body": BODY, "number": order.number}).text
    assert ("<script>" in shown, "&lt;script&gt;alert(1)" in shown) == (False, True)


def test_a_trial_goes_to_ones_own_telephone_and_never_past_a_stop(north, desk):
    tried = AS_TEXT | {"body": BODY}
    assert "no phone number" in desk.post(f"{PAGE}trial/", tried)["HX-Trigger"]
    User.objects.filter(pk=north.admin.user_id).update(phone="+13125550177")
    north.order(street="233 S Wacker Dr")
    assert "(312) 555-0177" in desk.post(f"{PAGE}trial/", tried)["HX-Trigger"]
    with north.scope():
        [text] = Text.objects.all()
        assert (text.to, text.body) == ("+13125550177", "Booked: 233 S Wacker Dr STOP ends these texts.")
        assert TextConsent.objects.get().agrees
        texts.say("+13125550177", agrees=False, how="Sent STOP", by=CLOCK)
    assert "has sent STOP" in desk.post(f"{PAGE}trial/", tried)["HX-Trigger"]
    assert desk.post(f"{PAGE}trial/", AS_TEXT | {"body": "{{ zzz }}"}).status_code == 422
    with north.scope():
        assert Text.objects.count() == 1


def test_a_trial_needs_a_way_out(north, desk, settings):
    User.objects.filter(pk=north.admin.user_id).update(phone="+13125550177")
    settings.IS_PRODUCTION, settings.SECURE_SSL_REDIRECT = True, False
    answer = desk.post(f"{PAGE}trial/", AS_TEXT | {"body": BODY})
    assert "no number to send texts from" in answer["HX-Trigger"]


@pytest.mark.parametrize(
    "row",
    [
        {"channel": "text", "subject": "S", "body": "B"},
        {"channel": "text", "why": "W"},
        {"channel": "mail", "body": "B"},
        {"channel": "fax"},
    ],
)
def test_a_version_with_half_its_words_cannot_be_stored(north, row):
    with north.scope(), pytest.raises(IntegrityError), transaction.atomic():
        TemplateVersion.objects.create(letter="confirmation", number=1, saved_by="x", **row)
