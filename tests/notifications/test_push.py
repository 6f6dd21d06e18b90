"""Messages to browsers, taken and opened by a push service of ours that knows the browser's keys."""

import base64
import json
import os
import re
import threading
from datetime import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from zoneinfo import ZoneInfo

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from core.ledger import record
from notifications import actions
from notifications.channels import push
from notifications.models import Browser, Notice, Push
from notifications.queries.hearing import Channels
from notifications.timing import Times

PAGE = "/profile/notifications/"


def plain(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def raw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Service:
    """A push service for one browser: takes what is sent, opens it with the browser's keys, answers as told."""

    def __init__(self):
        self.key, self.auth, self.answer, self.heard = ec.generate_private_key(ec.SECP256R1()), os.urandom(16), 201, []

    @property
    def given(self):
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": f"{self.root}/browser", "p256dh": plain(point), "auth": plain(self.auth)}

    def opened(self):
        return [
            json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"))
            for _headers, body in self.heard
        ]


@pytest.fixture
def service(monkeypatch):
    found = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.heard.append((headers, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(found.answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    found.root = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(push, "SERVICES", (re.escape(found.root),))
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser(north, service):
    with north.scope():
        return actions.add_browser(north.editor, name="Firefox on Linux", **service.given)


def tell(world, member, *, kind="mention", title="Look", on=None):
    with world.scope():
        activity = record("test.told", on=on or world.company, by=world.coordinator.as_actor)
        return actions.notify(member, kind=kind, title=title, body="at this", url="/orders/7/", activity=activity)


def states(world):
    with world.scope():
        return list(Push.objects.order_by("id").values_list("state", "tries"))


def test_the_browser_alone_can_read_what_it_is_told(north, service, browser):
    notice = tell(north, north.editor)
    assert [actions.send_waiting_pushes(), actions.send_waiting_pushes()] == [1, 0]
    assert service.opened() == [{"title": "Look", "body": "at this", "url": "/orders/7/", "tag": f"notice-{notice.pk}"}]
    headers, body = service.heard[0]
    assert (headers["content-encoding"], headers["ttl"]) == ("aes128gcm", "86400")
    assert b"Look" not in body
    assert states(north) == [("sent", 1)]


def test_the_message_is_signed_by_the_key_that_browsers_are_shown(north, service, browser):
    tell(north, north.editor)
    actions.send_waiting_pushes()
    words = service.heard[0][0]["authorization"]
    token, shown = re.fullmatch(r"vapid t=([^,]+),\s*k=(\S+)", words).groups()
    assert shown == push.public_key()
    assert f'data-server-key="{shown}"' in north.client(north.editor).get(PAGE).text
    signed, _dot, signature = token.rpartition(".")
    claims = json.loads(raw(signed.split(".")[1]))
    assert (claims["aud"], claims["sub"]) == (service.root, "mailto:bookings@localhost")
    halves = raw(signature)
    der = encode_dss_signature(int.from_bytes(halves[:32]), int.from_bytes(halves[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(shown))
    key.verify(der, signed.encode(), ec.ECDSA(SHA256()))


def test_a_service_that_is_down_is_asked_again_later(north, service, browser):
    service.answer = 503
    tell(north, north.editor)
    assert [actions.send_waiting_pushes(), actions.send_waiting_pushes()] == [1, 0]
    assert states(north) == [("waiting", 1)]
    service.answer = 201
    with north.scope():
        Push.objects.update(next_try_at=timezone.now())
    actions.send_waiting_pushes()
    assert (states(north), len(service.heard)) == ([("sent", 2)], 2)


def test_a_message_that_is_refused_is_given_up(north, service, browser):
    service.answer = 413
    tell(north, north.editor)
    actions.send_waiting_pushes()
    assert states(north) == [("failed", 1)]


def test_a_browser_that_is_gone_is_forgotten(north, service, browser):
    service.answer = 410
    tell(north, north.editor)
    actions.send_waiting_pushes()
    with north.scope():
        assert (Browser.objects.count(), Push.objects.count(), Notice.objects.count()) == (0, 0, 1)


def test_nothing_goes_to_an_address_that_is_no_push_service(north, service, browser, monkeypatch):
    monkeypatch.setattr(push, "SERVICES", ())
    tell(north, north.editor)
    actions.send_waiting_pushes()
    assert (states(north), service.heard) == ([("failed", 1)], [])


def test_what_was_read_or_hidden_meanwhile_is_not_told(north, service, browser):
    notice = tell(north, north.editor)
    with north.scope():
        actions.read(notice)
        actions.add_browser(north.contractor, name="x", **service.given)
    tell(north, north.contractor, on=north.order())
    actions.send_waiting_pushes()
    assert (states(north), service.heard) == ([("stopped", 1), ("stopped", 1)], [])


def test_it_is_told_by_browser_as_chosen_and_after_the_quiet_hours(north, service, browser):
    with north.scope():
        quiet = Times(ZoneInfo("America/Chicago"), time(0), time(23, 59))
        wanted = {"order.team": Channels(False, False, by_push=True), "order.work": Channels(True, True)}
        actions.choose(north.editor, channels=wanted, times=quiet)
    assert tell(north, north.editor, kind="order.team").in_inbox is False
    tell(north, north.editor, kind="order.work")
    with north.scope():
        [waiting] = Push.objects.select_related("notice")
    assert waiting.notice.kind == "order.team"
    assert waiting.next_try_at > timezone.now() or not quiet.is_quiet(timezone.now())


def test_a_browser_is_added_and_removed_on_the_page(north, service):
    client = north.client(north.editor)
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
    assert client.post(f"{PAGE}browsers/", service.given, headers=agent)["Location"] == PAGE
    assert client.post(f"{PAGE}browsers/", service.given, headers=agent)["Location"] == PAGE
    page = client.get(PAGE).text
    assert ("Firefox on Linux" in page, "mention-by_push" in page) == (True, True)
    with north.scope():
        [browser] = Browser.objects.all()
    assert client.post(f"{PAGE}browsers/{browser.pk}/removal/")["Location"] == PAGE
    with north.scope():
        assert Browser.objects.count() == 0
    assert "mention-by_push" not in client.get(PAGE).text


def test_odd_browsers_are_refused(north, service):
    client = north.client(north.editor)
    elsewhere = {"endpoint": "https://evil.test/fcm.googleapis.com/"}
    for odd in ({"endpoint": ""}, {"p256dh": "short"}, {"auth": "<x>"}, elsewhere):
        assert client.post(f"{PAGE}browsers/", service.given | odd).status_code == 422
    with north.scope():
        assert Browser.objects.count() == 0


def test_browsers_of_others_are_not_there(north, south, service, browser):
    for client in (north.client(north.coordinator), north.client(north.agent), south.client(south.editor)):
        assert client.post(f"{PAGE}browsers/{browser.pk}/removal/").status_code == 404
    assert north.client(north.agent).post(f"{PAGE}browsers/", service.given).status_code == 404


def test_the_services_of_the_browsers_there_are_are_known():
    known = (
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-by3p.notify.windows.com/w/?token=abc",
    )
    assert [push.is_of_a_service(each) for each in known] == [True] * 4
    odd = (
        "http://fcm.googleapis.com/",
        "https://fcm.googleapis.com.evil.test/",
        "https://evil.test/.notify.windows.com/",
    )
    assert [push.is_of_a_service(each) for each in odd] == [False] * 3
