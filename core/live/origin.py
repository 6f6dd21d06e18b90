"""A socket may only be opened by a page of the same host."""

from typing import Any
from urllib.parse import urlsplit


class SameHost:
    """ASGI middleware: closes a socket whose Origin is another host, before it is accepted."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        origin = urlsplit(headers.get(b"origin", b"").decode("latin-1"))
        if origin.netloc and origin.netloc == headers.get(b"host", b"").decode("latin-1"):
            await self.app(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.close", "code": 4403})
