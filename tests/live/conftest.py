"""Real sockets: the application served by uvicorn in a thread of this process, and clients that speak WebSocket."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
import uvicorn
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from core.live import Grant, publishing, seal
from core.live.hub import hub
from core.live.lines import Line
from tonomo.asgi import application

JOINED = {"event": "live:joined"}


class Served:
    """The application on a port of its own, with one event loop and so one hub."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        config = uvicorn.Config(application, ws=Line, ws_per_message_deflate=False, lifespan="off", log_level="error")
        self.server = uvicorn.Server(config)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Served":
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.should_exit = True
        self.thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_until_complete(self.server.serve([self.listener]))
            self.loop.run_until_complete(self._clean_up())
        finally:
            self.loop.close()

    async def _clean_up(self) -> None:
        await sync_to_async(connections.close_all)()
        reader = hub().reader
        if reader is not None:
            reader.cancel()
            with suppress(asyncio.CancelledError):
                await reader
        await hub().pubsub.aclose()
        await hub().client.aclose()

    # clients --------------------------------------------------------------------------------------------------------
    def token(self, world, person, *topics, holder=None) -> str:
        """What the page of this person would carry."""
        holder = holder or ("member" if hasattr(person, "role") else "customer")
        return seal(Grant(world.company.pk, person.user_id, holder, topics))

    @contextmanager
    def open(self, world, person=None, *topics, token="", host="", origin="", **options) -> Iterator["Ear"]:
        """A socket as the browser of this person opens it."""
        host = f"{host or world.host}:{self.port}"
        headers = {}
        if person is not None:
            token = token or self.token(world, person, *topics)
            headers["Cookie"] = f"sessionid={world.client(person).cookies['sessionid'].value}"
        line = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        asked = {"sock": line, "origin": origin or f"http://{host}", "additional_headers": headers, "proxy": None}
        with connect(f"ws://{host}/live/?t={token}", **asked, **options) as client:
            yield Ear(client)

    @contextmanager
    def open_and_sleep(self, world, person, *topics) -> Iterator[socket.socket]:
        """The bare line of a browser that has opened its socket and then reads no more."""
        host = f"{world.host}:{self.port}"
        words = [
            f"GET /live/?t={self.token(world, person, *topics)} HTTP/1.1",
            f"Host: {host}",
            f"Origin: http://{host}",
            f"Cookie: sessionid={world.client(person).cookies['sessionid'].value}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ]
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall("\r\n".join([*words, "", ""]).encode())
            assert line.recv(4096).startswith(b"HTTP/1.1 101")
            yield line


class Ear:
    """What one page hears."""

    def __init__(self, client: ClientConnection) -> None:
        self.client = client

    def next(self, timeout: float = 5) -> object:
        """The next frame: JSON is read, HTML is itself."""
        frame = self.client.recv(timeout=timeout)
        return json.loads(frame) if frame.startswith("{") else frame

    def hears_nothing(self, timeout: float = 0.4) -> bool:
        try:
            print("heard all the same:", self.client.recv(timeout=timeout))
        except TimeoutError:
            return True
        return False

    def closed(self, timeout: float = 5) -> int:
        """The code with which the server closes the socket."""
        try:
            while True:
                self.client.recv(timeout=timeout)
        except ConnectionClosed as closed:
            return closed.rcvd.code


@pytest.fixture(scope="session")
def _served(django_db_setup: None) -> Iterator[Served]:
    with Served() as served:
        yield served


@pytest.fixture
def live(_served: Served, transactional_db: None) -> Served:
    return _served


@pytest.fixture
def on_valkey(monkeypatch, transactional_db):
    """Serve on another Valkey for the time of a block."""

    @contextmanager
    def serve(url: str) -> Iterator[Served]:
        monkeypatch.setattr(settings, "VALKEY_URL", url)
        forget()
        try:
            with Served() as served:
                yield served
        finally:
            monkeypatch.undo()
            forget()

    def forget() -> None:
        if publishing.connection.cache_info().currsize:
            publishing.connection().connection_pool.disconnect()
        publishing.connection.cache_clear()
        publishing.prefix.cache_clear()

    return serve
