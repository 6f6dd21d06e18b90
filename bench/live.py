"""Until a second person's page has it: a message, and a card that was moved; beside a raw socket and bare requests."""

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from uuid import uuid4

from websockets.sync.client import ClientConnection, connect

from bench.browser import Visitor
from bench.cast import HOST, Cast
from bench.figures import Figure, compare
from bench.ground import LIMITS, LIVE_PORT, RAW_PORT, ROOT, Ground, production
from bench.limits.servers import server
from bench.meter import Side
from bench.pages import bare_of
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
    app_pid: int
    bare_pid: int
    session: str
    rounds: int

    def all(self) -> Iterator[Figure]:
        """A move and a message, each until the second page has it."""
        with self._sockets() as (live_pid, raw_pid), ExitStack() as stack:
            speaker, hearer = stack.enter_context(self._raw()), stack.enter_context(self._raw())
            yield self._move(live_pid, raw_pid, speaker, hearer)
            yield self._message(speaker, hearer)

    def _move(self, live_pid: int, raw_pid: int, speaker: ClientConnection, hearer: ClientConnection) -> Figure:
        """From the drop to the second page's new stages: the request, the socket's word, and the fragment it asks for."""
        fragment = f"/orders/{self.cast.showcase}/parts/stages/"
        drawn = self.app.get(fragment)
        bare = bare_of(len(drawn), self.ground, self.bare)
        with self._ear("order-stages") as ear:

            def ours() -> None:
                self.app.post(*self.cast.next_move())
                ear.recv(timeout=10)
                self.app.get(fragment)

            def limit() -> None:
                speaker.send("order-stages")
                speaker.recv(timeout=10)
                hearer.recv(timeout=10)
                self.bare.get("/authlist")

            database = self.ground.database_pid
            sides = (
                Side(ours, 20, [self.app_pid, live_pid, database]),
                Side(limit, 40, [self.bare_pid, raw_pid, database]),
            )
            gave = f"fragment of {len(drawn)} / {len(bare)} bytes; CPU of pages, sockets and database"
            return compare("… until a second page shows it", *sides, most=2, gave=gave, rounds=self.rounds)

    def _message(self, speaker: ClientConnection, hearer: ClientConnection) -> Figure:
        """Until the sender has the answer and the second socket the message: by the clock on the wall, not by CPU."""
        path = f"/orders/{self.cast.showcase}/chat/messages/"
        with self._ear("chat") as ear:

            def ours() -> None:
                text = f"Keys are with the doorman {uuid4().hex}"
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

    @contextmanager
    def _sockets(self) -> Iterator[tuple[int, int]]:
        """Our sockets as production serves them, and the raw ones; their process ids."""
        logs = self.ground.data / "logs"
        variables = production(self.ground) | {"PORT": str(LIVE_PORT)}
        raw = [sys.executable, "rawserver.py", str(RAW_PORT)]
        with (
            server(["deploy/live"], LIVE_PORT, ROOT, variables, logs / "bench-live.log", 60) as ours,
            server(raw, RAW_PORT, LIMITS / "ws", self.ground.limits, logs / "bench-raw.log", 60) as bare,
        ):
            yield ours.pid, bare.pid

    def _ear(self, kind: str) -> ClientConnection:
        """The socket of somebody whose page listens to this topic of the showcase order."""
        with company_scope(self.cast.company_id):
            order = Order.objects.get(number=self.cast.showcase)
        token = seal(Grant(self.cast.company_id, self.cast.member.user_id, "member", (f"{kind}:{order.pk}",)))
        line = socket.create_connection(("127.0.0.1", LIVE_PORT), timeout=10)
        headers = {"Cookie": f"sessionid={self.session}", "X-Forwarded-Proto": "https"}
        address, origin = f"ws://{HOST}/live/?t={token}", f"https://{HOST}"
        client = connect(address, sock=line, origin=origin, additional_headers=headers, proxy=None)
        client.recv(timeout=10)
        return client

    def _raw(self) -> ClientConnection:
        return connect(f"ws://127.0.0.1:{RAW_PORT}/room", proxy=None)
