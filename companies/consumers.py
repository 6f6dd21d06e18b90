"""The one socket of a page."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, override
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.core.signing import BadSignature

from companies.hosts import company_id_of_host
from companies.scope import company_scope
from companies.viewers import viewer_of
from core.live import Grant, joinable, open_grant
from core.live.hub import AGAIN, hub
from core.live.lines import WRITE, framed

type Write = Callable[[bytes], bool]

REFUSED = 4403
MOST_WAITING = 200
TOO_SLOW = 1013
JOINED = '{"event": "live:joined"}'
"""From here on nothing is missed: what was said since the page was asked for follows, and what is said now."""
JOINED_LATE = '{"event": "live:joined", "missed": true}'
"""As above, but of what was said before nobody knows any more: the page has to fetch what it shows."""


@database_sync_to_async
def allowed_topics(grant: Grant) -> tuple[str, ...]:
    """Those topics of the grant that its holder may listen to right now."""
    with company_scope(grant.company_id):
        viewer = viewer_of(grant)
        if viewer is None:
            return ()
        return joinable(grant.topics, viewer)


async def _until_gone(work: Coroutine[Any, Any, None]) -> None:
    """A browser that went away in the middle of a sentence is no error."""
    with suppress(OSError):
        await work


class Live(AsyncWebsocketConsumer):
    """Opens with a signed list of topics, checks each, and forwards what is said there."""

    channel_layer_alias = "none"

    company_id: int
    user_id: int | None

    @override
    async def connect(self) -> None:
        self.joined: list[str] = []
        self.is_let_go = False
        self.doubts = 1
        self.held: deque[str] = deque()
        self.queue: deque[str] = deque()
        self.is_sending = False
        self.write: Write | None = (self.scope.get("extensions") or {}).get(WRITE)
        self.tasks: set[asyncio.Task[Any]] = set()
        await self.accept()
        try:
            self.grant = open_grant(parse_qs(self.scope["query_string"].decode()).get("t", [""])[0])
        except BadSignature:
            await self.close(REFUSED)
            return
        self.company_id, self.user_id = self.grant.company_id, self.grant.user_id
        topics = await allowed_topics(self.grant) if await self._is_at_home() else ()
        if not topics:
            await self.close(REFUSED)
            return
        self.joined = list(topics)
        await hub().join(self.company_id, topics, self)
        missed = await hub().missed(self.company_id, topics, self.grant.asked_at)
        joined = JOINED if missed is not None else JOINED_LATE
        self.held = deque(dict.fromkeys([joined, *(missed or ()), *self.held]))
        self._settle()

    @override
    async def disconnect(self, code: int) -> None:
        if self.joined:
            await hub().leave(self.company_id, self.joined, self)
        for task in self.tasks:
            task.cancel()

    def offer(self, frame: str) -> None:
        """Take a frame without waiting; a reader too slow for 200 of them is let go and catches up.

        While it is in doubt what may be heard, frames are held: nothing comes before the word that all is heard, and
        nothing of a topic that has just been taken away.
        """
        if self.is_let_go:
            return
        if not (self.doubts or self.is_sending) and self.write is not None and self.write(framed(frame)):
            return
        waiting = self.held if self.doubts else self.queue
        if len(waiting) >= MOST_WAITING:
            self.is_let_go = True
            self._start(self.close(TOO_SLOW))
            return
        waiting.append(frame)
        if not (self.doubts or self.is_sending):
            self.is_sending = True
            self._start(self._forward())

    def prove_again(self) -> None:
        self.doubts += 1
        self._start(self._recheck())

    async def _is_at_home(self) -> bool:
        """The page's company is the host's, and the session is the page's."""
        host = dict(self.scope["headers"]).get(b"host", b"").decode("latin-1")
        user = self.scope.get("user")
        signed_in = user.pk if user is not None and user.is_authenticated else None
        mine = self.user_id is None or self.user_id == signed_in
        return mine and await database_sync_to_async(company_id_of_host)(host) == self.company_id

    async def _recheck(self) -> None:
        allowed = await allowed_topics(self.grant)
        lost = [topic for topic in self.joined if topic not in allowed]
        if lost:
            await hub().leave(self.company_id, lost, self)
            self.joined = [topic for topic in self.joined if topic in allowed]
            self.held = deque([AGAIN])
        if not self.joined:
            await self.close(REFUSED)
            return
        self._settle()

    def _settle(self) -> None:
        """One doubt less; after the last, what was held goes on its way."""
        self.doubts -= 1
        while self.held and not self.doubts:
            self.offer(self.held.popleft())

    async def _forward(self) -> None:
        try:
            while self.queue:
                await self.send(text_data=self.queue.popleft())
        finally:
            self.is_sending = False

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(_until_gone(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
