"""Mail through a provider: a real web server in the provider's place, Anymail in between, and events that come back."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.core import mail as sent_mail
from django.utils import timezone

from activity.models import Activity
from core.actor import CLOCK
from notifications import actions
from notifications.actions import senders
from notifications.actions.suppressing import lift, suppress
from notifications.channels import providers
from notifications.channels.records import wanted
from notifications.models import Mail, Sender, Suppression
from tests.notifications.web import elsewhere

HELLO = {"to": "ann@agents.test", "subject": "Hello", "text": "Hello Ann", "html": "<p>Hello</p>", "kind": "test"}
TAKEN = {
    "postmark": {"ErrorCode": 0, "Message": "OK", "MessageID": "pm-1", "To": "ann@agents.test"},
    "mailgun": {"id": "<mg-1@north.test>", "message": "Queued. Thank you."},
    "mailgun_eu": {"id": "<mg-1@north.test>", "message": "Queued. Thank you."},
    "resend": {"id": "re-1"},
    "sendgrid": "",
}
KEY = "key-of-north-4711"


def choose(world, dns, provider):
    """A sender of the world that is proven and sends by this provider."""
    slug = world.company.slug
    with world.scope():
        senders.set_sender(world.company, name="", address=f"hi@{slug}.test", reply_to="", by=CLOCK)
        sender = senders.set_provider(provider=provider, key=KEY, selector="k1", signing_key="sign", by=CLOCK)
        dns.texts[f"k1._domainkey.{slug}.test"] = ["k=rsa; p=" + "A" * 200]
        dns.texts[f"_dmarc.{slug}.test"] = ["v=DMARC1; p=none"]
        return senders.check_sender(by=CLOCK) if sender else None


@pytest.fixture
def there(settings):
    with elsewhere(lambda path, body: (200, TAKEN["postmark"])) as server:
        settings.MAIL_PROVIDER_URLS = dict.fromkeys(TAKEN, server.root)
        yield server


@pytest.fixture
def postmark(north, dns, there):
    return choose(north, dns, "postmark")


def put(world, **about):
    with world.scope():
        return actions.send_mail(**HELLO | {"key": "hello"} | about)


def fresh(world, **about):
    with world.scope():
        return Mail.objects.get(**about)


# --- sending ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("provider", TAKEN)
def test_every_provider_takes_a_mail_with_the_companys_key(north, dns, there, provider):
    choose(north, dns, provider)
    there.answer = lambda path, body: (200, TAKEN[provider])
    mail = put(north)
    actions.send_waiting()
    [(_path, headers, body)] = there.asked
    told = unquote(body.decode())
    assert KEY in repr(headers) or "Basic " in headers.get("Authorization", "")
    assert [word in told for word in ("ann@agents.test", "hi@north.test", str(mail.pk))] == [True] * 3
    left = fresh(north)
    assert (left.state, left.provider, sent_mail.outbox) == ("sent", provider, [])
    assert left.provider_id or provider == "sendgrid"


def test_until_its_domain_is_proven_mail_leaves_by_our_own_server(north, dns, there):
    choose(north, dns, "postmark")
    with north.scope():
        dns.texts.clear()
        senders.check_sender(by=CLOCK)
    put(north)
    actions.send_waiting()
    assert (there.asked, [message.from_email for message in sent_mail.outbox]) == (
        [],
        ["North Media <bookings@localhost>"],
    )


@pytest.mark.parametrize(("status", "state"), [(500, "waiting"), (429, "waiting"), (401, "waiting"), (400, "failed")])
def test_what_a_provider_refuses_is_tried_again_or_not(north, postmark, there, status, state):
    there.answer = lambda path, body: (status, {"ErrorCode": status, "Message": "No."})
    put(north)
    actions.send_waiting()
    mail = fresh(north)
    assert (mail.state, "No." in mail.last_error) == (state, True)


@pytest.mark.parametrize("trouble", ["hangs", "dies"])
def test_a_provider_that_hangs_or_dies_is_asked_again(north, postmark, there, trouble, monkeypatch):
    monkeypatch.setattr(providers, "SECONDS", 0.3)
    setattr(there, trouble, True)
    put(north)
    actions.send_waiting()
    assert fresh(north).state == "waiting"
    setattr(there, trouble, False)
    with north.scope():
        Mail.objects.update(next_try_at=timezone.now())
    actions.send_waiting()
    assert fresh(north).state == "sent"


# --- events -----------------------------------------------------------------------------------------------------------
def at(minutes):
    return datetime(2026, 3, 1, 12, minutes, tzinfo=UTC)


def postmark_event(mail, kind, minutes=0, **about):
    stamp = {"Delivery": "DeliveredAt", "Open": "ReceivedAt", "Bounce": "BouncedAt", "SpamComplaint": "BouncedAt"}
    who = {"Delivery": "Recipient", "Open": "Recipient"}.get(kind, "Email")
    told = {"RecordType": kind, "MessageID": "pm-1", "Metadata": {"mail": str(mail.pk)}, who: mail.to}
    return told | {stamp[kind]: at(minutes).isoformat()} | about


def hook(world, told, *, secret=None, provider="postmark"):
    with world.scope():
        sender = Sender.objects.get()
    path = f"/hooks/mail/{provider}/{secret or sender.hook_secret}/"
    body = told if isinstance(told, str | bytes) else json.dumps(told)
    return world.client().post(path, body, content_type="application/json")


@pytest.fixture
def mail(north, postmark):
    put(north, order_id=7)
    actions.send_waiting()
    return fresh(north)


def test_events_stand_on_the_mail_with_time_and_text(north, mail):
    hook(north, postmark_event(mail, "Delivery", 1, Details="250 Queued"))
    assert (fresh(north).outcome, fresh(north).delivered_at, fresh(north).delivery_text) == (
        "delivered",
        at(1),
        "250 Queued",
    )
    hook(north, postmark_event(mail, "Open", 5))
    assert (fresh(north).outcome, fresh(north).opened_at) == ("opened", at(5))


def test_events_in_any_order_come_out_the_same(north, mail):
    assert hook(north, postmark_event(mail, "Open", 5)).json() == {"new": 1}
    assert hook(north, postmark_event(mail, "Delivery", 1)).json() == {"new": 1}
    assert (fresh(north).outcome, fresh(north).opened_at, fresh(north).delivered_at) == ("opened", at(5), at(1))


def test_an_event_told_again_changes_nothing(north, mail):
    bounce = postmark_event(mail, "Bounce", 1, Type="HardBounce", Details="no such user")
    assert [hook(north, bounce).json(), hook(north, bounce).json()] == [{"new": 1}, {"new": 0}]
    with north.scope():
        row = Suppression.objects.get()
        lift(row, note="They called.", by=CLOCK)
    hook(north, bounce)
    with north.scope():
        assert not Suppression.objects.in_force().exists()
        assert [line.verb for line in Activity.objects.of_order(7)] == ["mail.sent", "mail.bounced"]


def test_an_event_may_know_only_the_providers_number(north, mail):
    hook(north, postmark_event(mail, "Delivery", 1, Metadata={}))
    assert fresh(north).outcome == "delivered"


@pytest.mark.parametrize(
    "about",
    [
        {"Metadata": {"mail": "999999"}, "MessageID": "x"},
        {"Metadata": {"mail": "9" * 40}, "MessageID": "x"},
        {"Recipient": "eve@agents.test"},
    ],
)
def test_an_event_about_no_mail_of_ours_is_left(north, mail, about):
    assert hook(north, postmark_event(mail, "Delivery", 1, **about)).json() == {"new": 0}
    assert fresh(north).outcome == "sent"


def test_an_event_of_another_company_touches_nothing(north, south, mail, dns):
    choose(south, dns, "postmark")
    assert hook(south, postmark_event(mail, "Delivery", 1)).json() == {"new": 0}
    assert fresh(north).outcome == "sent"


def test_an_event_from_the_future_is_noted_now(north, mail):
    hook(north, postmark_event(mail, "Delivery", DeliveredAt="2999-01-01T00:00:00Z"))
    assert timezone.now() - fresh(north).delivered_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    "told", ["", "no json", "[]", "{}", '{"RecordType": 5}', "[" * 5000, '"x"', '{"Metadata": []}']
)
def test_nonsense_at_the_hook_is_refused_or_left(north, mail, told):
    answer = hook(north, told)
    assert (answer.status_code in {200, 400}, fresh(north).outcome) == (True, "sent")


def test_without_the_secret_there_is_no_hook(north, south, mail):
    told = postmark_event(mail, "Delivery")
    with north.scope():
        secret = Sender.objects.get().hook_secret
    answers = [
        hook(north, told, secret="A" * 43),
        hook(north, told, provider="resend"),
        hook(north, told, provider="smtp"),
        south.client().post(f"/hooks/mail/postmark/{secret}/", told, content_type="application/json"),
    ]
    assert ([answer.status_code for answer in answers], fresh(north).outcome) == ([404] * 4, "sent")
    assert north.client().get(f"/hooks/mail/postmark/{secret}/").status_code == 405


def test_mailgun_must_sign(north, dns, there):
    choose(north, dns, "mailgun")
    there.answer = lambda path, body: (200, TAKEN["mailgun"])
    mail = put(north)
    actions.send_waiting()

    def told(key):
        signature = hmac.new(key, b"1700000000token", hashlib.sha256).hexdigest()
        event = {"event": "failed", "severity": "permanent", "recipient": mail.to, "timestamp": 1700000000.5}
        event |= {"user-variables": {"mail": str(mail.pk)}, "delivery-status": {"message": "5.1.1 unknown"}}
        return {
            "signature": {"timestamp": "1700000000", "token": "token", "signature": signature},
            "event-data": event,
        }

    assert hook(north, told(b"wrong"), provider="mailgun").status_code == 400
    assert fresh(north).outcome == "sent"
    assert hook(north, told(b"sign"), provider="mailgun").status_code == 200
    assert (fresh(north).outcome, fresh(north).delivery_text) == ("bounced", "5.1.1 unknown")


def test_resend_and_sendgrid_are_understood(north, south, dns, there):
    for world, provider in ((north, "resend"), (south, "sendgrid")):
        choose(world, dns, provider)
        there.answer = lambda path, body, name=provider: (200, TAKEN[name])
        put(world)
        actions.send_waiting()
    resend = {"type": "email.bounced", "created_at": "2026-03-01T12:01:00Z"}
    bounce = {"type": "Permanent", "message": "a hard bounce message"}
    resend["data"] = {"email_id": "re-1", "to": ["ann@agents.test"], "bounce": bounce}
    hook(north, resend, provider="resend")
    number = fresh(south).pk
    hook(south, [{"event": "spamreport", "email": "ann@agents.test", "mail": str(number)}], provider="sendgrid")
    assert (fresh(north).outcome, fresh(north).delivery_text) == ("bounced", "a hard bounce message")
    assert fresh(south).outcome == "complained"
    for world, reason in ((north, "bounce"), (south, "complaint")):
        with world.scope():
            assert [row.reason for row in Suppression.objects.all()] == [reason]


def test_what_the_provider_has_delivered_does_not_leave_again(north, mail):
    with north.scope():
        Mail.objects.update(state="waiting", next_try_at=timezone.now())
    hook(north, postmark_event(mail, "Delivery", 1))
    assert (fresh(north).state, actions.send_waiting()) == ("sent", 0)


# --- addresses that take no more mail ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("about", "stops"),
    [
        ({"kind": "Bounce", "Type": "HardBounce"}, ["bounce"]),
        ({"kind": "Bounce", "Type": "SoftBounce"}, []),
        ({"kind": "SpamComplaint", "Type": "SpamComplaint"}, ["complaint"]),
    ],
)
def test_a_hard_bounce_or_a_complaint_stops_mail(north, mail, about, stops):
    hook(north, postmark_event(mail, **about))
    with north.scope():
        assert [row.reason for row in Suppression.objects.all()] == stops
    put(north, key="next", to="Ann@Agents.test")
    actions.send_waiting()
    assert fresh(north, key="next").state == ("stopped" if stops else "sent")


def test_another_company_may_still_write(north, south):
    with north.scope():
        suppress("ann@agents.test", reason="bounce", text="")
    put(south)
    actions.send_waiting()
    assert fresh(south).state == "sent"


def test_a_stopped_address_gets_mail_again_with_a_note(north):
    with north.scope():
        row = suppress("ann@agents.test", reason="bounce", text="no such user")
    put(north, order_id=7)
    actions.send_waiting()
    client = north.client(north.coordinator)
    page = client.get("/mail/addresses/")
    assert ("ann@agents.test" in page.text, "This address takes no more mail." in page.text) == (True, True)
    assert client.post(f"/mail/addresses/{row.pk}/lifting/", {"note": ""}).status_code == 422
    client.post(f"/mail/addresses/{row.pk}/lifting/", {"note": "They called."})
    client.post(f"/mail/kept/{fresh(north).pk}/again/")
    actions.send_waiting()
    with north.scope():
        row.refresh_from_db()
        assert (row.lifted_by, row.note, fresh(north).state) == ("Cora Coordinator", "They called.", "sent")
        verbs = [line.verb for line in Activity.objects.order_by("id") if line.verb[:5] in {"mail.", "addre"}]
    assert verbs == ["address.suppressed", "mail.stopped", "address.lifted", "mail.sent"]


def test_the_customers_page_says_that_the_address_takes_no_mail(north, south):
    with north.scope():
        suppress(north.agent.email, reason="complaint", text="")
    path = f"/mail/standing/?email={north.agent.email}"
    seen = {person: north.client(person).get(path) for person in (north.coordinator, north.contractor, north.agent)}
    assert [answer.status_code for answer in seen.values()] == [200, 404, 404]
    assert "Marked as spam by its reader" in seen[north.coordinator].text
    assert north.agent.email not in south.client(south.owner).get(path).text
    page = north.client(north.coordinator).get(f"/customers/{north.agent.pk}/").text
    assert "/mail/standing/?email=" in page


def test_problems_are_for_those_who_may_edit_customers(north, south):
    with north.scope():
        row = suppress("ann@agents.test", reason="bounce", text="")
    put(north)
    actions.send_waiting()
    stranger = south.client(south.owner)
    answers = [
        north.client(north.contractor).get("/mail/addresses/"),
        north.client(north.agent).get("/mail/addresses/"),
        stranger.post(f"/mail/addresses/{row.pk}/lifting/", {"note": "x"}),
        stranger.post(f"/mail/kept/{fresh(north).pk}/again/"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4


# --- the page ---------------------------------------------------------------------------------------------------------
def test_a_provider_is_chosen_and_its_key_is_never_shown(north, dns):
    with north.scope():
        senders.set_sender(north.company, name="", address="hi@north.test", reply_to="", by=CLOCK)
    client = north.client(north.owner)
    page = client.post("/settings/email/provider/", {"provider": "resend", "key": KEY}, follow=True)
    with north.scope():
        sender = Sender.objects.get()
    assert (sender.provider_key, sender.provider_selector, KEY in page.text) == (KEY, "resend", False)
    assert f"/hooks/mail/resend/{sender.hook_secret}/" in page.text
    assert [one.name for one in wanted(sender)] == ["resend._domainkey.north.test", "_dmarc.north.test"]
    client.post("/settings/email/provider/", {"provider": "resend", "key": "", "selector": "resend"})
    with north.scope():
        assert (Sender.objects.get().provider_key, Sender.objects.get().hook_secret) == (KEY, sender.hook_secret)
    client.post("/settings/email/provider/", {"provider": "smtp"})
    with north.scope():
        assert Sender.objects.get().provider_key == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"provider": "resend"}, "Enter the key that the provider gave you."),
        ({"provider": "mailgun", "key": KEY}, "Mailgun signs what it tells us"),
        ({"provider": "postmark", "key": KEY}, "Enter the part before ._domainkey"),
        ({"provider": "pigeon", "key": KEY}, "pigeon is not one of the available choices"),
    ],
)
def test_a_provider_that_cannot_work_is_refused(north, given, said):
    with north.scope():
        senders.set_sender(north.company, name="", address="hi@north.test", reply_to="", by=CLOCK)
    page = north.client(north.owner).post("/settings/email/provider/", given)
    assert (page.status_code, said in page.text) == (422, True)


def test_there_is_no_provider_before_there_is_an_address(north):
    assert north.client(north.owner).post("/settings/email/provider/", {"provider": "smtp"}).status_code == 404
