"""Pages over HTTP, each beside a bare page of as many bytes from the same server."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.browser import Visitor, rows_in
from bench.cast import Cast
from bench.figures import Figure, compare
from bench.ground import Ground
from bench.meter import Side

TRANSACTION = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)", re.IGNORECASE)
BARE_ROW = rb"/o/\d+/"
FILLER = "UPDATE o SET comment = repeat('x', %s) WHERE tenant = 7"


@dataclass
class Pages:
    """The two served programs, and who asks them."""

    ground: Ground
    cast: Cast
    app: Visitor
    bare: Visitor
    app_pid: int
    bare_pid: int
    rounds: int

    def all(self) -> Iterator[Figure]:
        """Every page of the run."""
        cast = self.cast
        yield self._page("order list", "/orders/?per_page=50", rb"/orders/\d+/row/", most_queries=8)
        yield self._page(f"order search, “{cast.word}”", f"/orders/?per_page=50&q={cast.word}", rb"/orders/\d+/row/")
        order = f"/orders/{cast.showcase}/"
        yield self._page("order page, 12 services", order, rb"/lines/\d+/stage/", most_queries=14)
        yield self._page("… its chat panel", f"{order}chat/", rb"id=\"m\d+\"")
        yield self._page("booking step, services", f"/book/{cast.booking}/services/", rb"name=\"services\" value=\"\d+")
        yield self._page("booking step, time", f"/book/{cast.booking}/time/", rb"day=\d{4}-\d\d-\d\d")
        yield self._move()

    def _page(self, name: str, path: str, row: bytes, *, most_queries: int | None = None) -> Figure:
        page = self.app.get(path)
        bare = bare_of(len(page), self.ground, self.bare)
        gave = f"rows {rows_in(page, row)} / {rows_in(bare, BARE_ROW)}, bytes {len(page)} / {len(bare)}"
        ours = Side(lambda: self.app.get(path), 12, [self.app_pid, self.ground.database_pid])
        limit = Side(lambda: self.bare.get("/authlist"), 40, [self.bare_pid, self.ground.database_pid])
        figure = compare(name, ours, limit, most=1.5, gave=gave, rounds=self.rounds)
        figure.queries = queries_of(lambda client: client.get(path), self.cast)
        figure.most_queries = most_queries
        return figure

    def _move(self) -> Figure:
        """A card to and fro, beside a kept connection that writes as much in one transaction, and a bare request."""
        hello = Side(lambda: self.bare.get("/hello"), 200, [self.bare_pid])
        for _ in range(3):
            hello.round()
        with psycopg.connect(self.ground.limits_url) as link:
            link.execute("CREATE TABLE IF NOT EXISTS moved (o bigint, at timestamptz DEFAULT now())")
            link.commit()

            def write() -> None:
                link.execute("UPDATE o SET status = 'm' WHERE id = 4242")
                link.execute("INSERT INTO moved (o) VALUES (4242)")
                link.commit()

            ours = Side(lambda: self.app.post(*self.cast.next_move()), 20, [self.app_pid, self.ground.database_pid])
            limit = Side(write, 1000, [self.ground.database_pid], own=True)
            answer = self.app.post(*self.cast.next_move())
            gave = f"rows 1 / 1, bytes {len(answer)} / 5; limit holds {hello.median:.2f} ms of a bare request"
            figure = compare("move of a card", ours, limit, most=4, gave=gave, rounds=self.rounds, floor=hello.median)
        figure.queries = queries_of(lambda client: client.post(*self.cast.next_move()), self.cast)
        figure.most_queries = 8
        return figure


def bare_of(size: int, ground: Ground, bare: Visitor) -> bytes:
    """Let the bare page be as long as ours, by a longer word in each of its rows."""
    with psycopg.connect(ground.limits_url, autocommit=True) as link:
        link.execute(FILLER, [1])
        short = len(bare.get("/authlist"))
        link.execute(FILLER, [max(1, (size - short) // 50 + 1)])
        link.execute("VACUUM ANALYZE o")
    return bare.get("/authlist")


def queries_of(ask: Callable[[Client], object], cast: Cast) -> int:
    """Statements of one request, setting the company among them; begin and commit are not counted."""
    client = cast.client()
    ask(client)
    with CaptureQueriesContext(connection) as seen:
        ask(client)
    return statements(seen)


def statements(seen: CaptureQueriesContext) -> int:
    """How many statements were sent, without those that only frame a transaction."""
    return sum(not TRANSACTION.match(query["sql"]) for query in seen.captured_queries)
