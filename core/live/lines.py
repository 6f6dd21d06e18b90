"""The server's side of a socket, which sends what is the same for many without encoding it for each."""

from functools import lru_cache
from typing import override

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

WRITE = "tonomo.write"
"""The extension of the ASGI scope under which a consumer finds `write`; other servers do not offer it."""


@lru_cache(maxsize=16)
def framed(text: str) -> bytes:
    """A text as a frame of the protocol, from server to browser, uncompressed."""
    data = text.encode()
    size = len(data)
    if size < 126:
        return bytes((0x81, size)) + data
    if size < 1 << 16:
        return b"\x81\x7e" + size.to_bytes(2) + data
    return b"\x81\x7f" + size.to_bytes(8) + data


class Line(WebSocketsSansIOProtocol):
    """A socket of uvicorn that also takes finished frames: `uvicorn --ws core.live.lines:Line`."""

    @override
    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["extensions"] = {**(self.scope["extensions"] or {}), WRITE: self.write}  # type: ignore[dict-item]

    def write(self, frame: bytes) -> bool:
        """Send a finished frame at once; False if the line cannot take it now, which is then for ASGI's `send`."""
        is_open = self.handshake_complete and not (self.disconnected or self.close_sent or self.transport.is_closing())
        if not is_open or self.conn.extensions or not self.writable.is_set():
            return False
        self.transport.write(frame)
        return True
