"""The line between processes breaks; nobody misses anything for it."""

import re
import time
from uuid import uuid4

import pytest
import redis

from chat import actions
from chat.models import Message
from tests.live.conftest import JOINED
from tonomo.embedded import place
from tonomo.embedded.valkey import THROWAWAY, Valkey

AGAIN = {"event": "live:again"}


@pytest.fixture
def valkey(tmp_path):
    server = Valkey(place.find(tmp_path), THROWAWAY)
    server.start()
    yield server
    server.stop()


def url(server):
    return f"unix://{server.socket}?db=0"


def say(world, order, body):
    by = world.coordinator.as_actor
    with world.scope():
        return actions.say(order, body=body, client_id=uuid4(), by=by)


def missed(world, person, order, after):
    path = f"/orders/{order.number}/chat/newer/"
    answer = world.client(person).get(path, {"after": after.pk, "activity": 10**9}, headers={"HX-Request": "true"})
    return re.findall(r'class="said"[^>]*><p>(.*?)</p>', answer.text)


def test_valkey_restarted_loses_no_message(north, valkey, on_valkey):
    order = north.draft()
    with on_valkey(url(valkey)) as live, live.open(north, north.editor, f"chat:{order.pk}") as edda:
        assert edda.next()["event"] == JOINED["event"]
        heard = say(north, order, "one")
        assert "one" in edda.next()
        valkey.stop()
        began = time.monotonic()
        say(north, order, "two")
        assert time.monotonic() - began < 3
        valkey.start()
        assert edda.next(timeout=10) == AGAIN
        assert missed(north, north.editor, order, heard) == ["two"]
        say(north, order, "three")
        assert "three" in edda.next()
    with north.scope():
        assert Message.objects.count() == 3


def test_a_line_that_broke_for_a_moment_is_told_too(north, valkey, on_valkey):
    order = north.draft()
    with on_valkey(url(valkey)) as live, live.open(north, north.editor, f"chat:{order.pk}") as edda:
        assert edda.next()["event"] == JOINED["event"]
        for round_ in range(3):
            with redis.Redis.from_url(url(valkey)) as admin:
                admin.execute_command("CLIENT", "KILL", "TYPE", "pubsub")
            assert edda.next(timeout=10) == AGAIN
            say(north, order, f"round {round_}")
            assert f"round {round_}" in edda.next()


def test_a_page_opened_while_valkey_is_away_hears_as_soon_as_it_is_back(north, valkey, on_valkey):
    order = north.draft()
    with on_valkey(url(valkey)) as live, live.open(north, north.admin, f"member:{north.admin.pk}") as somebody:
        assert somebody.next()["event"] == JOINED["event"]
        valkey.stop()
        with live.open(north, north.editor, f"chat:{order.pk}") as edda:
            assert edda.next() == JOINED | {"missed": True}
            valkey.start()
            assert edda.next(timeout=10) == AGAIN
            say(north, order, "back")
            assert "back" in edda.next()


def test_a_page_that_was_being_opened_while_valkey_was_away_fetches_what_it_shows(north, valkey, on_valkey):
    order = north.draft()
    with on_valkey(url(valkey)) as live, live.open(north, north.editor, f"chat:{order.pk}") as edda:
        assert edda.next()["event"] == JOINED["event"]
        token = live.token(north, north.editor, f"chat:{order.pk}")
        say(north, order, "forgotten")
        valkey.stop()
        valkey.start()
        assert "forgotten" in edda.next()
        assert edda.next(timeout=10) == AGAIN
        with live.open(north, north.editor, token=token) as later:
            assert later.next() == JOINED | {"missed": True}
        with live.open(north, north.editor, f"chat:{order.pk}") as anew:
            assert anew.next() == JOINED
