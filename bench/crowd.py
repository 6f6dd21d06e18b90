"""Many at once: eight processes that book, fifty workers that issue."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import psycopg
from django.db import connection

from bench.booker import BOOKED_EACH, PROCESSES, book
from bench.cast import Cast
from bench.figures import Figure
from bench.ground import Ground
from bench.meter import Side
from companies.scope import company_scope
from core.actor import CLOCK
from invoicing import actions
from invoicing.models import Invoice

WORKERS, ISSUED_EACH, WRITTEN_EACH = 50, 4, 40
WALLED, OPEN = "bench_reservation", "bench_reservation_unguarded"
OVERLAPS = """
    SELECT count(*) FROM {table} one JOIN {table} other
    ON one.member_id = other.member_id AND one.id < other.id AND one.during && other.during
"""
COUNT_ON = "WITH up AS (UPDATE counter SET last = last + 1 RETURNING last) SELECT last FROM up"
WRITE = "INSERT INTO papers (number, total) VALUES (1, 99)"


class Booking:
    """Eight processes on one table, round by round."""

    def __init__(self, url: str, table: str, pool: ProcessPoolExecutor) -> None:
        self.url, self.table, self.pool = url, table, pool
        self.batch = self.refused = 0
        self.seconds = 0.0

    def __call__(self) -> None:
        self.batch += 1
        places = range(PROCESSES)
        ends = list(
            self.pool.map(book, [self.url] * PROCESSES, [self.table] * PROCESSES, places, [self.batch] * PROCESSES)
        )
        self.seconds += max(end for _begin, end, _refused in ends) - min(begin for begin, _end, _refused in ends)
        self.refused += sum(refused for _begin, _end, refused in ends)

    @property
    def rate(self) -> float:
        """Tries a second."""
        return self.batch * PROCESSES * BOOKED_EACH / self.seconds


def bookings(ground: Ground, rounds: int) -> Figure:
    """The reservations' own table, beside a copy that two people could book at once; the rate is by the clock."""
    url = ground.variables["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as link:
        for table in (WALLED, OPEN):
            link.execute(f"DROP TABLE IF EXISTS {table}")
            link.execute(f"CREATE TABLE {table} (LIKE scheduling_reservation INCLUDING ALL)")
        name = link.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'x'", [OPEN]
        ).fetchone()
        assert name, "the copy has no exclusion constraint to drop"
        link.execute(f'ALTER TABLE {OPEN} DROP CONSTRAINT "{name[0]}"')
        with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
            ours, limit = Booking(url, WALLED, pool), Booking(url, OPEN, pool)
            sides = [Side(each, 1, [ground.database_pid, os.getpid()]) for each in (ours, limit)]
            for warm in (ours, limit):
                warm()
            for _ in range(rounds):
                for side in sides:
                    side.round()
        doubled = [link.execute(OVERLAPS.format(table=table)).fetchone() for table in (WALLED, OPEN)]
        for table in (WALLED, OPEN):
            link.execute(f"DROP TABLE {table}")
    each = PROCESSES * BOOKED_EACH
    mine, theirs = ([cpu / each for cpu in side.cpu] for side in sides)
    share = ours.rate / limit.rate
    gave = (
        f"{ours.rate:.0f} / {limit.rate:.0f} inserts a second = {share:.2f} (at least 0.8), "
        f"double bookings {doubled[0][0] if doubled[0] else '?'} / {doubled[1][0] if doubled[1] else '?'}, "
        f"refused {ours.refused}"
    )
    return Figure("booking insert, 8 processes", mine, theirs, 1.25, gave, sides[0].wall[-1])


def issues(ground: Ground, cast: Cast, drafts: Iterable[Invoice]) -> Figure:
    """Fifty threads with a connection each issue drafts, beside fifty that count on and write one row."""
    given, lock = iter(drafts), threading.Lock()
    numbers: list[int] = []

    def issue() -> None:
        with lock:
            draft = next(given)
        with company_scope(cast.company_id):
            numbers.append(actions.issue(draft, by=CLOCK).sequence or 0)

    def write() -> None:
        with psycopg.connect(ground.limits_url) as link:
            for _ in range(WRITTEN_EACH):
                link.execute(COUNT_ON)
                link.execute(WRITE)
                link.commit()

    mine = Side(lambda: _all_at_once(issue, ISSUED_EACH), 1, [ground.database_pid], own=True)
    theirs = Side(lambda: _all_at_once(write, 1), 1, [ground.database_pid], own=True)
    mine.round()
    theirs.round()
    done = [WORKERS * ISSUED_EACH, WORKERS * WRITTEN_EACH]
    gaps = len(set(range(min(numbers), max(numbers) + 1)) - set(numbers))
    rates = [each / side.wall[0] * 1000 for each, side in zip(done, (mine, theirs), strict=True)]
    gave = (
        f"{rates[0]:.0f} / {rates[1]:.0f} a second, {len(numbers)} numbers, "
        f"{gaps} gaps, {len(numbers) - len(set(numbers))} twice"
    )
    return Figure(
        "issue by 50 workers", [mine.cpu[0] / done[0]], [theirs.cpu[0] / done[1]], 4, gave, mine.wall[0] / done[0]
    )


def _all_at_once(work: Callable[[], Any], times: int) -> None:
    ready = threading.Barrier(WORKERS)

    def run(_place: int) -> None:
        connection.ensure_connection()
        ready.wait()
        try:
            for _ in range(times):
                work()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        _drained(pool.map(run, range(WORKERS)))


def _drained(results: Iterator[Any]) -> None:
    """Let the first exception of a worker out."""
    for _ in results:
        pass
