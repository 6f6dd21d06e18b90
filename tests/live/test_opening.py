"""Between the drawing of a page and the moment its socket listens nothing is missed."""

import asyncio
import re
from uuid import uuid4

from asgiref.sync import sync_to_async

from chat import actions
from core.ledger import record
from core.live import recent
from core.live.hub import Hub
from tests.live.conftest import JOINED

LATE = JOINED | {"missed": True}


def token_of(world, person, path):
    """The token a page carries, as the server gave it."""
    return re.search(r"/live/\?t=([^\"]+)", world.client(person).get(path).text)[1]


def say(world, order, body):
    with world.scope():
        return actions.say(order, body=body, client_id=uuid4(), by=world.coordinator.as_actor)


def test_what_is_said_while_a_page_is_being_opened_is_heard_once_it_listens(north, live):
    order = north.draft()
    say(north, order, "before the page")
    token = token_of(north, north.editor, f"/orders/{order.number}/")
    say(north, order, "one")
    say(north, order, "two")
    with north.scope():
        line = record("order.restored", on=order, by=north.admin.as_actor)
    with live.open(north, north.editor, token=token) as edda:
        assert edda.next() == JOINED
        heard = [edda.next() for _ in range(3)]
        assert [re.search(r"<p>(.*?)</p>", frame)[1] for frame in heard[:2]] == ["one", "two"]
        assert heard[2] == edda.next() | {"changed": [f"order:{order.pk}"]}
        assert heard[2]["activity"] == line.pk


def test_a_page_is_not_told_again_what_it_shows(north, live):
    order = north.draft()
    say(north, order, "shown")
    with live.open(north, north.editor, token=token_of(north, north.editor, f"/orders/{order.number}/")) as edda:
        assert edda.next() == JOINED
        assert edda.hears_nothing()


def test_who_types_is_of_the_moment_and_not_told_later(north, live):
    order = north.draft()
    token = token_of(north, north.editor, f"/orders/{order.number}/")
    actions_typing = f"/orders/{order.number}/chat/typing/"
    assert north.client(north.coordinator).post(actions_typing).status_code == 204
    with live.open(north, north.editor, token=token) as edda:
        assert edda.next() == JOINED
        assert edda.hears_nothing()


def test_a_page_that_slept_longer_than_anything_is_kept_fetches_what_it_shows(north, live, monkeypatch):
    order = north.draft()
    token = token_of(north, north.editor, f"/orders/{order.number}/")
    monkeypatch.setattr(recent, "SECONDS", 0)
    with live.open(north, north.editor, token=token) as edda:
        assert edda.next() == LATE


def test_more_than_is_kept_is_fetched(north, live, monkeypatch):
    monkeypatch.setattr(recent, "MOST", 3)
    order = north.draft()
    token = token_of(north, north.editor, f"/orders/{order.number}/")
    for body in ("one", "two", "three", "four"):
        say(north, order, body)
    with live.open(north, north.editor, token=token) as edda:
        assert edda.next() == LATE
        assert edda.hears_nothing()


def test_a_stranger_with_the_token_of_another_company_hears_nothing_of_what_was_said(north, south, live):
    order = north.draft()
    token = token_of(north, north.editor, f"/orders/{order.number}/")
    say(north, order, "ours alone")
    with live.open(south, south.editor, token=token) as stranger:
        assert stranger.closed() == 4403


def test_nothing_is_heard_before_the_word_that_all_is_heard(north, live, monkeypatch):
    """A page asks then for what is behind its last message, which must not be one that was said after."""
    order = north.draft()
    missed = Hub.missed

    async def late(*asked):
        await sync_to_async(say)(north, order, "meanwhile")
        await asyncio.sleep(0.2)
        return await missed(*asked)

    monkeypatch.setattr(Hub, "missed", late)
    with live.open(north, north.editor, f"chat:{order.pk}") as edda:
        assert edda.next() == JOINED
        assert "meanwhile" in edda.next()
        assert edda.hears_nothing()
