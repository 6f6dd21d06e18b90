"""The stand-in on a port: one object to start and stop, used by the command and by tests."""

import threading
import time
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from .api import Api
from .checkout import Checkout
from .control import Control
from .messages import Account, Request, Response
from .page import CardPage
from .store import Store
from .webhooks import BACK_OFF, Herald

_MOST_BYTES = 1_000_000


class CardServer:
    """Serves the API, the card page and the controls; `with CardServer(…) as server: server.url`."""

    def __init__(
        self,
        accounts: Iterable[Account],
        *,
        state: Path,
        host: str = "127.0.0.1",
        port: int = 0,
        public_url: str = "",
        clock: Callable[[], float] = time.time,
        back_off: tuple[float, ...] = BACK_OFF,
    ) -> None:
        self.store = Store(state)
        self.checkout = Checkout(self.store, {a.key: a for a in accounts}, clock=clock)
        self.herald = Herald(self.checkout, back_off=back_off)
        handler = type("Handler", (_Handler,), {"answer": staticmethod(self.answer)})
        self._http = _Server((host, port), handler)
        self.port = self._http.server_address[1]
        self.url = public_url.rstrip("/") or f"http://{host}:{self.port}"
        self._api = Api(self.checkout, url=self.url)
        self._page = CardPage(self.checkout)
        self._control = Control(self._api, self.herald)

    def answer(self, request: Request) -> Response:
        """The answer to one request."""
        if request.path.startswith("/v1/"):
            return self._api.answer(request)
        if request.path.startswith("/_control/"):
            return self._control.answer(request)
        if request.path == "/healthz":
            return Response(200, b"ok", {"Content-Type": "text/plain"})
        return self._page.answer(request)

    def serve(self) -> None:
        """Serve until `stop` is called from another thread."""
        self.herald.start()
        self._http.serve_forever(poll_interval=0.05)

    def stop(self) -> None:
        """Stop serving and sending; the file keeps what is not done."""
        self._http.shutdown()
        self._http.server_close()
        self.herald.stop()
        self.store.close()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve, name="card-page", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Tonomo-Card-Page", ""
    timeout = 30
    answer: ClassVar[Callable[[Request], Response]]

    def _serve(self) -> None:
        told = self.headers.get("Content-Length") or "0"
        length = int(told) if told.isdecimal() else _MOST_BYTES + 1
        if length > _MOST_BYTES:
            self.close_connection = True
            self._send(Response(413, b"Too long.", {"Content-Type": "text/plain"}))
            return
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(length)
        method = "GET" if self.command == "HEAD" else self.command
        self._send(type(self).answer(Request(method, path, query, headers, body)))

    do_GET = do_POST = do_HEAD = _serve

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the product's log is the one to read."""
