"""Placing the order turns the hold into the appointment, in one transaction."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity.models import Activity
from core.actor import CLOCK
from orders import actions as order_actions
from orders.models import Order, OrderMember
from scheduling import actions
from scheduling.models import Appointment, Reservation
from scheduling.refusals import SlotTaken


@pytest.fixture
def photos(north, diary):
    service = north.service("Photos", minutes=60)
    diary.works(north.photographer, service)
    return service


def place(draft, by=CLOCK):
    return order_actions.commission(draft, how="checkout", by=by)


def expire(draft):
    Reservation.objects.filter(order=draft).update(expires_at=timezone.now() - timedelta(seconds=1))


def test_the_hold_becomes_the_appointment(north, diary, photos):
    draft = north.draft(customer=north.agent, services=[photos])
    with north.scope():
        hold = actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        place(draft, north.agent.as_actor)
        [visit] = Appointment.objects.all()
        assert (visit.order, visit.starts_at, visit.ends_at, visit.state) == (
            draft,
            diary.at(10),
            diary.at(11),
            "planned",
        )
        [reserved] = Reservation.objects.all()
        assert (reserved.pk, reserved.appointment, reserved.expires_at) == (hold.pk, visit, None)
        assert Order.objects.get(pk=draft.pk).visit_starts_at == diary.at(10)
        assert [row.member for row in OrderMember.objects.filter(order=draft)] == [north.photographer]
        assert Activity.objects.get(verb="appointment.made").actor_name == "Agnes Agent"


def test_a_contractor_who_is_booked_may_open_the_order(north, diary):
    service = north.service(minutes=45)
    diary.works(north.contractor, service)
    draft = north.draft(customer=north.agent, services=[service])
    with north.scope():
        actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        order = place(draft)
        assert north.contractor.user.has_perm("orders.work_on_order", order)


def test_an_order_without_a_chosen_time_is_unscheduled(north, photos, diary):
    draft = north.draft(customer=north.agent, services=[photos])
    with north.scope():
        assert place(draft).visit_starts_at is None
        assert not Appointment.objects.exists()


@pytest.mark.parametrize("swept", [False, True])
def test_a_hold_that_ran_out_is_taken_again_while_nobody_else_has(north, diary, photos, swept):
    draft = north.draft(customer=north.agent, services=[photos])
    with north.scope():
        actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        expire(draft)
    if swept:
        actions.release_expired_holds()
    with north.scope():
        place(draft, north.agent.as_actor)
        assert Appointment.objects.get().starts_at == diary.at(10)


def test_a_hold_that_ran_out_goes_to_another_photographer_when_the_first_is_taken(north, diary, photos):
    other = diary.works(north.member("Zoe Also", "staff", "photographer"), photos)
    draft = north.draft(customer=north.agent, services=[photos])
    with north.scope():
        held = actions.hold(draft, starts_at=diary.at(10), member=north.photographer, by=CLOCK)
        expire(draft)
        diary.visit(north.order(services=[photos]), diary.at(10), held.member)
        place(draft, north.agent.as_actor)
        assert Reservation.objects.get(order=draft).member == other


@pytest.mark.parametrize("who", ["agent", "coordinator"])
def test_an_order_is_refused_when_its_time_went_to_somebody_else(north, diary, photos, who):
    mine, theirs = (north.draft(customer=north.agent, services=[photos]) for _ in range(2))
    with north.scope():
        actions.hold(mine, starts_at=diary.at(10), by=CLOCK)
        expire(mine)
        actions.hold(theirs, starts_at=diary.at(10), by=CLOCK)
        with pytest.raises(SlotTaken) as refused:
            place(mine, getattr(north, who).as_actor)
        assert [slot.starts_at for slot in refused.value.next_free][:1] == [diary.at(11, 30)]
        again = Order.objects.get(pk=mine.pk)
        assert (again.is_draft, again.ordered_at, again.visit_starts_at) == (True, None, None)
        assert not Appointment.objects.exists()


def test_a_wish_that_lies_behind_us_does_not_stop_staff(north, diary, photos):
    draft = north.draft(customer=north.agent, services=[photos])
    with north.scope():
        order_actions.note_wish(draft, timezone.now() - timedelta(days=2))
        with pytest.raises(SlotTaken):
            place(draft, north.agent.as_actor)
        assert place(draft, north.coordinator.as_actor).visit_starts_at is None


def test_an_order_of_desk_work_needs_no_time(north, diary):
    draft = north.draft(customer=north.agent, services=[north.service(needs_visit=False)])
    with north.scope():
        assert place(draft).is_commissioned
        assert not Appointment.objects.exists()


def test_placing_twice_books_once(north, diary, photos):
    draft = north.draft(customer=north.agent, services=[photos])
    with north.scope():
        actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        place(draft)
        place(draft)
        assert Appointment.objects.count() == 1


def test_staff_place_a_draft_by_its_status_and_the_visit_stands(north, diary, photos):
    draft = north.draft(customer=north.agent, services=[photos])
    with north.scope():
        actions.hold(draft, starts_at=diary.at(10), by=CLOCK)
        order_actions.change_status(draft, north.status("active"), by=north.coordinator.as_actor)
        assert Appointment.objects.get().order == draft
