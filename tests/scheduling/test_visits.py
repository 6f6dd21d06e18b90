"""Visits are made, moved, cancelled and done; the job is never shortened."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity.models import Activity
from activity.wording import sentence
from core.actor import CLOCK
from orders import actions as order_actions
from orders.models import Order, OrderMember
from scheduling import actions
from scheduling.models import Appointment, Reservation
from scheduling.refusals import (
    BadSpan,
    NeedsReason,
    NotAPhotographer,
    NotPlaced,
    NotPlanned,
    SlotTaken,
    StaleMove,
    TooEarly,
)


@pytest.fixture
def phil(north, diary):
    return diary.works(north.photographer)


@pytest.fixture
def zoe(north, diary):
    return diary.works(north.member("Zoe Zoom", "contractor", "photographer"))


def team(order):
    return {row.member for row in OrderMember.objects.filter(order=order)}


def test_a_visit_reserves_everybody_who_goes_and_they_join_the_team(north, diary, phil, zoe):
    order = north.order()
    visit = diary.visit(order, diary.at(10), phil, zoe, minutes=90, by=north.coordinator.as_actor)
    with north.scope():
        spans = [
            (row.member, row.starts_at, row.job_starts_at, row.job_ends_at, row.ends_at) for row in visit.people.all()
        ]
        hours = (diary.at(9, 45), diary.at(10), diary.at(11, 30), diary.at(11, 45))
        assert spans == [(phil, *hours), (zoe, *hours)]
        assert team(order) == {phil, zoe}
        assert zoe.user.has_perm("orders.work_on_order", order)
        assert Order.objects.get(pk=order.pk).visit_starts_at == diary.at(10)
        said = Activity.objects.get(verb="appointment.made")
        assert sentence(said).startswith("Cora Coordinator scheduled the visit: ")
        assert sentence(said).endswith("10:00 – 11:30 AM with Phil Photographer, Zoe Zoom")


def test_the_first_of_two_visits_is_noted_on_the_order(north, diary, phil):
    order = north.order()
    diary.visit(order, diary.at(14), phil)
    first = diary.visit(order, diary.at(10), phil)
    with north.scope():
        assert Order.objects.get(pk=order.pk).visit_starts_at == diary.at(10)
        actions.cancel_appointment(first, reason="Rain", by=CLOCK)
        assert Order.objects.get(pk=order.pk).visit_starts_at == diary.at(14)


def test_a_taken_time_is_refused_with_the_next_free_ones_of_all_who_go(north, diary, phil, zoe):
    diary.visit(north.order(), diary.at(10), phil)
    diary.visit(north.order(), diary.at(12), zoe)
    with north.scope():
        with pytest.raises(SlotTaken) as refused:
            diary.visit(north.order(), diary.at(10, 30), phil, zoe)
        assert [slot.starts_at for slot in refused.value.next_free] == [
            diary.at(13, 30),
            diary.at(14),
            diary.at(14, 30),
        ]
        assert refused.value.only_buffers is False
        assert Appointment.objects.count() == 2


def test_staff_shorten_the_buffers_with_a_reason_but_never_the_job(north, diary, phil):
    first = diary.visit(north.order(), diary.at(10), phil)
    with north.scope():
        with pytest.raises(SlotTaken) as refused:
            diary.visit(north.order(), diary.at(11), phil)
        assert refused.value.only_buffers is True
        second = diary.visit(north.order(), diary.at(11), phil, short_buffer_reason="Next door")
        with pytest.raises(SlotTaken):
            diary.visit(north.order(), diary.at(10, 30), phil, short_buffer_reason="In a hurry")
        spans = [
            (row.starts_at, row.ends_at, row.short_buffer_reason) for row in Reservation.objects.order_by("starts_at")
        ]
        assert spans == [
            (diary.at(9, 45), diary.at(11), "Next door"),
            (diary.at(11), diary.at(12, 15), "Next door"),
        ]
        assert [visit.minutes for visit in (first, second)] == [60, 60]


def test_a_gap_smaller_than_both_buffers_is_shared(north, diary, phil):
    diary.visit(north.order(), diary.at(10), phil)
    with north.scope():
        diary.visit(north.order(), diary.at(11, 20), phil, short_buffer_reason="Next door")
        spans = [(row.starts_at, row.ends_at) for row in Reservation.objects.order_by("starts_at")]
        assert spans == [(diary.at(9, 45), diary.at(11, 15)), (diary.at(11, 15), diary.at(12, 35))]


def test_a_draft_is_not_visited(north, diary, phil):
    draft = north.draft(services=[north.service()])
    with north.scope(), pytest.raises(NotPlaced):
        diary.visit(draft, diary.at(10), phil)


def test_only_photographers_go(north, diary):
    with north.scope(), pytest.raises(NotAPhotographer):
        diary.visit(north.order(), diary.at(10), north.editor)


@pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
def test_a_visit_has_a_length_of_a_day_at_most(north, diary, phil, minutes):
    with north.scope(), pytest.raises(BadSpan):
        diary.visit(north.order(), diary.at(10), phil, minutes=minutes)


def test_a_visit_has_somebody_who_goes(north, diary):
    with north.scope(), pytest.raises(BadSpan):
        diary.visit(north.order(), diary.at(10))


def test_moving_keeps_the_length_and_raises_the_version(north, diary, phil):
    visit = diary.visit(north.order(), diary.at(10), phil, minutes=75)
    with north.scope():
        moved = actions.move_appointment(visit, starts_at=diary.at(14), version=1, by=north.coordinator.as_actor)
        assert (moved.starts_at, moved.minutes, moved.version) == (diary.at(14), 75, 2)
        assert Order.objects.get(pk=visit.order_id).visit_starts_at == diary.at(14)
        assert [(row.job_starts_at, row.ends_at) for row in moved.people.all()] == [(diary.at(14), diary.at(15, 30))]
        said = Activity.objects.get(verb="appointment.moved").data
        assert (said["before_starts_at"], said["before_member_ids"]) == (diary.at(10).isoformat(), [phil.pk])


def test_moving_into_its_own_time_is_allowed(north, diary, phil):
    visit = diary.visit(north.order(), diary.at(10), phil)
    with north.scope():
        moved = actions.move_appointment(visit, starts_at=diary.at(10, 15), version=1, by=CLOCK)
        assert moved.starts_at == diary.at(10, 15)


def test_moving_to_where_it_is_says_nothing(north, diary, phil):
    visit = diary.visit(north.order(), diary.at(10), phil)
    with north.scope():
        assert actions.move_appointment(visit, starts_at=diary.at(10), version=1, by=CLOCK).version == 1
        assert not Activity.objects.filter(verb="appointment.moved").exists()


def test_a_stale_move_brings_the_fresh_visit_and_who_moved_it(north, diary, phil):
    visit = diary.visit(north.order(), diary.at(10), phil)
    with north.scope():
        actions.move_appointment(visit, starts_at=diary.at(11), version=1, by=north.coordinator.as_actor)
        with pytest.raises(StaleMove) as refused:
            actions.move_appointment(visit, starts_at=diary.at(15), version=1, by=north.admin.as_actor)
        assert refused.value.appointment.starts_at == diary.at(11)
        assert str(refused.value).startswith("Cora Coordinator changed this visit meanwhile. It is now on ")


def test_a_refused_move_leaves_everything_as_it_was(north, diary, phil):
    visit = diary.visit(north.order(), diary.at(10), phil)
    diary.visit(north.order(), diary.at(14), phil)
    with north.scope():
        with pytest.raises(SlotTaken) as refused:
            actions.move_appointment(visit, starts_at=diary.at(14), version=1, by=CLOCK)
        assert refused.value.next_free[0].starts_at == diary.at(15, 30)
        again = Appointment.objects.get(pk=visit.pk)
        assert (again.starts_at, again.version, again.people.count()) == (diary.at(10), 1, 1)


def test_whoever_is_replaced_leaves_the_team_and_no_longer_sees_the_order(north, diary, phil, zoe):
    order = north.order()
    visit = diary.visit(order, diary.at(10), zoe)
    with north.scope():
        actions.move_appointment(visit, starts_at=diary.at(10), members=[phil], version=1, by=CLOCK)
        assert team(order) == {phil}
        assert not zoe.user.has_perm("orders.work_on_order", order)


def test_whoever_is_replaced_but_has_other_work_stays(north, diary, phil, zoe):
    order = north.order()
    visit = diary.visit(order, diary.at(10), zoe)
    with north.scope():
        order_actions.assign_line(order.lines.get(), zoe, by=CLOCK)
        actions.move_appointment(visit, starts_at=diary.at(10), members=[phil], version=1, by=CLOCK)
        assert team(order) == {phil, zoe}


def test_cancelling_says_why_and_frees_the_time(north, diary, phil):
    order = north.order()
    visit = diary.visit(order, diary.at(10), phil)
    with north.scope():
        with pytest.raises(NeedsReason):
            actions.cancel_appointment(visit, reason=" ", by=CLOCK)
        cancelled = actions.cancel_appointment(visit, reason="Seller is ill", by=north.coordinator.as_actor)
        actions.cancel_appointment(visit, reason="Again", by=CLOCK)
        assert (cancelled.state, Reservation.objects.count()) == ("cancelled", 0)
        assert Order.objects.get(pk=order.pk).is_unscheduled
        assert sentence(Activity.objects.get(verb="appointment.cancelled")).endswith(
            "with Phil Photographer: Seller is ill"
        )
        with pytest.raises(NotPlanned):
            actions.move_appointment(cancelled, starts_at=diary.at(12), version=2, by=CLOCK)
        diary.visit(north.order(), diary.at(10), phil)


@pytest.mark.parametrize("kind", ["cancelled", "postponed"])
def test_an_order_that_is_called_off_is_not_visited(north, diary, phil, kind):
    order = north.order()
    diary.visit(order, diary.at(10), phil)
    with north.scope():
        order_actions.change_status(order, north.status(kind), by=north.coordinator.as_actor)
        assert [visit.state for visit in Appointment.objects.all()] == ["cancelled"]
        assert not Reservation.objects.exists()
        assert Order.objects.get(pk=order.pk).is_unscheduled


def test_an_order_that_is_completed_keeps_its_visit(north, diary, phil):
    order = north.order()
    diary.visit(order, diary.at(10), phil)
    with north.scope():
        order_actions.change_status(order, north.status("completed"), by=CLOCK)
        assert Appointment.objects.get().is_planned


def test_a_visit_is_done_once_it_has_begun_and_that_can_be_taken_back(north, diary, phil):
    early = diary.visit(north.order(), diary.at(10), phil)
    begun = diary.visit(north.order(), timezone.now() - timedelta(minutes=5), phil)
    with north.scope():
        with pytest.raises(TooEarly):
            actions.finish_appointment(early, by=CLOCK)
        assert actions.finish_appointment(begun, by=phil.as_actor).is_done
        assert actions.finish_appointment(begun, by=phil.as_actor).version == 2
        with pytest.raises(NotPlanned):
            actions.cancel_appointment(begun, reason="No", by=CLOCK)
        assert actions.reopen_appointment(begun, by=phil.as_actor).is_planned


def test_a_property_in_another_zone_takes_its_planned_visits_along(north, diary, phil):
    order = north.order()
    visit = diary.visit(order, diary.at(10), phil)
    with north.scope():
        order_actions.set_property(
            order, street="1 Main St", city="Denver", state="CO", postal_code="80202", square_feet=2000, by=CLOCK
        )
        again = Appointment.objects.get(pk=visit.pk)
        assert (again.time_zone, again.starts_at) == ("America/Denver", diary.at(10))
