"""Many sockets in one process that count what they hear, for our server and the raw one alike."""

import asyncio
import base64
import os
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

TEXT, PING = 1, 9
AT_A_TIME = 50
"""Sockets that are being opened at once."""


@dataclass
class Room:
    """Sockets that hear the same; `times` are the moments of all that came since `expect`."""

    topic: str
    ears: list["Ear"] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    due: int = 0
    all_here: asyncio.Event = field(default_factory=asyncio.Event)

    def expect(self, frames: int) -> None:
        """From now on each of the sockets should hear so many."""
        self.times, self.due = [], frames * len(self.ears)
        self.all_here.clear()

    def hear(self) -> None:
        self.times.append(time.perf_counter())
        if len(self.times) == self.due:
            self.all_here.set()


class Ear(asyncio.Protocol):
    """A socket that reads only what is needed to count frames, so that the server is what is measured."""

    def __init__(self, room: Room, request: bytes, *, is_greeted: bool) -> None:
        self.room, self.request, self.is_greeted = room, request, is_greeted
        self.data = b""
        self.is_open = False
        self.heard = 0
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self.request)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.ready.done():
            self.ready.set_exception(error or ConnectionError("the server hung up"))

    def data_received(self, data: bytes) -> None:
        self.data += data
        if not self.is_open and b"\r\n\r\n" in self.data:
            head, _, self.data = self.data.partition(b"\r\n\r\n")
            self.is_open = True
            if b" 101 " not in head[:20]:
                self.ready.set_exception(ConnectionError(head.decode()))
            elif not self.is_greeted:
                self.ready.set_result(None)
        while self.is_open and (size := _size(self.data)) <= len(self.data):
            self._take(self.data[:size])
            self.data = self.data[size:]

    def say(self, text: bytes) -> None:
        """Send a frame, masked as browsers have to."""
        size = len(text)
        length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack(">H", size)
        self.transport.write(b"\x81" + length + bytes(4) + text)

    def _take(self, frame: bytes) -> None:
        kind = frame[0] & 15
        if kind == PING:
            self.transport.write(b"\x8a" + bytes([0x80 | frame[1]]) + bytes(4) + frame[2:])
        elif kind == TEXT and not self.ready.done():
            self.ready.set_result(None)
        elif kind == TEXT:
            self.heard += 1
            self.room.hear()


def _size(data: bytes) -> int:
    """Bytes of the frame that begins here; more than there are while nobody can tell."""
    if len(data) < 2 or (data[1] >= 126 and len(data) < 4):
        return len(data) + 1
    return data[1] + 2 if data[1] < 126 else int(struct.unpack(">H", data[2:4])[0]) + 4


async def listen(rooms: Sequence[tuple[Room, str]], port: int, headers: Sequence[str], *, is_greeted: bool) -> float:
    """Open one more socket in a room for each given pair of room and path; seconds until all listen."""
    loop, gate, began = asyncio.get_running_loop(), asyncio.Semaphore(AT_A_TIME), time.perf_counter()

    async def one(room: Room, path: str) -> None:
        async with gate:
            key = base64.b64encode(os.urandom(16)).decode()
            words = [f"GET {path} HTTP/1.1", *headers, "Upgrade: websocket", "Connection: Upgrade"]
            words += ["Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", "", ""]
            request = "\r\n".join(words).encode()
            _transport, ear = await loop.create_connection(
                lambda: Ear(room, request, is_greeted=is_greeted), "127.0.0.1", port
            )
            await ear.ready
            room.ears.append(ear)

    await asyncio.gather(*(one(*each) for each in rooms))
    return time.perf_counter() - began
