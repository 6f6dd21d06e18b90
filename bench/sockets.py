"""Many sockets: one topic that a thousand hear, and 250 rooms of four; beside the raw protocol in the same run."""

import asyncio
import random
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.template.loader import render_to_string

from bench.cast import HOST, Cast
from bench.ears import Room, listen
from bench.figures import Figure
from bench.ground import LIMITS, LIVE_PORT, RAW_PORT, ROOT, Ground, production
from bench.limits.servers import server
from bench.meter import family
from chat.models import Message
from chat.said import said_of
from companies.scope import company_scope
from core.live import Grant, push, seal
from orders.models import Order
from orders.queries.page import live_topics

SIZES = (100, 500, 1000)
ROOMS, SEATS = 250, 4
BURSTS, PAUSE = 8, 0.03
"""Frames said one after the other in a round, and the seconds between two."""
FLOOD = 0.6
"""Seconds for which the next frame is said as soon as the last socket has the one before."""
AT_ONCE = 4
"""Frames that each room says when all speak at once."""
PATIENCE = 20.0


@dataclass
class Hall:
    """One server with rooms of sockets, and how to say something in a room."""

    pid: int
    say: Callable[[Room], None]
    open: Callable[[list[Room]], Awaitable[float]]
    rooms: list[Room] = field(default_factory=list)

    async def burst(self, room: Room) -> list[float]:
        """Say one frame in a room; seconds until each socket had it."""
        room.expect(1)
        began = time.perf_counter()
        self.say(room)
        await asyncio.wait_for(room.all_here.wait(), PATIENCE)
        return [each - began for each in room.times]

    async def paced(self, rooms: list[Room]) -> tuple[float, float]:
        """Milliseconds until the middle and until the last socket of a room had a frame, as a rule."""
        found = []
        for _ in range(BURSTS):
            found.append(await self.burst(random.choice(rooms)))
            await asyncio.sleep(PAUSE)
        return (
            statistics.median(each for times in found for each in times) * 1000,
            statistics.median(times[-1] for times in found) * 1000,
        )

    async def flood(self, room: Room) -> float:
        """Milliseconds a thousand deliveries take when the next frame follows at once."""
        began, heard = time.perf_counter(), 0
        while time.perf_counter() - began < FLOOD:
            heard += len(await self.burst(room))
        return (time.perf_counter() - began) * 1_000_000 / heard

    async def all_at_once(self, rooms: list[Room]) -> tuple[float, int, int]:
        """Milliseconds until everybody has heard what all rooms say at once; frames lost, and frames heard twice."""
        before = {ear: ear.heard for room in rooms for ear in room.ears}
        for room in rooms:
            room.expect(AT_ONCE)
        began = time.perf_counter()
        for _ in range(AT_ONCE):
            for room in rooms:
                self.say(room)
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*(room.all_here.wait() for room in rooms))
        except TimeoutError:
            pass
        took = time.perf_counter() - began
        await asyncio.sleep(0.2)
        heard = [ear.heard - had for ear, had in before.items()]
        lost, twice = sum(max(AT_ONCE - each, 0) for each in heard), sum(max(each - AT_ONCE, 0) for each in heard)
        return took * 1000, lost, twice

    def kib(self) -> int:
        """Memory of the server's processes."""
        found = 0
        for pid in family(self.pid):
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            found += sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
        return found


@dataclass
class Weight:
    """Memory of a connection."""

    name: str
    ours: float
    limit: float
    most: float

    @property
    def is_over(self) -> bool:
        return self.ours > self.most

    def line(self) -> str:
        verdict = "OVER" if self.is_over else "ok"
        return f"{self.name:34} {self.ours:8.1f} KiB limit {self.limit:8.1f} KiB target {self.most:g} KiB  {verdict}"


@dataclass
class Loss:
    """What was lost, and what came twice, of all that was said at once."""

    name: str
    lost: int
    twice: int
    gave: str

    @property
    def is_over(self) -> bool:
        return self.lost + self.twice > 0

    def line(self) -> str:
        verdict = "OVER" if self.is_over else "ok"
        return f"{self.name:34} lost {self.lost}, twice {self.twice}  target 0  {verdict}\n{'':34} {self.gave}"


class Sockets:
    """Both servers, and the figures of both in turn."""

    def __init__(self, ground: Ground, cast: Cast, session: str, rounds: int) -> None:
        self.ground, self.cast, self.session, self.rounds = ground, cast, session, rounds
        with company_scope(cast.company_id):
            self.orders = list(Order.objects.order_by("pk")[:ROOMS])
            message = Message.objects.select_related("author__user").order_by("-pk")[0]
            self.html = render_to_string("chat/_pushed.html", {"message": said_of(message), "zone": "UTC"})
        self.mouths = ThreadPoolExecutor(8)

    async def all(self) -> AsyncIterator[Figure | Weight | Loss]:
        with self.mouths:
            async with self._halls() as (ours, raw):
                async for figure in self._one_topic(ours, raw):
                    yield figure
            async with self._halls() as (ours, raw):
                async for heard in self._many_rooms(ours, raw):
                    yield heard

    async def _one_topic(self, ours: Hall, raw: Hall) -> AsyncIterator[Figure | Weight]:
        halls, before = (ours, raw), (ours.kib(), raw.kib())
        room = {hall: Room(f"chat:{self.orders[0].pk}") for hall in ("ours", "raw")}
        mine, theirs = room["ours"], room["raw"]
        for size in SIZES:
            more = size - len(mine.ears)
            took, took_raw = await ours.open([mine] * more), await raw.open([theirs] * more)
            name = f"one topic, {size:,} sockets"
            last: tuple[list[float], list[float]] = ([], [])
            each: tuple[list[float], list[float]] = ([], [])
            for turn in range(self.rounds + 1):
                for place, (hall, seats) in enumerate(((ours, mine), (raw, theirs))):
                    found, flood = (await hall.paced([seats]))[1], await hall.flood(seats)
                    if turn:
                        last[place].append(found)
                        each[place].append(flood)
            bytes_sent = len(self.html.encode())
            gave = f"{more} joined in {took:.2f} / {took_raw:.2f} s; {bytes_sent} bytes a frame; by the clock"
            yield Figure(f"{name}, the last", *last, 2, gave, statistics.median(last[0]))
            rates = [1_000_000 / statistics.median(found) for found in each]
            gave = f"{rates[0]:,.0f} / {rates[1]:,.0f} deliveries a second"
            yield Figure("… a thousand deliveries", *each, 1 / 0.45, gave, statistics.median(each[0]))
        grown, grown_raw = ((hall.kib() - had) / SIZES[-1] for hall, had in zip(halls, before, strict=True))
        yield Weight("… memory of a connection", grown, grown_raw, 45)

    async def _many_rooms(self, ours: Hall, raw: Hall) -> AsyncIterator[Figure | Loss]:
        for hall in (ours, raw):
            hall.rooms = [Room(f"chat:{order.pk}") for order in self.orders]
        took = [await hall.open([room for room in hall.rooms for _ in range(SEATS)]) for hall in (ours, raw)]
        middle: tuple[list[float], list[float]] = ([], [])
        for turn in range(self.rounds + 1):
            for place, hall in enumerate((ours, raw)):
                found = (await hall.paced(hall.rooms))[0]
                if turn:
                    middle[place].append(found)
        gave = f"all joined in {took[0]:.2f} / {took[1]:.2f} s; middle delivery, by the clock"
        yield Figure(f"{ROOMS} rooms of {SEATS}, paced", *middle, 3, gave, statistics.median(middle[0]))
        times: list[float] = []
        lost = twice = 0
        for _ in range(self.rounds):
            ms, gone, again = await ours.all_at_once(ours.rooms)
            times.append(ms)
            lost, twice = lost + gone, twice + again
        floor = statistics.median([(await raw.all_at_once(raw.rooms))[0] for _ in range(self.rounds)])
        count = ROOMS * SEATS * AT_ONCE
        gave = f"{count} deliveries in {statistics.median(times):.0f} / {floor:.0f} ms, {self.rounds} times"
        yield Loss("… all speak at once", lost, twice, gave)

    @asynccontextmanager
    async def _halls(self) -> AsyncIterator[tuple[Hall, Hall]]:
        """Our sockets as production serves them, and the raw ones, each with a first socket that came and went."""
        logs = self.ground.data / "logs"
        variables = production(self.ground) | {"PORT": str(LIVE_PORT)}
        raw = [sys.executable, "rawserver.py", str(RAW_PORT)]
        with ExitStack() as stack:
            ours = stack.enter_context(
                server(["deploy/live"], LIVE_PORT, ROOT, variables, logs / "bench-sockets.log", 60)
            )
            bare = stack.enter_context(
                server(raw, RAW_PORT, LIMITS / "ws", self.ground.limits, logs / "bench-raw.log", 60)
            )
            halls = Hall(ours.pid, self._push, self._join), Hall(bare.pid, self._speak, self._enter)
            for hall in halls:
                first = Room(f"chat:{self.orders[-1].pk}")
                await hall.open([first] * 20)
                await hall.burst(first)
                for ear in first.ears:
                    ear.transport.close()
            await asyncio.sleep(0.5)
            yield halls

    def _push(self, room: Room) -> None:
        self.mouths.submit(push, self.cast.company_id, room.topic, self.html)

    def _speak(self, room: Room) -> None:
        random.choice(room.ears).say(self.html.encode())

    async def _join(self, seats: list[Room]) -> float:
        """As the page of an order does, for all that it listens to."""
        tokens = {f"chat:{order.pk}": self._token(order) for order in self.orders}
        headers = [f"Host: {HOST}", f"Origin: https://{HOST}", "X-Forwarded-Proto: https"]
        headers += [f"Cookie: sessionid={self.session}", "Sec-WebSocket-Extensions: permessage-deflate"]
        pairs = [(room, f"/live/?t={tokens[room.topic]}") for room in seats]
        return await listen(pairs, LIVE_PORT, headers, is_greeted=True)

    def _token(self, order: Order) -> str:
        topics = (*live_topics(order), f"chat:{order.pk}", f"member:{self.cast.member.pk}")
        return seal(Grant(self.cast.company_id, self.cast.member.user_id, "member", topics))

    async def _enter(self, seats: list[Room]) -> float:
        return await listen(
            [(room, f"/{room.topic}") for room in seats], RAW_PORT, ["Host: 127.0.0.1"], is_greeted=False
        )
