"""People in front of the pages of an order, over real HTTP and sockets."""

import json
import re
import socket
import threading
import time
from contextlib import suppress

import requests
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from core.live import Grant, seal

SHOWN = re.compile(r'<li class="message[^"]*" id="m(\d+)"')


class Person:
    """Somebody in front of the pages of one order."""

    def __init__(self, site, world, member, order):
        self.site, self.world, self.member, self.order = site, world, member, order
        self.host = f"{world.host}:{site.port}"
        self.session = world.client(member).cookies["sessionid"].value
        self.lines = requests.Session()
        self.lines.headers.update({"Host": self.host, "HX-Request": "true", "X-CSRFToken": "c" * 32})
        self.cookies = {"sessionid": self.session, "csrftoken": "c" * 32}

    def ask(self, method, path, **fields):
        """The answer, however often the server has to be asked for it."""
        given = {"params" if method == "get" else "data": fields}
        while True:
            with suppress(requests.RequestException):
                url = f"http://127.0.0.1:{self.site.port}/orders/{self.order.number}/{path}"
                answer = self.lines.request(method, url, cookies=self.cookies, timeout=10, **given)
                if answer.status_code < 500:
                    return answer
            time.sleep(0.1)

    def socket(self, asked_at=None):
        user, topic = self.member.user_id, f"chat:{self.order.pk}"
        token = seal(Grant(self.world.company.pk, user, "member", (topic,), asked_at or time.time()))
        line = socket.create_connection(("127.0.0.1", self.site.port), timeout=5)
        headers = {"Cookie": f"sessionid={self.session}"}
        words = {"sock": line, "origin": f"http://{self.host}", "additional_headers": headers, "proxy": None}
        return connect(f"ws://{self.host}/live/?t={token}", **words)


class Page(threading.Thread):
    """Shows messages as live.js does: what is pushed, and after each break what was missed. `pushed` are the former."""

    def __init__(self, person):
        super().__init__()
        self.person, self.shown, self.pushed, self.breaks = person, set(), 0, -1
        self.is_over = threading.Event()

    def run(self):
        while not self.is_over.is_set():
            with suppress(OSError, WebSocketException), self.person.socket() as ear:
                self.listen(ear)
            time.sleep(0.1)

    def listen(self, ear):
        while not self.is_over.is_set():
            try:
                frame = ear.recv(timeout=0.3)
            except TimeoutError:
                continue
            if not frame.startswith("{"):
                self.pushed += 1
                self.shown |= self.take(frame)
            elif json.loads(frame).get("event") in {"live:joined", "live:again"}:
                self.joined(json.loads(frame))

    def joined(self, _frame):
        self.breaks += 1
        self.catch_up()

    def take(self, html):
        """The messages in it."""
        return ids_in(html)

    def catch_up(self):
        while True:
            answer = self.person.ask("get", "chat/newer/", after=max(self.shown, default=0), activity=10**9)
            if not (missed := self.take(answer.text) - self.shown):
                return
            self.shown |= missed


def ids_in(html):
    return {int(found) for found in SHOWN.findall(html)}
