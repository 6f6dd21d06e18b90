"""Whatever is held, booked, moved, let go of and cancelled in whatever order: nobody is in two places."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.actor import CLOCK
from orders.models import Order
from scheduling import actions
from scheduling.models import Appointment, Reservation
from scheduling.refusals import ScheduleRefused

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["hold", "release", "expire", "visit", "both", "squeeze", "move", "cancel"]),
        st.integers(0, 2),
        st.integers(0, 27),
        st.sampled_from([15, 45, 60, 150]),
    ),
    min_size=4,
    max_size=14,
)


@pytest.fixture
def stage(north, diary):
    photos = north.service(minutes=60)
    people = [diary.works(north.member(name, "staff", "photographer"), photos) for name in ("Ann One", "Bob Two")]
    drafts = [north.draft(services=[photos]) for _ in range(3)]
    orders = [north.order(services=[photos]) for _ in range(3)]
    return people, drafts, orders


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nobody_is_ever_in_two_places(north, diary, stage, steps):
    people, drafts, orders = stage
    with north.scope(), transaction.atomic():
        for step in steps:
            perform(step, diary, people, drafts, orders)
            check(people, orders)
        transaction.set_rollback(True)


def perform(step, diary, people, drafts, orders):
    kind, which, quarter, minutes = step
    starts_at = diary.at(9) + timedelta(minutes=15 * quarter)
    one = people[which % 2]
    planned = Appointment.objects.filter(order=orders[which]).planned().first()
    try:
        if kind == "hold":
            actions.hold(drafts[which], starts_at=starts_at, by=CLOCK)
        elif kind == "release":
            actions.release(drafts[which], by=CLOCK)
        elif kind == "expire":
            past = timezone.now() - timedelta(seconds=1)
            Reservation.objects.filter(order=drafts[which]).update(expires_at=past)
        elif kind == "cancel" and planned:
            actions.cancel_appointment(planned, reason="Rain", by=CLOCK)
        elif kind == "move" and planned:
            actions.move_appointment(planned, starts_at=starts_at, members=[one], version=planned.version, by=CLOCK)
        elif kind in {"visit", "both", "squeeze"}:
            actions.make_appointment(
                orders[which],
                starts_at=starts_at,
                minutes=minutes,
                members=people if kind == "both" else [one],
                by=CLOCK,
                short_buffer_reason="Next door" if kind == "squeeze" else "",
            )
    except ScheduleRefused:
        return


def check(people, orders):
    for person in people:
        rows = list(Reservation.objects.filter(member=person).order_by("starts_at"))
        assert all(one.ends_at <= next_one.starts_at for one, next_one in pairwise(rows))
    for row in Reservation.objects.select_related("appointment").exclude(appointment=None):
        assert (row.job_starts_at, row.job_ends_at) == (row.appointment.starts_at, row.appointment.ends_at)
    for order in orders:
        live = [visit.starts_at for visit in Appointment.objects.filter(order=order).live()]
        assert Order.objects.get(pk=order.pk).visit_starts_at == min(live, default=None)
