"""Fan-out to the sockets of this process: one subscription a topic, each frame encoded once."""

import asyncio
import json
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import redis.asyncio
import structlog
from django.conf import settings

from core.live import recent
from core.live.publishing import channel, prefix

log = structlog.get_logger(__name__)
AGAIN = json.dumps({"event": "live:again"})
"""Something may have been missed, and is fetched."""
PATIENCE = 2.0
"""Seconds for Valkey to say that it listens; if it is down, pages are told to catch up when it is back."""


class Listener(Protocol):
    company_id: int
    user_id: int | None

    def offer(self, frame: str) -> None: ...
    def prove_again(self) -> None: ...


class Hub:
    """Knows which sockets of one event loop listen to what, and keeps one connection to Valkey for all of them."""

    def __init__(self) -> None:
        self.topics: dict[str, set[Listener]] = {}
        self.heard: dict[str, asyncio.Event] = {}
        self.client = redis.asyncio.Redis.from_url(settings.VALKEY_URL, health_check_interval=20)
        self.pubsub = self.client.pubsub()
        self.lock = asyncio.Lock()
        self.reader: asyncio.Task[None] | None = None
        self.recheck = f"{prefix()}:recheck"
        self.whole_since = 0.0
        """Since when Valkey has kept all that was said: it may have been gone before, and what it kept with it."""

    async def join(self, company_id: int, topics: Iterable[str], listener: Listener) -> None:
        """Return when everything said on these topics from now on reaches the listener."""
        names = [channel(company_id, topic) for topic in topics]
        async with self.lock:
            new = [name for name in names if name not in self.topics]
            for name in names:
                self.topics.setdefault(name, set()).add(listener)
                self.heard.setdefault(name, asyncio.Event())
            is_first = self.reader is None or self.reader.done()
            if new or is_first:
                await self._subscribe([*new, self.recheck] if is_first else new)
            if is_first:
                self.whole_since = await self._age_of_valkey()
                self.reader = asyncio.create_task(self._read())
            confirmations = [self.heard[name].wait() for name in names]
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*confirmations)

    async def missed(self, company_id: int, topics: Iterable[str], since: float) -> list[str] | None:
        """What was said on these topics since then (seconds since 1970); None if nobody knows any more."""
        if since < self.whole_since:
            return None
        try:
            return await recent.since(self.client, [channel(company_id, topic) for topic in topics], since)
        except redis.RedisError:
            return None

    async def leave(self, company_id: int, topics: Iterable[str], listener: Listener) -> None:
        names = [channel(company_id, topic) for topic in topics]
        async with self.lock:
            for name in names:
                self.topics.get(name, set()).discard(listener)
            silent = [name for name in names if name in self.topics and not self.topics[name]]
            for name in silent:
                del self.topics[name], self.heard[name]
            if silent:
                try:
                    await self.pubsub.unsubscribe(*silent)
                except redis.RedisError:
                    log.warning("could not unsubscribe", channels=len(silent))

    async def _subscribe(self, names: Sequence[str]) -> None:
        try:
            await self.pubsub.subscribe(*names)
        except redis.RedisError:
            log.warning("live channel is down", channels=len(names))

    async def _read(self) -> None:
        """Hand on what arrives. After every lost connection the pages are told to catch up, once all is heard again."""
        is_lost = not self.pubsub.subscribed
        while True:
            try:
                if is_lost:
                    await self._begin_anew()
                async for message in self.pubsub.listen():
                    name = message["channel"].decode()
                    if message["type"] == "message":
                        self._hand_on(name, message["data"].decode())
                    elif message["type"] == "subscribe":
                        self._confirm(name)
                        if is_lost and name == self.recheck:
                            is_lost = False
                            self._tell_all(AGAIN)
            except (redis.RedisError, OSError):
                log.warning("live channel lost, trying again")
                await asyncio.sleep(0.5)
            is_lost = True

    async def _begin_anew(self) -> None:
        """Subscribe to everything on a new connection; Valkey confirms in this order, the recheck last."""
        async with self.lock:
            await self.pubsub.aclose()  # type: ignore[no-untyped-call]
            self.pubsub = self.client.pubsub()
            await self.pubsub.subscribe(*self.topics, self.recheck)
            self.whole_since = time.time()

    async def _age_of_valkey(self) -> float:
        """When it was started, or a second later; now if it does not say."""
        try:
            return time.time() - int((await self.client.info("server"))["uptime_in_seconds"])
        except redis.RedisError:
            return time.time()

    def _confirm(self, name: str) -> None:
        if name in self.heard:
            self.heard[name].set()

    def _hand_on(self, name: str, frame: str) -> None:
        if name == self.recheck:
            who = json.loads(frame)
            for listener in self._everyone():
                if listener.company_id == who["company"] and listener.user_id == who["user"]:
                    listener.prove_again()
            return
        for listener in tuple(self.topics.get(name, ())):
            listener.offer(frame)

    def _tell_all(self, frame: str) -> None:
        for listener in self._everyone():
            listener.offer(frame)

    def _everyone(self) -> set[Listener]:
        return set().union(*self.topics.values()) if self.topics else set()


_hubs: WeakKeyDictionary[Any, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
