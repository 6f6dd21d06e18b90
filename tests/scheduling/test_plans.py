"""On large tables the schedule reads by its indexes, as the role that the walls bind.

Below a policy PostgreSQL uses no index for `&&`; asked as a superuser it would, so these plans are the application's.
"""

import os
import re

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.actor import CLOCK
from scheduling import actions, queries
from scheduling.models import Appointment, Reservation
from scheduling.queries.visits import visits_of
from tests.scheduling.conftest import CHICAGO

LARGE = re.compile(r"Seq Scan on (scheduling_reservation|scheduling_appointment|scheduling_timeoff|orders_order)\b")

VISITS = """
WITH made AS (
  INSERT INTO scheduling_appointment (company_id, order_id, starts_at, ends_at, time_zone, state, version, created_at)
  SELECT %(company)s, %(order)s, at, at + interval '1 hour', 'America/Chicago', 'done', 1, now()
  FROM generate_series(now() - interval '12000 hours', now() - interval '2 hours', interval '2 hours') at
  RETURNING id, starts_at, ends_at
)
INSERT INTO scheduling_reservation (company_id, member_id, order_id, appointment_id, job_starts_at, job_ends_at,
                                    starts_at, ends_at, short_buffer_reason, created_at)
SELECT %(company)s, member, %(order)s, made.id, starts_at, ends_at, starts_at, ends_at, '', now()
FROM made, unnest(%(members)s::bigint[]) member
"""
AWAY = """
INSERT INTO scheduling_timeoff (company_id, member_id, starts_at, ends_at, reason)
SELECT %(company)s, %(member)s, at, at + interval '1 hour', ''
FROM generate_series(now() - interval '12000 hours', now(), interval '2 hours') at
"""
ORDERS = """
INSERT INTO orders_order (company_id, number, token, name, status_id, "primary", channel, customer_id, ordered_at,
  visit_starts_at, contact_name, contact_email, contact_phone, street, unit, city, state, postal_code, country, time_zone,
  access_notes, agent_notes, notes, additional_notes, currency, tax_name, tax_percent, tax_is_included, subtotal,
  discount, fees, tax, total, paid, is_invoiced, created_at, version, search_text)
SELECT %(company)s, 100000 + n, 'large-' || n, '', %(status)s, 'in_progress', 'online', %(customer)s, now(), now(),
  '', '', '', '1 Large St', '', '', '', '', 'US', 'America/Chicago', '', '', '', '', 'USD', '', 0, false,
  0, 0, 0, 0, 0, 0, false, now(), 1, ''
FROM generate_series(1, 6000) n
"""


@pytest.fixture
def large(north, diary, transactional_db):
    """Thousands of visits, times off and orders of years past, and a few of these days."""
    photos = north.service(minutes=60)
    people = [diary.works(north.member(name, "staff", "photographer"), photos) for name in ("Ann One", "Bob Two")]
    order, waiting = north.order(services=[photos]), north.order(services=[photos])
    diary.visit(north.order(services=[photos]), diary.at(10), people[0])
    with north.scope(), connection.cursor() as cursor:
        row = {"company": north.company.pk, "order": order.pk, "members": [person.pk for person in people]}
        cursor.execute(VISITS, row)
        cursor.execute(AWAY, row | {"member": people[0].pk})
        cursor.execute(ORDERS, row | {"status": order.status_id, "customer": order.customer_id})
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        owner.execute("ANALYZE scheduling_appointment, scheduling_reservation, scheduling_timeoff, orders_order")
    return waiting


def plans_of(world, read):
    """What PostgreSQL would do for each query that this reads with."""
    with world.scope():
        with CaptureQueriesContext(connection) as asked:
            read()
        found = []
        with connection.cursor() as cursor:
            for query in asked.captured_queries:
                if query["sql"].startswith(("SELECT", "(SELECT")):
                    cursor.execute("EXPLAIN " + query["sql"])
                    found.append("\n".join(line for (line,) in cursor.fetchall()))
        return found


@pytest.mark.django_db(transaction=True)
def test_the_schedule_reads_large_tables_by_their_indexes(north, diary, large):
    now = timezone.now()
    client = north.client(north.coordinator)
    client.get("/schedule/")
    reads = {
        "offer": lambda: queries.offer(queries.need_of(large), now, diary.at(23), now=now, besides=large),
        "next": lambda: queries.next_times(large, after=now, limit=3, now=now),
        "day": lambda: queries.day_schedule(queries.photographers(), diary.day(), CHICAGO, now=now, everybody=True),
        "week": lambda: queries.week_schedule(
            queries.photographers(), [diary.day(ahead) for ahead in range(7)], CHICAGO, now=now, everybody=True
        ),
        "waiting": lambda: queries.waiting_orders(),
        "sheet": lambda: queries.day_sheet(Appointment.objects.all(), north.coordinator, diary.day(), CHICAGO),
        "visits": lambda: visits_of(large),
        "hold": lambda: queries.hold_of(large, now=now),
        "make": lambda: actions.make_appointment(
            large, starts_at=diary.at(14), minutes=60, members=list(queries.photographers()), by=CLOCK
        ),
    }
    plans = {name: plans_of(north, read) for name, read in reads.items()}
    assert all(plans.values())
    found = {name: [plan for plan in all_of_it if LARGE.search(plan)] for name, all_of_it in plans.items()}
    assert {name: bad for name, bad in found.items() if bad} == {}
    ranges = plans_of(north, lambda: list(Reservation.objects.filter(during__overlap=(now, diary.at(12)))))
    assert LARGE.search(ranges[0]), "asked by ranges it reads everything; if not any more, these detours can go"
