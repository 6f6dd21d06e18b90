"""Texts: Twilio's own library against a web server in Twilio's place, and what Twilio tells us, signed as it signs."""

import json
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.utils import timezone
from twilio.request_validator import RequestValidator

from activity.models import Activity
from core.actor import CLOCK
from notifications import actions
from notifications.actions import texts
from notifications.channels import texts as channel
from notifications.models import Notice, Text, TextConsent, TextNumber
from notifications.notices import tell_that_a_text_failed
from tests.notifications.web import elsewhere

ACCOUNT, TOKEN, NUMBER, ANN = "AC" + "0" * 32, "token-of-north", "+13125550199", "+13125550100"
HELLO = {"to": ANN, "body": "Hello Ann", "kind": "test"}
TAKEN = {"sid": "SM" + "1" * 32, "status": "queued", "account_sid": ACCOUNT}


@pytest.fixture
def there(settings):
    with elsewhere(lambda path, body: (201, TAKEN)) as server:
        settings.TWILIO_API_BASE = server.root
        yield server


def number_of(world):
    with world.scope():
        return texts.set_number(account=ACCOUNT, secret=TOKEN, number=NUMBER, is_active=True, by=CLOCK)


@pytest.fixture
def twilio(north, there):
    number_of(north)
    agree(north)
    return there


def agree(world, agrees=True):
    with world.scope():
        texts.say(ANN, agrees=agrees, how="On the phone", by=CLOCK)


def put(world, **about):
    with world.scope():
        return actions.send_text(**HELLO | {"key": "hello"} | about)


def fresh(world, **about):
    with world.scope():
        return Text.objects.get(**about)


# --- sending ----------------------------------------------------------------------------------------------------------
def test_a_text_is_a_row_before_it_leaves_and_the_same_key_is_one(north, twilio):
    first, again = put(north), put(north, body="Other")
    assert (first.pk, first.state, first.segments, again.body, twilio.asked) == (
        again.pk,
        "waiting",
        1,
        "Hello Ann",
        [],
    )


def test_twilio_is_told_number_words_and_where_to_report(north, twilio):
    text = put(north, order_id=7)
    assert actions.send_waiting_texts() == 1
    [(path, headers, body)] = twilio.asked
    told = {name: value[0] for name, value in parse_qs(body.decode()).items()}
    assert path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert headers["Authorization"].startswith("Basic ")
    assert told == {
        "To": ANN,
        "From": NUMBER,
        "Body": "Hello Ann",
        "StatusCallback": f"http://{north.host}/hooks/texts/{text.pk}/",
    }
    assert (fresh(north).state, fresh(north).provider, fresh(north).provider_id) == ("sent", "twilio", TAKEN["sid"])
    with north.scope():
        assert [line.verb for line in Activity.objects.of_order(7)] == ["text.sent"]
    assert actions.send_waiting_texts() == 0


@pytest.mark.parametrize(
    ("status", "code", "state"),
    [(500, 20500, "waiting"), (429, 20429, "waiting"), (401, 20003, "waiting"), (400, 21211, "failed")],
)
def test_what_twilio_refuses_is_tried_again_or_not(north, twilio, status, code, state):
    twilio.answer = lambda path, body: (status, {"code": code, "message": "No.", "status": status})
    put(north)
    actions.send_waiting_texts()
    text = fresh(north)
    assert (text.state, "No." in text.last_error) == (state, True)


@pytest.mark.parametrize("trouble", ["hangs", "dies"])
def test_a_twilio_that_hangs_or_dies_is_asked_again(north, twilio, trouble, monkeypatch):
    monkeypatch.setattr(channel, "SECONDS", 0.3)
    setattr(twilio, trouble, True)
    put(north)
    actions.send_waiting_texts()
    assert fresh(north).state == "waiting"
    setattr(twilio, trouble, False)
    with north.scope():
        Text.objects.update(next_try_at=timezone.now())
    actions.send_waiting_texts()
    assert fresh(north).state == "sent"


def test_who_has_stopped_at_twilio_is_remembered(north, twilio):
    twilio.answer = lambda path, body: (400, {"code": 21610, "message": "unsubscribed recipient", "status": 400})
    put(north)
    actions.send_waiting_texts()
    with north.scope():
        assert [(row.number, row.agrees) for row in TextConsent.objects.all()] == [(ANN, False)]


def test_only_those_who_agreed_get_texts(north, south, there):
    number_of(north)
    number_of(south)
    agree(south)
    for world in (north, south):
        put(world)
    actions.send_waiting_texts()
    assert [fresh(world).state for world in (north, south)] == ["stopped", "sent"]
    assert fresh(north).last_error == "Nobody agreed to texts at this number."
    agree(south, agrees=False)
    put(south, key="next")
    actions.send_waiting_texts()
    assert (fresh(south, key="next").state, len(there.asked)) == ("stopped", 1)


def test_in_the_demo_texts_stay_in_its_outbox(north):
    agree(north)
    put(north)
    actions.send_waiting_texts()
    assert (fresh(north).state, fresh(north).provider) == ("sent", "local")
    page = north.client().get("/demo/texts/").text
    assert ("Hello Ann" in page, "(312) 555-0100" in page) == (True, True)


def test_in_production_nothing_leaves_without_a_number(north, settings):
    settings.IS_PRODUCTION = True
    agree(north)
    put(north)
    actions.send_waiting_texts()
    assert fresh(north).last_error == "Your company has no number to send texts from."


# --- what Twilio tells ------------------------------------------------------------------------------------------------
def hook(world, path, told, *, token=TOKEN, at=None):
    signature = RequestValidator(token).compute_signature(f"http://{at or world.host}{path}", told)
    return world.client().post(path, told, headers={"X-Twilio-Signature": signature})


def consents(world):
    with world.scope():
        return list(TextConsent.objects.order_by("id").values_list("number", "agrees"))


@pytest.mark.parametrize("word", ["STOP", "stop", " Unsubscribe ", "quit"])
def test_stop_ends_texts_and_start_begins_them_again(north, twilio, word):
    answer = hook(north, "/hooks/texts/", {"From": ANN, "Body": word, "MessageSid": "SM1"})
    assert (answer.headers["Content-Type"], "will text you no more" in answer.text) == ("text/xml", True)
    assert consents(north) == [(ANN, False)]
    hook(north, "/hooks/texts/", {"From": ANN, "Body": word, "MessageSid": "SM1"})
    put(north)
    actions.send_waiting_texts()
    assert (fresh(north).state, twilio.asked) == ("stopped", [])
    hook(north, "/hooks/texts/", {"From": ANN, "Body": "Start", "MessageSid": "SM2"})
    assert consents(north) == [(ANN, True)]
    with north.scope():
        verbs = [line.verb for line in Activity.objects.filter(verb__startswith="texts.").order_by("id")]
    assert verbs == ["texts.number_changed", "texts.agreed", "texts.stopped", "texts.agreed"]


def test_stop_of_somebody_who_never_agreed_is_kept_too(north, there):
    number_of(north)
    hook(north, "/hooks/texts/", {"From": "+13125550111", "Body": "STOP"})
    assert consents(north) == [("+13125550111", False)]


def test_help_says_who_writes_and_how_to_end_it(north, twilio):
    answer = hook(north, "/hooks/texts/", {"From": ANN, "Body": "HELP"}).text
    assert ("North Media" in answer, "office@north.test" in answer, "STOP" in answer) == (True, True, True)
    assert consents(north) == [(ANN, True)]


def test_what_twilio_has_answered_itself_is_not_answered_twice(north, twilio):
    answer = hook(north, "/hooks/texts/", {"From": ANN, "Body": "STOP", "OptOutType": "STOP"}).text
    assert ("<Message>" in answer, consents(north)) == (False, [(ANN, False)])


def test_what_twilio_has_not_signed_is_not_heard(north, south, twilio):
    number_of(south)
    told = {"From": ANN, "Body": "STOP"}
    answers = [
        hook(north, "/hooks/texts/", told, token="another"),
        hook(north, "/hooks/texts/", told, at="elsewhere.test"),
        hook(south, "/hooks/texts/", told, at=north.host),
        north.client().post("/hooks/texts/", told),
    ]
    assert ([answer.status_code for answer in answers], consents(north)) == ([404] * 4, [(ANN, True)])
    assert north.client().get("/hooks/texts/").status_code == 405


def test_without_a_token_nothing_is_heard(north):
    assert hook(north, "/hooks/texts/", {"From": ANN, "Body": "STOP"}, token="").status_code == 404


def report(world, text, status, **about):
    told = {"MessageSid": TAKEN["sid"], "MessageStatus": status, **about}
    return hook(world, f"/hooks/texts/{text.pk}/", told).status_code


def test_what_became_of_a_text_is_kept_in_any_order_and_once(north, twilio):
    text = put(north)
    actions.send_waiting_texts()
    assert [report(north, text, word) for word in ("delivered", "sent", "queued", "delivered")] == [204] * 4
    first = fresh(north).delivered_at
    assert (fresh(north).outcome, first is not None) == ("delivered", True)
    report(north, text, "delivered")
    assert fresh(north).delivered_at == first


def test_a_text_that_the_network_could_not_deliver_says_so(north, twilio):
    text = put(north, order_id=7)
    actions.send_waiting_texts()
    report(north, text, "undelivered", ErrorCode="30003")
    report(north, text, "undelivered", ErrorCode="30003")
    assert (fresh(north).outcome, fresh(north).last_error) == (
        "undelivered",
        "The network could not deliver it (30003).",
    )
    with north.scope():
        assert [line.verb for line in Activity.objects.of_order(7)] == ["text.sent", "text.failed"]


def test_a_report_about_another_text_is_left(north, south, twilio):
    text = put(north)
    actions.send_waiting_texts()
    report(north, text, "delivered", MessageSid="SM-other")
    number_of(south)
    assert (report(south, text, "delivered"), fresh(north).outcome) == (404, "sent")


def test_a_text_that_was_delivered_does_not_leave_again(north, twilio):
    text = put(north)
    with north.scope():
        Text.objects.update(tries=1, next_try_at=timezone.now() + timedelta(minutes=5))
    report(north, text, "delivered")
    assert (fresh(north).state, actions.send_waiting_texts()) == ("sent", 0)


# --- pages ------------------------------------------------------------------------------------------------------------
def test_number_and_token_are_kept_and_the_token_is_never_shown(north):
    client = north.client(north.owner)
    given = {"account": ACCOUNT, "secret": TOKEN, "number": "(312) 555-0199", "is_active": "on"}
    page = client.post("/settings/texts/", given, follow=True)
    with north.scope():
        row = TextNumber.objects.get()
    assert (row.number, row.secret, row.is_active, TOKEN in page.text) == (NUMBER, TOKEN, True, False)
    assert f"http://{north.host}/hooks/texts/" in page.text
    client.post("/settings/texts/", given | {"secret": ""})
    with north.scope():
        assert TextNumber.objects.get().secret == TOKEN


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"account": "x"}, "begins with AC"),
        ({"is_active": "on"}, "Enter account, token and number first."),
        ({"number": "12"}, "too few or too many digits"),
    ],
)
def test_a_number_that_cannot_work_is_refused(north, given, said):
    page = north.client(north.owner).post("/settings/texts/", given)
    assert (page.status_code, said in page.text) == (422, True)


def test_a_test_goes_to_ones_own_telephone(north):
    client = north.client(north.owner)
    assert client.post("/settings/texts/trial/", {"to": ANN, "body": "Hi"}).status_code == 422
    client.post("/settings/texts/trial/", {"to": ANN, "body": "Hi", "agrees": "on"})
    assert (fresh(north).to, fresh(north).body, consents(north)) == (ANN, "Hi", [(ANN, True)])


@pytest.mark.parametrize("path", ["/settings/texts/", "/settings/texts/trial/"])
def test_the_pages_are_for_those_who_may_change_settings(north, south, path):
    people = (north.coordinator, north.contractor, north.agent, south.owner)
    assert {north.client(person).post(path, {}).status_code for person in people} == {404}


def test_staff_note_what_a_customer_said_about_texts(north, south):
    client = north.client(north.coordinator)
    path = f"/mail/standing/?email=a@b.test&phone={ANN.replace('+', '%2B')}"
    assert "Gets no texts: nobody asked yet." in client.get(path).text
    said = {"number": ANN, "agrees": "yes", "how": "On the phone"}
    assert "Wants texts: On the phone" in client.post("/texts/consent/", said).text
    assert "Wants texts: On the phone" in client.get(path).text
    assert client.post("/texts/consent/", said | {"how": ""}).status_code == 422
    assert north.client(north.contractor).post("/texts/consent/", said).status_code == 404
    assert south.client(north.coordinator).post("/texts/consent/", said).status_code == 404
    assert consents(north) == [(ANN, True)]


def test_the_secret_lies_locked(north):
    number_of(north)
    with north.scope(), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(t)::text FROM notifications_textnumber t")
        assert TOKEN not in json.dumps(cursor.fetchall())


def test_who_runs_the_company_hears_of_a_text_that_failed_and_can_send_it_again(north, south, twilio):
    twilio.answer = lambda path, body: (400, {"code": 21211, "message": "Invalid number.", "status": 400})
    owner = north.owner
    text = put(north)
    actions.send_waiting_texts()
    with north.scope():
        tell_that_a_text_failed(Activity.objects.get(verb="text.failed"))
        assert list(Notice.objects.values_list("member", "title")) == [
            (owner.pk, "A text could not be delivered to +13125550100")
        ]
    client = north.client(owner)
    assert "Invalid number." in client.get("/settings/texts/").text
    assert south.client(south.owner).post(f"/settings/texts/{text.pk}/again/").status_code == 404
    twilio.answer = lambda path, body: (201, TAKEN)
    client.post(f"/settings/texts/{text.pk}/again/")
    actions.send_waiting_texts()
    assert fresh(north).state == "sent"
