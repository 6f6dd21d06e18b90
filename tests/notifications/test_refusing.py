"""Letters that are no part of an order: one click ends them, and that can be undone."""

from urllib.parse import urlsplit

import dkim
import pytest
from django.core import mail as sent_mail

from activity.models import Activity
from core.actor import CLOCK
from notifications import actions
from notifications.actions import senders
from notifications.channels.mail import message
from notifications.channels.records import wanted
from notifications.models import Mail, Refusal
from notifications.refusing import may_be_refused, way_out

ANN = "ann@agents.test"


@pytest.fixture(autouse=True)
def news():
    may_be_refused("news", "News")


def put(world, kind="news", **about):
    with world.scope():
        given = {"to": ANN, "subject": "Hi", "text": "Hi", "html": "<html><body><p>Hi</p></body></html>"}
        return actions.send_mail(**given | {"kind": kind, "key": f"{kind}:{len(about)}"} | about)


def path_of(world):
    with world.scope():
        return urlsplit(way_out(ANN, "news")).path


def test_such_a_letter_carries_the_headers_and_a_link(north):
    put(north)
    put(north, "confirmation")
    actions.send_waiting()
    news, confirmation = sent_mail.outbox
    where = f"http://{north.host}{path_of(north)}"
    assert news.extra_headers["List-Unsubscribe"] == f"<{where}>"
    assert news.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (where in news.body, f'href="{where}"' in news.alternatives[0].content) == (True, True)
    assert "List-Unsubscribe" not in confirmation.extra_headers
    assert ("unsubscribe" in confirmation.body, "unsubscribe" in confirmation.alternatives[0].content) == (False, False)


def test_the_signature_covers_the_headers(north, dns):
    with north.scope():
        sender = senders.set_sender(north.company, name="", address="a@north.test", reply_to="", by=CLOCK)
        dns.texts = {one.name: [one.value] for one in wanted(sender)}
        sender = senders.check_sender(by=CLOCK)
        mail = Mail.objects.select_related("company").get(pk=put(north).pk)
        content = message(mail, sender, way_out(ANN, "news")).message().as_bytes()

    def asked(name, timeout=5):
        return dns.texts[name.decode().rstrip(".")][0].encode()

    assert f"List-Unsubscribe: <http://{north.host}/unsubscribe/".encode() in content
    assert dkim.verify(content, dnsfunc=asked)
    assert not dkim.verify(content.replace(b"/unsubscribe/", b"/unsubscribe/x", 1), dnsfunc=asked)


def test_one_click_needs_no_login_and_twice_is_once(north):
    path = path_of(north)
    client = north.client()
    client.handler.enforce_csrf_checks = True
    for _ in range(2):
        answer = client.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert (answer.status_code, "You get no more of these" in answer.text) == (200, True)
    with north.scope():
        assert [(row.address, row.kind) for row in Refusal.objects.all()] == [(ANN, "news")]
        assert [line.actor_name for line in Activity.objects.filter(verb="letters.refused")] == [ANN]
    put(north, to="Ann@Agents.test")
    put(north, "confirmation")
    actions.send_waiting()
    with north.scope():
        states = dict(Mail.objects.values_list("kind", "state"))
    assert states == {"news": "stopped", "confirmation": "sent"}


def test_looking_at_the_page_changes_nothing_and_it_can_be_undone(north):
    path = path_of(north)
    assert "Get no more of these?" in north.client().get(path).text
    with north.scope():
        assert not Refusal.objects.exists()
    north.client().post(path)
    page = north.client().post(f"{path}undone/", follow=True)
    assert "Get no more of these?" in page.text
    with north.scope():
        assert not Refusal.objects.exists()


def test_a_link_that_we_have_not_made_opens_nothing(north, south):
    path = path_of(north)
    others = [path[:-2] + "/", path.replace("unsubscribe/", "unsubscribe/x"), "/unsubscribe/x:y:z/"]
    for client, each in [(north.client(), other) for other in others] + [(south.client(), path)]:
        answers = [client.get(each), client.post(each), client.post(f"{each}undone/")]
        assert [answer.status_code for answer in answers] == [404] * 3
    with north.scope():
        assert not Refusal.objects.exists()
