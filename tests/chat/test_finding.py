import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from chat import actions
from chat.models import Message
from orders import actions as order_actions

HTMX = {"HX-Request": "true"}


def say(world, order, body, *, by=None, **more):
    with world.scope():
        return actions.say(order, body=body, client_id=uuid4(), by=(by or world.coordinator).as_actor, **more)


@pytest.fixture
def order(north):
    order = north.draft()
    with north.scope():
        reel = order_actions.add_task(order, text="Reel", stage=north.stage("production"), by=north.admin.as_actor)
    say(north, order, "The gate code is 4471")
    say(north, order, "Cut the gate out", line=reel, by=north.editor)
    gone = say(north, order, "gate, gate")
    with north.scope():
        actions.delete(gone, by=north.coordinator.as_actor)
        Message.objects.filter(body__startswith="The gate").update(created_at=datetime(2026, 3, 1, 5, 30, tzinfo=UTC))
    return order


def found(world, person, order, **query):
    answer = world.client(person).get(f"/orders/{order.number}/chat/search/", {"q": "", **query}, headers=HTMX)
    assert answer.status_code == 200
    return re.findall(r'<span dir="auto">(.*?)</span>', answer.text)


def test_all_threads_are_searched_by_words(north, order):
    assert found(north, north.admin, order, q="gate") == ["Cut the gate out", "The gate code is 4471"]
    assert found(north, north.admin, order, q="CODE gate") == ["The gate code is 4471"]
    assert found(north, north.admin, order, q="100%") == found(north, north.admin, order) == []


def test_by_who_said_it_by_day_and_by_file(north, order):
    assert found(north, north.admin, order, author=north.editor.pk) == ["Cut the gate out"]
    assert found(north, north.admin, order, before="2026-03-01") == ["The gate code is 4471"]
    assert found(north, north.admin, order, before="2026-02-28") == []
    assert found(north, north.admin, order, file=1) == []


def test_the_form_offers_who_has_spoken(north, order):
    assert north.photographer
    text = north.client(north.admin).get(f"/orders/{order.number}/chat/search/", headers=HTMX).text
    assert re.findall(r"<option[^>]*>(.*?)</option>", text) == ["Anybody", "Cora Coordinator", "Edda Editor"]


def test_odd_searches_say_so_and_strangers_find_nothing(north, south, order):
    path = f"/orders/{order.number}/chat/search/"
    client = north.client(north.admin)
    for odd in ({"before": "x"}, {"author": south.admin.pk}):
        assert client.get(path, {"q": "gate", **odd}, headers=HTMX).status_code == 422
    for world, person in ((north, north.contractor), (south, south.admin)):
        assert world.client(person).get(path, {"q": "gate"}).status_code == 404
