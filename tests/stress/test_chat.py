"""Many people who talk in many rooms while sockets, Valkey and the web process break at random: `bin/stress chat`."""

import random
import re
import signal
import socket
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import uuid4

import pytest
from websockets.exceptions import WebSocketException

from chat.models import Message
from tests.stress.people import Page, Person
from tests.stress.test_processes import say

ENTRY = re.compile(r'<li class="message[^"]*" id="m(\d+)".*?say ([0-9a-f-]{36})', re.DOTALL)
pytestmark = pytest.mark.django_db(transaction=True)


class Reader(Page):
    """A page as a browser has it: drawn, then listening; after each break, and when told so, it fetches what it missed.

    `texts` are what its entries say: one said twice stands there twice.
    """

    def __init__(self, person):
        super().__init__(person)
        self.texts, self.breaks, self.reloads, self.line = {}, 0, 0, None
        self.begin_anew()

    def begin_anew(self):
        self.shown, self.asked_at, self.is_fresh, self.is_drawn = set(), time.time(), True, False

    def run(self):
        while not self.is_over.is_set():
            if not self.is_drawn:
                self.asked_at = time.time()
                self.catch_up()
                self.is_drawn = True
                time.sleep(random.random() * 0.5)
            with suppress(OSError, WebSocketException), self.person.socket(self.asked_at) as self.line:
                self.listen(self.line)
            if random.random() < 0.3 and not self.is_over.is_set():
                self.reloads += 1
                self.begin_anew()
            time.sleep(random.random() * 0.3)

    def joined(self, frame):
        """As live.js: the first time what was said since the drawing follows by itself."""
        self.breaks += 1
        if frame.get("missed") or frame["event"] == "live:again" or not self.is_fresh:
            self.catch_up()
        self.is_fresh = False

    def take(self, html):
        self.texts |= {int(id): text for id, text in ENTRY.findall(html)}
        return super().take(html)

    def cut(self):
        """The line is gone, without a word to anybody."""
        with suppress(OSError, AttributeError):
            self.line.socket.shutdown(socket.SHUT_RDWR)


class Trouble:
    """Breaks something every now and then, and makes it whole. A Valkey ends with the thread that started it."""

    def __init__(self, site, valkey, readers):
        self.site, self.valkey, self.readers = site, valkey, readers
        self.done = Counter()

    def make(self, *, until):
        ways = [self.cut_lines, self.stop_valkey, self.kill_web, self.restart_web]
        turns = random.sample(ways, len(ways))
        while time.monotonic() < until:
            way = turns.pop() if turns else random.choice(ways)
            way()
            self.done[way.__name__] += 1
            time.sleep(random.uniform(1, 4))

    def cut_lines(self):
        for reader in random.sample(self.readers, len(self.readers) // 2):
            reader.cut()

    def stop_valkey(self):
        self.valkey.stop()
        time.sleep(random.uniform(0.1, 1.5))
        self.valkey.start()

    def kill_web(self):
        self.stop_web(signal.SIGKILL)

    def restart_web(self):
        self.stop_web(signal.SIGTERM)

    def stop_web(self, sign):
        self.site.web.stop(sign)
        self.site.web.start()
        self.site.wait_until_up()


@pytest.mark.parametrize(
    ("rooms", "seats", "seconds"),
    [(2, 2, 8), pytest.param(12, 4, 90, marks=pytest.mark.stress)],
    ids=["short", "long"],
)
def test_what_is_said_in_many_rooms_is_seen_once_by_every_reader(
    north, own_site, valkey, capsys, rooms, seats, seconds
):
    orders = [north.order() for _ in range(rooms)]
    members = (north.coordinator, north.editor, north.photographer, north.admin)
    readers = [Reader(Person(own_site, north, members[seat % 4], order)) for order in orders for seat in range(seats)]
    speakers = [[Person(own_site, north, member, order) for order in orders] for member in members]
    ends, counts, lock = time.monotonic() + seconds, Counter(), threading.Lock()
    trouble = Trouble(own_site, valkey, readers)
    said = {order.pk: [] for order in orders}

    def talk(places):
        while time.monotonic() < ends:
            person, client_id = random.choice(places), str(uuid4())
            words = {"text": f"say {client_id}", "client_id": client_id}
            while person.ask("post", "chat/messages/", **words).status_code != 201:
                time.sleep(0.1)
            again = random.random() < 0.2 and person.ask("post", "chat/messages/", **words).status_code
            with lock:
                said[person.order.pk].append(client_id)
                counts.update(said=1, said_again=bool(again))
            time.sleep(random.random() * 0.1)

    for reader in readers:
        reader.start()
    with ThreadPoolExecutor(len(speakers)) as pool:
        talks = [pool.submit(talk, places) for places in speakers]
        trouble.make(until=ends - seconds / 4)
        for each in talks:
            each.result(seconds + 120)
    with north.scope():
        rows = list(Message.objects.filter(order__in=orders).values_list("order_id", "pk", "client_id"))
    stored = {order.pk: {pk: str(client_id) for room, pk, client_id in rows if room == order.pk} for order in orders}
    until = time.monotonic() + 30
    while any(not reader.shown >= stored[reader.person.order.pk].keys() for reader in readers):
        if time.monotonic() > until:
            break
        time.sleep(0.2)
    for reader in readers:
        reader.is_over.set()
    for reader in readers:
        reader.join()
    lost = twice = seen = 0
    for reader in readers:
        there = Counter(reader.texts[id] for id in reader.shown)
        seen += len(there)
        lost += len(set(said[reader.person.order.pk]) - there.keys())
        twice += sum(times - 1 for times in there.values())
    due = sum(len(said[reader.person.order.pk]) for reader in readers)
    taken_twice = len(rows) - len({client_id for _room, _pk, client_id in rows})
    say(
        capsys,
        f"{rooms} rooms, {len(readers)} readers, {seconds} s: {counts['said']} messages said ({counts['said_again']} of them"
        f" twice), {len(rows)} taken by the server ({taken_twice} doubled); {seen} of {due} seen, {lost} lost, {twice} doubled;"
        f" {sum(reader.pushed for reader in readers)} frames by socket, {sum(reader.breaks for reader in readers)} joinings,"
        f" {sum(reader.reloads for reader in readers)} reloads; trouble: {dict(trouble.done)}",
    )
    assert {room: sorted(texts.values()) for room, texts in stored.items()} == {
        room: sorted(texts) for room, texts in said.items()
    }
    assert (lost, twice, taken_twice, seen) == (0, 0, 0, due)
