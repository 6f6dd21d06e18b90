"""Where changes of the schedule are heard, how they read, and whom they are told."""

import pytest

from activity.actions import sweep
from activity.models import Activity
from activity.wording import sentence
from core.actor import CLOCK
from core.live import Viewer, may_join
from core.live.topics import topics_of
from notifications.models import Notice
from scheduling import actions
from scheduling.models import BookingRules


@pytest.fixture
def phil(north, diary):
    return diary.works(north.photographer, north.service("Photos", minutes=60))


def last(verb):
    return Activity.objects.filter(verb=verb).order_by("-id").first()


def test_a_visit_is_heard_on_the_schedule_on_its_order_and_by_who_goes(north, diary, phil):
    visit = diary.visit(north.order(), diary.at(10), phil)
    with north.scope():
        topics = topics_of(last("appointment.made"))
        assert topics[:2] == [f"order:{visit.order_id}", "orders"]
        assert {"schedule", f"schedule:{phil.pk}"} <= set(topics)


def test_whoever_is_replaced_hears_it_too(north, diary, phil):
    zoe = diary.works(north.member("Zoe Zoom", "contractor", "photographer"))
    visit = diary.visit(north.order(), diary.at(10), zoe)
    with north.scope():
        actions.move_appointment(visit, starts_at=diary.at(10), members=[phil], version=1, by=CLOCK)
        assert {f"schedule:{phil.pk}", f"schedule:{zoe.pk}"} <= set(topics_of(last("appointment.moved")))


def test_the_whole_schedule_is_heard_by_the_team_and_ones_own_by_a_contractor(north):
    with north.scope():
        team, contractor = (Viewer(each.user_id, member=each) for each in (north.editor, north.contractor))
        assert may_join("schedule", team)
        assert may_join(f"schedule:{north.contractor.pk}", team)
        assert may_join(f"schedule:{north.contractor.pk}", contractor)
        assert not may_join("schedule", contractor)
        assert not may_join(f"schedule:{north.editor.pk}", contractor)
        assert not may_join("schedule", Viewer(north.agent.user_id, customer=north.agent))
        assert not may_join("schedule", Viewer(None))


def test_everything_that_happens_reads_as_a_sentence(north, diary, phil):
    with north.scope():
        by = north.coordinator.as_actor
        photos = north.service("Video", minutes=30)
        diary.works(phil, photos)
        draft = north.draft(services=[photos])
        actions.hold(draft, starts_at=diary.at(9), by=by)
        actions.release(draft, by=by)
        visit = diary.visit(north.order(), diary.at(10), phil, by=by)
        visit = actions.move_appointment(visit, starts_at=diary.at(11), version=1, by=by)
        actions.cancel_appointment(visit, reason="Rain", by=by)
        away = actions.add_time_off(phil, starts_at=diary.at(9), ends_at=diary.at(10), reason="Dentist", by=by)
        actions.remove_time_off(away, by=by)
        actions.change_rules(BookingRules.objects.get(), by=by, slot_step=15)
        actions.set_hours(phil, [], by=by)
        actions.set_skills(phil, [], by=by)
        mine = Activity.objects.filter(actor_name="Cora Coordinator").exclude(verb__startswith="order.").order_by("id")
        said = {each.verb: sentence(each) for each in mine}
        day = diary.at(10).astimezone(diary.zone).strftime("%a, %b %-d, %Y")
        assert said["hold.placed"] == f"Cora Coordinator chose {day}, 9:00 – 9:30 AM; Phil Photographer is held for it"
        assert said["appointment.moved"] == (
            f"Cora Coordinator moved the visit from {day}, 10:00 – 11:00 AM with Phil Photographer"
            f" to {day}, 11:00 AM – 12:00 PM with Phil Photographer"
        )
        assert said["appointment.cancelled"].endswith("with Phil Photographer: Rain")
        assert (
            said["time_off.added"]
            == f"Cora Coordinator gave Phil Photographer time off: {day}, 9:00 – 10:00 AM Dentist"
        )
        assert said["rules.changed"] == (
            "Cora Coordinator changed the booking rules (visits start every, minutes) from 30 to 15"
        )
        assert len(said) == 10
        assert all("{" not in each and "None" not in each for each in said.values())


@pytest.mark.django_db(transaction=True)
def test_photographers_are_told_of_their_visits_and_whoever_did_it_is_not(north, diary, phil):
    zoe = diary.works(north.member("Zoe Zoom", "contractor", "photographer"))
    visit = diary.visit(north.order(street="1 Told St"), diary.at(10), zoe, by=north.coordinator.as_actor)
    with north.scope():
        visit = actions.move_appointment(visit, starts_at=diary.at(11), version=1, by=north.coordinator.as_actor)
        visit = actions.move_appointment(
            visit, starts_at=diary.at(11), members=[phil], version=2, by=north.coordinator.as_actor
        )
        actions.cancel_appointment(visit, reason="Rain", by=phil.as_actor)
    sweep()
    with north.scope():
        visits = Notice.objects.filter(kind__startswith="visit.").order_by("id")
        told = list(visits.values_list("member__user__name", "title", "body"))
        before, after = (each.split(" (")[0].split(":")[0] for each in (told[0][1], told[1][1]))
        assert before == "You go to 1 Told St"
        assert after.startswith("The visit to 1 Told St is now on ")
        assert [(name, title.split(" (")[0].split(":")[0], body) for name, title, body in told[2:]] == [
            ("Phil Photographer", "You go to 1 Told St", ""),
            ("Zoe Zoom", "You no longer go to 1 Told St", ""),
        ]
