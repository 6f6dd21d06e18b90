"""Sending: the rows of the reference about it, through HTTP, each test named after its row (scheduling-comms, 16).

Rows without a test here: SMS, Photographer digest, and the texts of SMS, Agent texts (no event sends a text yet; that only
those who agreed get one, and that STOP ends it, is tested); Notify, Mentions in Slack as direct messages (not built).
"""

import json

import pytest
from twilio.request_validator import RequestValidator

from activity.actions import sweep
from core.actor import CLOCK
from notifications import actions
from notifications.actions import slack
from notifications.channels.records import wanted
from notifications.models import Mail, Sender, Text
from tests.notifications.names import name_server
from tests.notifications.web import elsewhere

ANN = "+13125550100"


@pytest.fixture
def dns(settings):
    with name_server() as zone:
        settings.DNS_SERVER = f"127.0.0.1:{zone.port}"
        yield zone


@pytest.fixture
def there(settings):
    with elsewhere(lambda path, body: (200, "ok")) as server:
        settings.MAIL_PROVIDER_URLS = {"postmark": server.root}
        settings.TWILIO_API_BASE = server.root
        settings.SLACK_WEBHOOK_ROOT = server.root
        yield server


def prove(world, dns, **provider):
    """Go through the page as an owner does, until mail leaves from the company's own address."""
    client = world.client(world.owner)
    client.post("/settings/email/", {"name": "", "address": "bookings@north.test", "reply_to": ""})
    if provider:
        client.post("/settings/email/provider/", provider)
    with world.scope():
        sender = Sender.objects.get()
    given = {"dkim": "k=rsa; p=" + "A" * 99} if provider else {}
    dns.texts = {one.name: [given.get(one.kind, one.value)] for one in wanted(sender)}
    return client.post("/settings/email/check/", follow=True).text


def test_email_dns_page_records_listed_live_check_warning_for_free_mail_senders(north, dns):
    client = north.client(north.owner)
    free = client.post("/settings/email/", {"name": "", "address": "north@gmail.com", "reply_to": ""})
    assert (free.status_code, "Nobody can prove that gmail.com is theirs" in free.text) == (422, True)
    page = client.post("/settings/email/", {"address": "bookings@north.test"}, follow=True).text
    assert [word in page for word in ("v=spf1", "v=DKIM1", "v=DMARC1")] == [True] * 3
    page = client.post("/settings/email/check/", follow=True).text
    assert (page.count("There is no "), "north.test is not proven yet." in page) == (3, True)
    assert "North Media &lt;bookings@north.test&gt;" in prove(north, dns)


def test_email_tracking_order_log_shows_sent_delivered_opened_failed_and_body(north, dns, there):
    there.answer = lambda path, body: (200, {"ErrorCode": 0, "Message": "OK", "MessageID": "pm", "To": "a@agents.test"})
    prove(north, dns, provider="postmark", key="key", selector="pm")
    order, other = north.order(), north.order()
    with north.scope():
        given = {"to": "a@agents.test", "subject": "Your shoot", "text": "Be there", "kind": "test"}
        mail = actions.send_mail(**given, key="1", order_id=order.pk)
        actions.send_mail(**given, key="2", order_id=other.pk)
        secret = Sender.objects.get().hook_secret
    actions.send_waiting()
    states = []
    for kind in ("Delivery", "Open", "Bounce"):
        who = "Email" if kind == "Bounce" else "Recipient"
        told = {"RecordType": kind, "Metadata": {"mail": str(mail.pk)}, who: mail.to, "Type": "HardBounce"}
        north.client().post(f"/hooks/mail/postmark/{secret}/", json.dumps(told), content_type="application/json")
        with north.scope():
            states.append(Mail.objects.get(pk=mail.pk).outcome)
    assert states == ["delivered", "opened", "bounced"]
    page = north.client(north.coordinator).get(f"/orders/{order.number}/sent/").text
    assert ("Your shoot" in page, "a@agents.test" in page) == (True, True)
    with north.scope():
        assert Mail.objects.get(order_id=other.pk).outcome == "sent"


def test_sms_agent_texts_opt_out_respected(north, there):
    there.answer = lambda path, body: (201, {"sid": "SM1", "status": "queued"})
    account = {"account": "AC" + "0" * 32, "secret": "token", "number": "(312) 555-0199", "is_active": "on"}
    north.client(north.owner).post("/settings/texts/", account)
    said = {"number": ANN, "agrees": "yes", "how": "On the phone"}
    north.client(north.coordinator).post("/texts/consent/", said)

    def states():
        with north.scope():
            key = str(Text.objects.count())
            actions.send_text(to=ANN, body="Your shoot is tomorrow.", kind="test", key=key)
        actions.send_waiting_texts()
        with north.scope():
            return list(Text.objects.order_by("id").values_list("state", flat=True))

    assert states() == ["sent"]
    told = {"From": ANN, "Body": "Stop"}
    signature = RequestValidator("token").compute_signature(f"http://{north.host}/hooks/texts/", told)
    north.client().post("/hooks/texts/", told, headers={"X-Twilio-Signature": signature})
    assert (states(), len(there.asked)) == (["sent", "stopped"], 1)


@pytest.mark.django_db(transaction=True)
def test_slack_channel_post_new_booking_appears_in_the_chosen_channel_with_a_link(north, there):
    given = {"webhook": f"{there.root}/services/x", "verbs": ["order.commissioned"], "is_active": "on"}
    north.client(north.owner).post("/settings/slack/", given)
    order = north.order()
    sweep()
    slack.post_waiting_to_slack()
    [(path, _headers, body)] = there.asked
    assert path == "/services/x"
    assert f"<http://{north.host}/orders/{order.number}/|#{order.number}" in json.loads(body)["text"]
    assert CLOCK.name in json.loads(body)["text"]
