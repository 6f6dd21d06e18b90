"""Many at once: one of them gets the time, the others the next ones, and nobody waits for ever."""

import random
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection

from core.actor import CLOCK
from orders import actions as order_actions
from scheduling import actions
from scheduling.models import Appointment, Reservation
from scheduling.refusals import SlotTaken, StaleMove

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(world, *people):
    """Each of these does one thing, or one after the other, in a thread of their own; what they gave or were refused."""
    barrier = Barrier(len(people))

    def attempt(work):
        try:
            with world.scope():
                return work()
        except (SlotTaken, StaleMove) as refused:
            return refused

    def run(person):
        try:
            barrier.wait()
            return [attempt(work) for work in person] if isinstance(person, list) else attempt(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(run, people))


def test_of_eight_who_want_one_time_one_gets_it_and_the_others_get_the_next(north, diary):
    photos = north.service(minutes=60)
    diary.works(north.photographer, photos)
    drafts = [north.draft(services=[photos]) for _ in range(8)]
    results = at_once(
        north, *[lambda draft=draft: actions.hold(draft, starts_at=diary.at(10), by=CLOCK) for draft in drafts]
    )
    held = [each for each in results if isinstance(each, Reservation)]
    refused = [each for each in results if isinstance(each, SlotTaken)]
    assert (len(held), len(refused)) == (1, 7)
    assert {tuple(slot.starts_at for slot in each.next_free) for each in refused} == {
        (diary.at(11, 30), diary.at(12), diary.at(12, 30))
    }
    with north.scope():
        assert list(Reservation.objects.all()) == held


def test_eight_who_want_one_time_of_three_photographers_get_three(north, diary):
    photos = north.service(minutes=60)
    for name in ("Ann One", "Bob Two", "Cid Three"):
        diary.works(north.member(name, "staff", "photographer"), photos)
    drafts = [north.draft(services=[photos]) for _ in range(8)]
    results = at_once(
        north, *[lambda draft=draft: actions.hold(draft, starts_at=diary.at(10), by=CLOCK) for draft in drafts]
    )
    assert len({each.member_id for each in results if isinstance(each, Reservation)}) == 3
    assert sum(isinstance(each, SlotTaken) for each in results) == 5


def test_two_who_swap_their_times_do_not_wait_for_each_other(north, diary):
    photos = north.service(minutes=60)
    people = [diary.works(north.member(name, "staff", "photographer"), photos) for name in ("Ann One", "Bob Two")]
    drafts = [north.draft(services=[photos]) for _ in range(2)]
    for turn in range(6):
        results = at_once(
            north,
            *[
                lambda draft=draft, person=people[(turn + place) % 2]: actions.hold(
                    draft, starts_at=diary.at(10), member=person, by=CLOCK
                )
                for place, draft in enumerate(drafts)
            ],
        )
        assert all(isinstance(each, Reservation | SlotTaken) for each in results)
    with north.scope():
        assert Reservation.objects.count() == 2


def test_a_double_click_on_place_books_once(north, diary):
    photos = north.service(minutes=60)
    diary.works(north.photographer, photos)
    draft = north.draft(customer=north.agent, services=[photos])
    with north.scope():
        actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
    at_once(north, *[lambda: order_actions.commission(draft, how="checkout", by=CLOCK) for _ in range(4)])
    with north.scope():
        assert [visit.starts_at for visit in Appointment.objects.all()] == [diary.at(10)]
        assert Reservation.objects.count() == 1


def test_of_two_who_move_one_visit_one_is_told(north, diary):
    diary.works(north.photographer)
    visit = diary.visit(north.order(), diary.at(10), north.photographer)
    results = at_once(
        north,
        *[
            lambda hour=hour: actions.move_appointment(visit, starts_at=diary.at(hour), version=1, by=CLOCK)
            for hour in (13, 15)
        ],
    )
    assert sorted(type(each).__name__ for each in results) == ["Appointment", "StaleMove"]


def test_a_crowd_that_books_moves_and_cancels_leaves_no_overlap(north, diary):
    photos = north.service(minutes=60)
    people = [diary.works(north.member(name, "staff", "photographer"), photos) for name in ("Ann One", "Bob Two")]
    orders = [north.order(services=[photos]) for _ in range(6)]
    dice = random.Random(7)

    def step(order, hour):
        mine = Appointment.objects.filter(order=order).planned().first()
        if mine is None:
            chosen = [people[hour % 2]] if hour % 3 else people
            return actions.make_appointment(order, starts_at=diary.at(hour), minutes=60, members=chosen, by=CLOCK)
        if hour % 4 == 0:
            return actions.cancel_appointment(mine, reason="Rain", by=CLOCK)
        return actions.move_appointment(
            mine, starts_at=diary.at(hour), members=people[:1], version=mine.version, by=CLOCK
        )

    def busy(order):
        return [partial(step, order, dice.randrange(9, 16)) for _ in range(5)]

    at_once(north, *[busy(order) for order in orders])
    with north.scope():
        for person in people:
            spans = list(
                Reservation.objects.filter(member=person).order_by("starts_at").values_list("starts_at", "ends_at")
            )
            assert all(ends <= starts for (_, ends), (starts, _) in pairwise(spans))
        for visit in Appointment.objects.all():
            assert visit.people.exists() == visit.is_planned
