"""From a message to a second person's socket, beside a bare request and a raw socket."""

import socket
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import uuid4

from websockets.sync.client import ClientConnection, connect

from bench.browser import Visitor
from bench.cast import HOST, Cast
from bench.figures import Figure, compare
from bench.ground import LIMITS, LIVE_PORT, RAW_PORT, ROOT, Ground, production
from bench.limits.servers import server
from bench.meter import Side
from companies.scope import company_scope
from core.live import Grant, seal
from orders.models import Order


@dataclass
class Live:
    """The two programs that serve pages, and the two that serve sockets."""

    ground: Ground
    cast: Cast
    app: Visitor
    bare: Visitor
    session: str
    rounds: int

    def message(self) -> Figure:
        """Until the sender has the answer and the second socket the message: by the clock on the wall, not by CPU."""
        logs = self.ground.data / "logs"
        variables = production(self.ground) | {"PORT": str(LIVE_PORT)}
        raw = [sys.executable, "rawserver.py", str(RAW_PORT)]
        with ExitStack() as stack:
            enter = stack.enter_context
            enter(server(["deploy/live"], LIVE_PORT, ROOT, variables, logs / "bench-live.log", 60))
            enter(server(raw, RAW_PORT, LIMITS / "ws", self.ground.limits, logs / "bench-raw.log", 60))
            ear = enter(self._ear())
            speaker, hearer = enter(self._raw()), enter(self._raw())

            def ours() -> None:
                text = f"Keys are with the doorman {uuid4().hex}"
                path = f"/orders/{self.cast.showcase}/chat/messages/"
                self.app.post(path, {"text": text, "client_id": str(uuid4())})
                while text not in str(ear.recv(timeout=10)):
                    pass

            def limit() -> None:
                self.bare.get("/hello")
                speaker.send("Keys are with the doorman")
                speaker.recv(timeout=10)
                hearer.recv(timeout=10)

            sides = Side(ours, 10, []), Side(limit, 40, [])
            gave = "both got each message; by the clock on the wall"
            return compare("message to a second socket", *sides, most=3, gave=gave, rounds=self.rounds, by_wall=True)

    def _ear(self) -> ClientConnection:
        """The socket of somebody who has the showcase order's room open."""
        with company_scope(self.cast.company_id):
            order = Order.objects.get(number=self.cast.showcase)
        token = seal(Grant(self.cast.company_id, self.cast.member.user_id, "member", (f"chat:{order.pk}",)))
        line = socket.create_connection(("127.0.0.1", LIVE_PORT), timeout=10)
        headers = {"Cookie": f"sessionid={self.session}", "X-Forwarded-Proto": "https"}
        address, origin = f"ws://{HOST}/live/?t={token}", f"https://{HOST}"
        client = connect(address, sock=line, origin=origin, additional_headers=headers, proxy=None)
        client.recv(timeout=10)
        return client

    def _raw(self) -> ClientConnection:
        return connect(f"ws://127.0.0.1:{RAW_PORT}/room", proxy=None)
