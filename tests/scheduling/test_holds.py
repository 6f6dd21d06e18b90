"""A chosen time is held for the draft, and for nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity.models import Activity
from core.actor import CLOCK
from orders import actions as order_actions
from orders.models import Order
from orders.refusals import NotADraft
from scheduling import actions, queries
from scheduling.models import Reservation
from scheduling.refusals import SlotTaken


@pytest.fixture
def photos(north, diary):
    service = north.service("Photos", minutes=60)
    diary.works(north.photographer, service)
    return service


def expire(hold):
    Reservation.objects.filter(pk=hold.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def test_a_hold_takes_the_job_with_its_buffers_for_ten_minutes(north, diary, photos):
    draft = north.draft(customer=north.agent, services=[photos])
    with north.scope():
        before = timezone.now()
        hold = actions.hold(draft, starts_at=diary.at(10), by=north.agent.as_actor)
        assert (hold.member, hold.appointment, hold.minutes) == (north.photographer, None, 60)
        assert (hold.starts_at, hold.job_starts_at) == (diary.at(9, 45), diary.at(10))
        assert (hold.job_ends_at, hold.ends_at) == (diary.at(11), diary.at(11, 15))
        assert timedelta(minutes=10) <= hold.expires_at - before < timedelta(minutes=11)
        assert Order.objects.get(pk=draft.pk).wished_at == diary.at(10)
        said = Activity.objects.get(verb="hold.placed")
        assert (said.order_id, said.actor_name, said.data["member"]) == (draft.pk, "Agnes Agent", "Phil Photographer")


def test_another_draft_is_refused_and_told_the_next_free_times(north, diary, photos):
    first, second = (north.draft(services=[photos]) for _ in range(2))
    with north.scope():
        actions.hold(first, starts_at=diary.at(10), by=CLOCK)
        with pytest.raises(SlotTaken) as refused:
            actions.hold(second, starts_at=diary.at(10, 30), by=CLOCK)
        assert str(refused.value) == "That time was just taken."
        assert [slot.starts_at for slot in refused.value.next_free] == [
            diary.at(11, 30),
            diary.at(12),
            diary.at(12, 30),
        ]
        assert queries.hold_of(second, now=timezone.now()) is None


def test_a_new_time_replaces_the_old_and_a_refused_one_keeps_it(north, diary, photos):
    mine, theirs = (north.draft(services=[photos]) for _ in range(2))
    with north.scope():
        actions.hold(theirs, starts_at=diary.at(14), by=CLOCK)
        actions.hold(mine, starts_at=diary.at(10), by=CLOCK)
        actions.hold(mine, starts_at=diary.at(10, 30), by=CLOCK)
        with pytest.raises(SlotTaken):
            actions.hold(mine, starts_at=diary.at(14), by=CLOCK)
        held = Reservation.objects.filter(order=mine)
        assert [row.job_starts_at for row in held] == [diary.at(10, 30)]


def test_the_same_time_again_lasts_longer(north, diary, photos):
    draft = north.draft(services=[photos])
    with north.scope():
        first = actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        Reservation.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
        again = actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        assert again.member == first.member
        assert again.expires_at > timezone.now() + timedelta(minutes=9)


def test_a_hold_that_ran_out_makes_room_for_anybody(north, diary, photos):
    first, second = (north.draft(services=[photos]) for _ in range(2))
    with north.scope():
        expire(actions.hold(first, starts_at=diary.at(10), by=CLOCK))
        assert actions.hold(second, starts_at=diary.at(10), by=CLOCK).order == second
        assert queries.hold_of(first, now=timezone.now()) is None
        assert Activity.objects.get(verb="hold.released").actor_name == "Tonomo"


def test_the_least_busy_photographer_is_held(north, diary, photos):
    other = diary.works(north.member("Ada Also", "staff", "photographer"), photos)
    with north.scope():
        diary.visit(north.order(services=[photos]), diary.at(9), north.photographer)
        hold = actions.hold(north.draft(services=[photos]), starts_at=diary.at(14), by=CLOCK)
        assert hold.member == other


def test_the_photographer_who_was_chosen_is_held_or_nobody(north, diary, photos):
    other = diary.works(north.member("Ada Also", "staff", "photographer"), photos)
    with north.scope():
        first = actions.hold(north.draft(services=[photos]), starts_at=diary.at(10), member=other, by=CLOCK)
        assert first.member == other
        with pytest.raises(SlotTaken) as refused:
            actions.hold(north.draft(services=[photos]), starts_at=diary.at(10), member=other, by=CLOCK)
        assert {slot.people for slot in refused.value.next_free} == {(other.pk,)}


@pytest.mark.parametrize("hour, minute", [(3, 0), (16, 30), (10, 7)])
def test_a_time_that_is_not_on_offer_is_refused(north, diary, photos, hour, minute):
    with north.scope(), pytest.raises(SlotTaken):
        actions.hold(north.draft(services=[photos]), starts_at=diary.at(hour, minute), by=CLOCK)


def test_a_placed_order_holds_nothing(north, diary, photos):
    with north.scope(), pytest.raises(NotADraft):
        actions.hold(north.order(services=[photos]), starts_at=diary.at(10), by=CLOCK)


def test_releasing_frees_the_time_and_forgets_the_wish(north, diary, photos):
    draft = north.draft(services=[photos])
    with north.scope():
        actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        actions.release(draft, by=CLOCK)
        actions.release(draft, by=CLOCK)
        assert not Reservation.objects.exists()
        assert Order.objects.get(pk=draft.pk).wished_at is None
        assert Activity.objects.filter(verb="hold.released").count() == 1


def test_the_clock_lets_go_in_every_company(north, south, diary, photos):
    with north.scope():
        kept = actions.hold(north.draft(services=[photos]), starts_at=diary.at(13), by=CLOCK)
        expire(actions.hold(north.draft(services=[photos]), starts_at=diary.at(10), by=CLOCK))
    assert actions.release_expired_holds() == 1
    with north.scope():
        assert list(Reservation.objects.all()) == [kept]


def test_more_services_are_held_longer(north, diary, photos):
    video = north.service("Video", minutes=30)
    diary.works(north.photographer, photos, video)
    draft = north.draft(services=[photos])
    with north.scope():
        hold = actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        order_actions.choose(draft, services=[photos, video], packages=[], by=CLOCK)
        refitted = queries.hold_of(draft, now=timezone.now())
        assert (refitted.job_starts_at, refitted.minutes) == (diary.at(10), 90)
        assert refitted.expires_at == hold.expires_at


def test_a_hold_that_no_longer_fits_is_let_go(north, diary, photos):
    video = north.service("Video", minutes=30)
    diary.works(north.photographer, photos, video)
    draft = north.draft(services=[photos])
    with north.scope():
        diary.visit(north.order(services=[photos]), diary.at(11, 30), north.photographer)
        actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        order_actions.choose(draft, services=[photos, video], packages=[], by=CLOCK)
        assert queries.hold_of(draft, now=timezone.now()) is None
        assert Order.objects.get(pk=draft.pk).wished_at == diary.at(10)


def test_a_draft_that_comes_to_nothing_holds_nothing(north, diary, photos):
    draft = north.draft(services=[photos])
    with north.scope():
        actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        order_actions.change_status(draft, north.status("closed"), by=CLOCK)
        assert not Reservation.objects.exists()
