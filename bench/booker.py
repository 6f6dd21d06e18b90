"""One of the processes that book at once; it knows nothing but the table, so that it starts fast."""

import random
import time
from datetime import UTC, datetime, timedelta

import psycopg

PROCESSES, BOOKED_EACH, PEOPLE = 8, 250, 20
FIRST = datetime(2040, 1, 1, tzinfo=UTC)
BOOK = """
    INSERT INTO {table} (company_id, member_id, order_id, appointment_id, job_starts_at, job_ends_at, starts_at, ends_at,
                         short_buffer_reason, created_at)
    VALUES (1, %s, %s, %s, %s, %s, %s, %s, '', now())
"""


def book(url: str, table: str, place: int, batch: int) -> tuple[float, float, int]:
    """Insert visits of one process, one by one: when it began and ended, and how many were refused.

    Each process has hours of its own, and every fiftieth visit is one that all of them want.
    """
    chance, refused = random.Random(f"{place} {batch}"), 0
    with psycopg.connect(url, autocommit=True) as link:
        began = time.time()
        for number in range(BOOKED_EACH):
            wanted = number % 50 == 0
            hour = batch * 10_000 + (number if wanted else 1_000 + place * BOOKED_EACH + number)
            member = number % PEOPLE if wanted else chance.randrange(PEOPLE)
            starts = FIRST + timedelta(hours=hour)
            ends = starts + timedelta(minutes=60)
            row = [member, number, (batch * PROCESSES + place) * BOOKED_EACH + number, starts, ends, starts, ends]
            try:
                link.execute(BOOK.format(table=table), row)
            except (psycopg.errors.ExclusionViolation, psycopg.errors.DeadlockDetected):  # one of two that meet
                refused += 1
        return began, time.time(), refused
