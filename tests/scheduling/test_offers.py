"""Free times as the booking asks for them, and why there are none."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from core.actor import CLOCK
from orders.models import Order
from scheduling import actions, queries
from tests.scheduling.conftest import CHICAGO, clock_changes


@pytest.fixture
def photos(north, diary):
    service = north.service("Photos", minutes=60)
    diary.works(north.photographer, service, starts=time(9), ends=time(12))
    return service


def clocks(offer):
    return [slot.starts_at.astimezone(offer.zone).strftime("%H:%M") for slot in offer.slots]


def times(draft, day, **more):
    return queries.free_times(draft, day, now=timezone.now(), **more)


def test_a_day_offers_every_start_at_which_somebody_is_free(north, diary, photos):
    draft = north.draft(services=[photos])
    with north.scope():
        offer = times(draft, diary.day())
        assert clocks(offer) == ["09:00", "09:30", "10:00", "10:30", "11:00"]
        assert (offer.minutes, offer.reason, offer.needs_visit) == (60, "", True)
        assert {slot.people for slot in offer.slots} == {(north.photographer.pk,)}


def test_what_is_booked_held_or_off_is_not_offered(north, diary, photos):
    with north.scope():
        diary.visit(north.order(services=[photos]), diary.at(9), north.photographer, minutes=30)
        actions.add_time_off(north.photographer, starts_at=diary.at(11, 15), ends_at=diary.at(12), by=CLOCK)
        assert clocks(times(north.draft(services=[photos]), diary.day())) == ["10:00"]


def test_the_time_a_draft_holds_is_still_free_to_itself(north, diary, photos):
    mine, theirs = (north.draft(services=[photos]) for _ in range(2))
    with north.scope():
        actions.hold(mine, starts_at=diary.at(10), by=CLOCK)
        assert "10:00" in clocks(times(mine, diary.day()))
        assert clocks(times(theirs, diary.day())) == []


def test_a_month_offers_the_days_that_have_a_time(north, diary, photos):
    with north.scope():
        actions.set_hours(north.photographer, [(diary.day().weekday(), time(9), time(12))], by=CLOCK)
        first = diary.day()
        offer = queries.free_days(north.draft(services=[photos]), first, first + timedelta(days=20), now=timezone.now())
        assert list(offer.days) == [first, first + timedelta(days=7), first + timedelta(days=14)]


def test_one_photographer_may_be_asked_for(north, diary, photos):
    other = diary.works(north.member("Zoe Zoom", "staff", "photographer"), photos)
    with north.scope():
        offer = times(north.draft(services=[photos]), diary.day(), member=other)
        assert {slot.people for slot in offer.slots} == {(other.pk,)}


def test_times_are_on_the_clock_of_the_property(north, diary, photos):
    draft = north.draft(services=[photos])
    with north.scope():
        Order.objects.filter(pk=draft.pk).update(time_zone="America/Los_Angeles")
        draft.refresh_from_db()
        assert clocks(times(draft, diary.day()))[0] == "07:00"


def test_desk_work_needs_no_visit(north, diary):
    with north.scope():
        offer = times(north.draft(services=[north.service(needs_visit=False)]), diary.day())
        assert (offer.slots, offer.needs_visit, offer.reason) == ([], False, "")


def test_a_day_of_each_kind_of_none_says_why(north, diary):
    photos = north.service(minutes=60)
    draft = north.draft(services=[photos])
    phil = north.photographer
    with north.scope():
        day = diary.day()
        assert times(draft, day).reason == "No photographer has working hours yet."
        diary.works(phil, days=[day.weekday()])
        assert times(draft, day).reason == "No photographer does all of these services in one visit."
        diary.works(phil, photos, days=[day.weekday()])
        assert times(draft, day + timedelta(days=1)).reason == "Nobody works then for as long as this visit takes."
        assert times(draft, day - timedelta(days=7)).reason == "That is too soon: we need 12 hours’ notice."
        assert times(draft, day + timedelta(days=70)).reason == "Times are open 30 days ahead."
        diary.visit(north.order(services=[photos]), diary.at(9), phil, minutes=480)
        assert times(draft, day).reason == "All times are taken."


def test_a_visit_longer_than_a_working_day_has_no_time(north, diary, photos):
    long = north.service(minutes=600)
    diary.works(north.photographer, photos, long)
    with north.scope():
        offer = times(north.draft(services=[long]), diary.day())
        assert (offer.slots, offer.reason) == ([], "Nobody works then for as long as this visit takes.")


def test_hours_are_clock_times_on_both_days_the_clocks_change(north, diary):
    photos = north.service(minutes=60)
    diary.works(north.photographer, photos, starts=time(1), ends=time(4))
    diary.rules(horizon_days=365, slot_step=60, buffer_before=0, buffer_after=0)
    forward, back = clock_changes()
    draft = north.draft(services=[photos])
    with north.scope():
        assert clocks(times(draft, forward)) == ["01:00", "03:00"]
        assert clocks(times(draft, back)) == ["01:00", "01:00", "02:00", "03:00"]
        spans = [slot.starts_at for slot in times(draft, back).slots]
        assert spans[1] - spans[0] == timedelta(hours=1)
        held = actions.hold(draft, starts_at=spans[1], by=CLOCK)
        assert held.job_starts_at == datetime.combine(back, time(1), CHICAGO).replace(fold=1).astimezone(UTC)


def test_the_people_and_what_is_taken_are_loaded_in_two_queries(north, diary, photos, django_assert_num_queries):
    for name in ("Ann One", "Bob Two"):
        person = diary.works(north.member(name, "staff", "photographer"), photos)
        diary.visit(north.order(services=[photos]), diary.at(9), person)
    draft = north.draft(services=[photos])
    with north.scope():
        need = queries.need_of(draft)
        now = timezone.now()
        with django_assert_num_queries(2):
            queries.offer(need, now, now + timedelta(days=14), now=now, besides=draft)
