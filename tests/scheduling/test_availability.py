"""Weekly hours, time off, skills and rules, and their pages."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from activity.models import Activity
from companies.setup import progress
from core.actor import CLOCK
from scheduling import actions
from scheduling.models import BookingRules, Skill, TimeOff, WorkHours
from scheduling.refusals import BadSpan, HoursOverlap
from tests.counting import Statements
from tests.scheduling.conftest import CHICAGO


def week(member):
    return list(WorkHours.objects.filter(member=member).values_list("weekday", "starts", "ends"))


def test_hours_are_set_as_a_whole_and_said(north):
    with north.scope():
        actions.set_hours(north.photographer, [(0, time(9), time(12)), (0, time(12), time(17))], by=CLOCK)
        actions.set_hours(north.photographer, [(1, time(8), time(16))], by=north.admin.as_actor)
        assert week(north.photographer) == [(1, time(8), time(16))]
        said = Activity.objects.filter(verb="hours.changed").order_by("-id").first()
        assert (said.actor_name, said.data["before"], said.data["after"]) == (
            "Ada Admin",
            ["Mon 09:00–12:00", "Mon 12:00–17:00"],
            ["Tue 08:00–16:00"],
        )
        actions.set_hours(north.photographer, [(1, time(8), time(16))], by=CLOCK)
        assert Activity.objects.filter(verb="hours.changed").count() == 2


@pytest.mark.parametrize(
    "rows, refusal",
    [
        ([(0, time(9), time(9))], BadSpan),
        ([(0, time(17), time(9))], BadSpan),
        ([(7, time(9), time(17))], BadSpan),
        ([(0, time(9), time(13)), (0, time(12), time(17))], HoursOverlap),
    ],
)
def test_hours_that_cannot_be_are_refused(north, rows, refusal):
    with north.scope(), pytest.raises(refusal):
        actions.set_hours(north.photographer, rows, by=CLOCK)


def test_time_off_is_given_and_taken_back(north, diary):
    with north.scope():
        away = actions.add_time_off(
            north.photographer, starts_at=diary.at(9), ends_at=diary.at(12), reason=" Dentist ", by=CLOCK
        )
        assert (away.reason, TimeOff.objects.count()) == ("Dentist", 1)
        with pytest.raises(BadSpan):
            actions.add_time_off(north.photographer, starts_at=diary.at(9), ends_at=diary.at(9), by=CLOCK)
        actions.remove_time_off(away, by=CLOCK)
        assert not TimeOff.objects.exists()
        assert list(Activity.objects.filter(verb__startswith="time_off").values_list("verb", flat=True)) == [
            "time_off.added",
            "time_off.removed",
        ]


def test_skills_are_set_as_a_whole_and_what_changed_is_said(north):
    photos, video, drone = (north.service(name) for name in ("Photos", "Video", "Drone"))
    with north.scope():
        actions.set_skills(north.photographer, [photos, video], by=CLOCK)
        actions.set_skills(north.photographer, [photos, drone], by=CLOCK)
        actions.set_skills(north.photographer, [photos, drone], by=CLOCK)
        assert set(Skill.objects.values_list("service__name", flat=True)) == {"Photos", "Drone"}
        last = Activity.objects.filter(verb="skills.changed").order_by("-id").first()
        assert (last.data["added"], last.data["removed"]) == (["Drone"], ["Video"])
        assert Activity.objects.filter(verb="skills.changed").count() == 2


def test_rules_change_by_what_differs_and_keep_their_bounds(north):
    with north.scope():
        rules = actions.change_rules(BookingRules.objects.get(), by=CLOCK, slot_step=15, hold_minutes=10)
        assert rules.slot_step == 15
        said = Activity.objects.get(verb="rules.changed").data
        assert (said["before"], said["after"]) == ([30], [15])
        with pytest.raises(ValidationError):
            actions.change_rules(rules, by=CLOCK, slot_step=1)


def test_a_new_company_has_rules(north):
    with north.scope():
        rules = BookingRules.objects.get()
        assert (rules.hold_minutes, rules.slot_step) == (10, 30)


def test_the_step_of_the_first_photographer_is_done_with_hours_and_a_skill(north, diary):
    def is_done():
        with north.scope():
            return {each.step.key: each.is_done for each in progress()}["photographers"]

    diary.works(north.photographer)
    assert is_done() is False
    diary.works(north.photographer, north.service())
    assert is_done() is True


# --- pages --------------------------------------------------------------------------------------------------------------


def hours_form(**times):
    """A posted week: monday="9:00-17:00"."""
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    given = {}
    for day, name in enumerate(days):
        for place, range_ in enumerate((times.get(name, ""), times.get(f"{name}_too", ""))):
            given[f"from_{day}_{place}"], _, given[f"to_{day}_{place}"] = range_.partition("-")
    return given


def test_whoever_plans_sees_everybodys_week(north, diary):
    diary.works(north.photographer, north.service(), days=[0])
    diary.works(north.contractor)
    page = north.client(north.coordinator).get("/schedule/availability/").content.decode()
    assert "Phil Photographer" in page
    assert "9 AM – 5 PM" in page
    assert "No skills yet" in page


def test_a_photographer_goes_to_their_own_hours_and_saves_them(north):
    client = north.client(north.contractor)
    response = client.get("/schedule/availability/")
    assert (response.status_code, response.url) == (302, f"/schedule/availability/{north.contractor.pk}/")
    assert "These are the hours of the company." in client.get(response.url).content.decode()
    saved = client.post(response.url, hours_form(monday="8:00-12:00", monday_too="13:00-18:00"))
    assert saved.status_code == 302
    with north.scope():
        assert week(north.contractor) == [(0, time(8), time(12)), (0, time(13), time(18))]


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"monday": "9:00-"}, "Give both times"),
        ({"monday": "17:00-9:00"}, "later than it begins"),
        ({"monday": "9:00-13:00", "monday_too": "12:00-17:00"}, "overlap"),
        ({"monday": "early-late"}, "valid time"),
    ],
)
def test_hours_that_make_no_sense_come_back(north, wrong, words):
    client = north.client(north.coordinator)
    response = client.post(f"/schedule/availability/{north.photographer.pk}/", hours_form(**wrong))
    assert response.status_code == 422
    assert words in response.content.decode()
    with north.scope():
        assert week(north.photographer) == []


def test_whole_days_off_end_with_the_last_of_them(north, diary):
    day = diary.day()
    path = f"/schedule/availability/{north.photographer.pk}/time-off/"
    given = {"first": day.isoformat(), "last": (day + timedelta(days=1)).isoformat(), "reason": "Vacation"}
    assert north.client(north.photographer).post(path, given).status_code == 302
    with north.scope():
        away = TimeOff.objects.get()
        midnight = datetime.combine(day, time(), CHICAGO)
        assert (away.starts_at, away.reason) == (midnight.astimezone(UTC), "Vacation")
        assert away.ends_at == datetime.combine(day + timedelta(days=2), time(), CHICAGO).astimezone(UTC)


@pytest.mark.parametrize(
    "changes",
    [
        {"last": "2020-01-01"},
        {"first": ""},
        {"first": "soon"},
        {"first_at": "12:00", "last_at": "11:00"},
        {"last": "9999-12-31"},
    ],
)
def test_time_off_that_makes_no_sense_comes_back(north, diary, changes):
    day = diary.day().isoformat()
    path = f"/schedule/availability/{north.photographer.pk}/time-off/"
    response = north.client(north.photographer).post(path, {"first": day, "last": day, **changes})
    assert response.status_code == 422
    with north.scope():
        assert not TimeOff.objects.exists()


def test_time_off_over_a_visit_says_so_and_is_taken_back(north, diary):
    diary.works(north.photographer)
    diary.visit(north.order(), diary.at(10), north.photographer)
    with north.scope():
        away = actions.add_time_off(north.photographer, starts_at=diary.at(9), ends_at=diary.at(12), by=CLOCK)
    client = north.client(north.photographer)
    assert "A visit lies in it." in client.get(f"/schedule/availability/{north.photographer.pk}/").content.decode()
    assert client.post(f"/schedule/time-off/{away.pk}/removal/").status_code == 302
    with north.scope():
        assert not TimeOff.objects.exists()


def test_the_table_of_skills_is_saved_as_ticked(north):
    photos, video = north.service("Photos"), north.service("Video")
    phil, conny = north.photographer, north.contractor
    client = north.client(north.coordinator)
    page = client.get("/schedule/skills/").content.decode()
    assert "Phil Photographer: Photos" in page
    ticks = [f"{phil.pk}-{photos.pk}", f"{conny.pk}-{video.pk}"]
    assert client.post("/schedule/skills/", {"skill": ticks}).status_code == 302
    with north.scope():
        assert set(Skill.objects.values_list("member_id", "service_id")) == {(phil.pk, photos.pk), (conny.pk, video.pk)}
    assert client.post("/schedule/skills/", {"skill": ["1-1"]}).status_code == 422


def test_desk_work_is_no_skill(north):
    north.service("Virtual Staging", needs_visit=False)
    north.service("Photos")
    assert north.photographer
    assert "Virtual Staging" not in north.client(north.coordinator).get("/schedule/skills/").content.decode()


def rules_form(**changes):
    return {
        "lead_hours": "24",
        "buffer_before": "20",
        "buffer_after": "10",
        "slot_step": "15",
        "horizon_days": "60",
        "hold_minutes": "12",
        **changes,
    }


def test_an_admin_changes_the_rules(north):
    client = north.client(north.admin)
    assert client.get("/schedule/rules/").status_code == 200
    assert client.post("/schedule/rules/", rules_form()).status_code == 302
    with north.scope():
        rules = BookingRules.objects.get()
        assert (rules.lead_minutes, rules.buffer_before, rules.slot_step, rules.hold_minutes) == (1440, 20, 15, 12)


@pytest.mark.parametrize(
    "field, value",
    [("slot_step", "1"), ("buffer_before", "-1"), ("hold_minutes", "x"), ("lead_hours", "-2"), ("horizon_days", "0")],
)
def test_rules_out_of_bounds_come_back(north, field, value):
    response = north.client(north.admin).post("/schedule/rules/", rules_form(**{field: value}))
    assert (response.status_code, 'aria-invalid="true"' in response.content.decode()) == (422, True)


def test_whoever_may_not_gets_nothing(north, south, diary):
    phil = north.photographer
    with north.scope():
        away = actions.add_time_off(phil, starts_at=diary.at(9), ends_at=diary.at(12), by=CLOCK)
    own, table, rules = f"/schedule/availability/{phil.pk}/", "/schedule/skills/", "/schedule/rules/"
    assert north.client(north.contractor).get(own).status_code == 404
    assert north.client(north.contractor).post(f"{own}time-off/").status_code == 404
    assert north.client(north.contractor).post(f"/schedule/time-off/{away.pk}/removal/").status_code == 404
    assert north.client(north.contractor).get(table).status_code == 404
    assert north.client(north.coordinator).get(rules).status_code == 404
    assert south.client(south.admin).get(own).status_code == 404
    for path in (own, table, rules, "/schedule/availability/"):
        assert north.client(south.admin).get(path).status_code == 404
        assert north.client(north.agent).get(path).status_code == 404
    assert north.client(north.coordinator).get(f"/schedule/availability/{north.editor.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["/schedule/availability/", "/schedule/skills/"])
def test_three_photographers_take_as_many_queries_as_one(north, diary, path):
    client = north.client(north.admin)
    counts = []
    for name in ("Ann One", "Bob Two", "Cid Three"):
        person = diary.works(north.member(name, "staff", "photographer"), north.service())
        with north.scope():
            actions.add_time_off(person, starts_at=timezone.now(), ends_at=timezone.now() + timedelta(days=1), by=CLOCK)
        client.get(path)
        with Statements() as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[-1]
