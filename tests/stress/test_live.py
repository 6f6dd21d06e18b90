"""People who work on one order at once, over real HTTP and sockets, while what carries them breaks."""

import random
import re
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from activity.models import Activity
from chat.models import Message
from orders.models import LineItem
from tests.stress.people import Page, Person
from tests.stress.test_processes import say

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("sockets", "seconds"), [(6, 6), pytest.param(60, 60, marks=pytest.mark.stress)], ids=["short", "long"]
)
def test_what_is_sent_is_stored_and_shown_once_whatever_breaks(north, own_site, valkey, capsys, sockets, seconds):
    order = north.order()
    members = (north.coordinator, north.editor, north.photographer)
    speakers = [Person(own_site, north, member, order) for member in members]
    pages = [Page(Person(own_site, north, north.admin, order)) for _ in range(sockets)]
    for page in pages:
        page.start()
    sent, ends = [], time.monotonic() + seconds

    def talk(person):
        while time.monotonic() < ends:
            client_id = str(uuid4())
            sent.append(client_id)
            while person.ask("post", "chat/messages/", text=f"say {client_id}", client_id=client_id).status_code != 201:
                time.sleep(0.1)
            if random.random() < 0.2:
                person.ask("post", "chat/messages/", text=f"say {client_id}", client_id=client_id)
            time.sleep(0.05)

    with ThreadPoolExecutor(len(speakers)) as pool:
        talking = [pool.submit(talk, speaker) for speaker in speakers]
        while time.monotonic() < ends - seconds / 4:
            time.sleep(seconds / 6)
            valkey.stop()
            time.sleep(0.3)
            valkey.start()
            time.sleep(seconds / 6)
            own_site.web.stop(signal.SIGKILL)
            own_site.web.start()
        for each in talking:
            each.result(120)
    with north.scope():
        stored = {message.pk: str(message.client_id) for message in Message.objects.filter(order=order)}
    deadline = time.monotonic() + 20
    while any(page.shown != stored.keys() for page in pages) and time.monotonic() < deadline:
        time.sleep(0.2)
    for page in pages:
        page.is_over.set()
    for page in pages:
        page.join()
    pushed, breaks = sum(page.pushed for page in pages), sum(page.breaks for page in pages)
    say(
        capsys,
        f"messages: {len(sent)} sent, {len(stored)} stored, {min(len(page.shown) for page in pages)} shown on each of"
        f" {sockets} pages ({pushed} pushed, the others fetched after {breaks} breaks)",
    )
    assert sorted(stored.values()) == sorted(sent)
    assert [page.shown - stored.keys() for page in pages] == [set()] * sockets
    assert [stored.keys() - page.shown for page in pages] == [set()] * sockets
    assert breaks >= sockets


@pytest.mark.parametrize("seconds", [4, pytest.param(60, marks=pytest.mark.stress)], ids=["short", "long"])
def test_two_who_drag_one_card_never_lose_a_move_nor_see_a_broken_board(north, site, capsys, seconds):
    order = north.order(services=[north.service() for _ in range(4)])
    stages = [north.stage(phase).pk for phase in ("pre_production", "production", "post_production", "complete")]
    with north.scope():
        line = LineItem.objects.filter(order=order).first()
    ends, counts = time.monotonic() + seconds, {"moved": 0, "stale": 0}
    lock = threading.Lock()

    people = [Person(site, north, member, order) for member in (north.coordinator, north.editor)]

    def drag(person):
        version, chance = line.version, random.Random(person.member.pk)
        while time.monotonic() < ends:
            values = {"stage": chance.choice(stages), "position": chance.randrange(4), "version": version}
            answer = person.ask("post", f"lines/{line.pk}/stage/", **values)
            assert answer.status_code in (200, 409), answer.text[:500]
            with lock:
                counts["moved" if answer.status_code == 200 else "stale"] += 1
            version = re.search(rf'id="line-{line.pk}"[^>]*data-version="(\d+)"', answer.text)[1]

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(drag, person) for person in people]:
            each.result(seconds + 60)
    with north.scope():
        rows = list(LineItem.objects.filter(order=order).values_list("stage_id", "position"))
        recorded = Activity.objects.filter(verb="line.moved", order_id=order.pk).count()
        version = LineItem.objects.get(pk=line.pk).version
    say(
        capsys,
        f"dragging: {counts['moved']} moves and {counts['stale']} stale ones in {seconds} s, {recorded} recorded",
    )
    assert len(set(rows)) == len(rows) == 4
    assert (version - line.version, recorded <= counts["moved"]) == (recorded, True)
    assert counts["moved"] > seconds
    assert counts["stale"] > 0
