"""The schedule: who sees what of it, and how it is drawn."""

import re
from datetime import time, timedelta

import pytest
from django.utils import timezone

from core.actor import CLOCK
from orders import actions as order_actions
from scheduling import actions
from scheduling.models import Reservation
from tests.counting import Statements
from tests.scheduling.conftest import clock_changes

PAGES = ["/schedule/", "/schedule/week/", "/schedule/sheet/"]


@pytest.fixture
def phil(north, diary):
    return diary.works(north.photographer)


def words(client, diary, path="/schedule/", *, day=None, **query):
    response = client.get(path, {"day": (day or diary.day()).isoformat(), **query})
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_team_sees_everybodys_day(north, diary, phil):
    order = north.order(services=[north.service("Twilight Photos")])
    diary.visit(order, diary.at(10), phil)
    page = words(north.client(north.editor), diary)
    assert 'data-end-hour="3" data-end-minute="0" data-hour="2" data-minute="0"' in page
    assert f'href="/orders/{order.number}/">#{order.number}</a> Twilight Photos' in page
    assert "Agnes Agent" in page
    assert "Off until 9:00 AM" in page
    assert "1 of 8 h" in page


@pytest.mark.parametrize("path", PAGES)
def test_a_contractor_sees_their_own_visits_and_nobody_elses(north, diary, phil, path):
    diary.works(north.contractor)
    mine, theirs = north.order(street="1 Mine St"), north.order(street="2 Their St")
    diary.visit(mine, diary.at(10), north.contractor)
    diary.visit(theirs, diary.at(10), phil)
    page = words(north.client(north.contractor), diary, path)
    assert "1 Mine St" in page
    assert "2 Their St" not in page
    assert "Phil Photographer" not in page
    assert "Unscheduled" not in page


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_an_agent_and_nobody_see_nothing(north, south, path):
    assert north.client(south.coordinator).get(path).status_code == 404
    assert north.client(north.agent).get(path).status_code == 404
    assert north.client().get(path).status_code == 302


def test_a_contractor_cannot_open_somebody_elses_sheet(north, diary, phil):
    diary.works(north.contractor)
    client = north.client(north.contractor)
    assert client.get("/schedule/sheet/", {"person": phil.pk}).status_code == 404
    assert client.get("/schedule/sheet/", {"person": north.contractor.pk}).status_code == 200


def test_only_whoever_plans_can_drag(north, diary, phil):
    diary.works(north.contractor)
    diary.visit(north.order(), diary.at(10), north.contractor)
    assert "data-drag" in words(north.client(north.coordinator), diary)
    assert "data-drag" not in words(north.client(north.contractor), diary)


def test_a_hold_is_drawn_with_the_time_it_ends_and_leaves_when_it_does(north, diary, phil):
    photos = north.service(minutes=60)
    diary.works(phil, photos)
    with north.scope():
        actions.hold(north.draft(services=[photos], street="7 Held St"), starts_at=diary.at(10), by=CLOCK)
    client = north.client(north.coordinator)
    assert re.search(r"7 Held St.*Held until \d+:\d\d [AP]M", words(client, diary))
    with north.scope():
        Reservation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "7 Held St" not in words(client, diary)


def test_a_contractor_sees_no_holds(north, diary):
    photos = north.service(minutes=60)
    diary.works(north.contractor, photos)
    with north.scope():
        actions.hold(north.draft(services=[photos], street="7 Held St"), starts_at=diary.at(10), by=CLOCK)
    assert "7 Held St" not in words(north.client(north.contractor), diary)


def test_time_off_is_drawn_with_its_reason(north, diary, phil):
    with north.scope():
        actions.add_time_off(phil, starts_at=diary.at(12), ends_at=diary.at(14), reason="Dentist", by=CLOCK)
    client = north.client(north.coordinator)
    assert "is-time-off" in words(client, diary)
    assert "Dentist" in words(client, diary, "/schedule/week/")


def test_a_visit_outside_of_hours_says_so(north, diary, phil):
    diary.visit(north.order(), diary.at(17), phil)
    assert "Outside working time" in words(north.client(north.coordinator), diary)


def test_the_time_at_the_property_is_said_where_it_is_another(north, diary, phil):
    order = north.order()
    with north.scope():
        order_actions.set_property(
            order, street="1 Main St", city="Denver", state="CO", postal_code="80202", square_feet=2000, by=CLOCK
        )
    diary.visit(order, diary.at(10), phil)
    assert "(9:00 – 10:00 AM there)" in words(north.client(north.coordinator), diary)


def test_somebody_who_left_is_drawn_while_they_have_a_visit(north, diary, phil):
    diary.visit(north.order(), diary.at(10), phil)
    with north.scope():
        phil.is_active = False
        phil.save(update_fields=["is_active"])
    assert "Phil Photographer" in words(north.client(north.coordinator), diary)


def test_the_orders_that_wait_are_those_to_be_worked_on(north, diary, phil):
    north.order(street="1 Waiting St")
    north.order(street="2 Cancelled St", status="cancelled")
    diary.visit(north.order(street="3 Booked St"), diary.at(10, day=diary.day(9)), phil)
    page = words(north.client(north.coordinator), diary)
    assert "1 Waiting St" in page
    assert "2 Cancelled St" not in page
    assert "3 Booked St" not in page
    assert "All 2 unscheduled orders" in page


def test_the_order_in_hand_is_offered_where_it_fits(north, diary, phil):
    photos = north.service(minutes=60)
    diary.works(phil, photos)
    unskilled = diary.works(north.member("Una Unskilled", "staff", "photographer"))
    diary.visit(north.order(services=[photos]), diary.at(12), phil)
    order = north.order(services=[photos])
    page = words(north.client(north.coordinator), diary, fit=order.number)
    found = re.findall(r'hx-vals=\'\{"starts_at": "([^"]+)", "person": (\d+)\}', page)
    assert found == [(diary.at(9).isoformat(), str(phil.pk)), (diary.at(13, 30).isoformat(), str(phil.pk))]
    assert str(unskilled.pk) not in {person for _, person in found}


@pytest.mark.parametrize(
    "which, hours, labels", [(0, 23, ["12 AM", "1 AM", "3 AM"]), (1, 25, ["12 AM", "1 AM", "1 AM", "2 AM"])]
)
def test_a_day_on_which_the_clocks_change_has_its_true_hours(north, diary, which, hours, labels):
    day = clock_changes()[which]
    phil = diary.works(north.photographer, starts=time(0), ends=time(23, 45))
    early = diary.visit(north.order(), diary.at(0, 30, day=day), phil, minutes=30)
    late = diary.visit(north.order(), diary.at(12, day=day), phil)
    page = words(north.client(north.coordinator), diary, day=day)
    assert f'data-hours="{hours}"' in page
    assert [label for _, label in re.findall(r'<span data-hour="(\d+)">([^<]+)</span>', page)][: len(labels)] == labels
    noon = hours - 12
    assert f'id="visit-{late.pk}-{phil.pk}" data-end-hour="{noon + 1}" data-end-minute="0" data-hour="{noon}"' in page
    assert f'id="visit-{early.pk}-{phil.pk}" data-end-hour="1" data-end-minute="0" data-hour="0"' in page


def test_now_is_a_line_today_and_on_no_other_day(north, diary, phil):
    client = north.client(north.coordinator)
    with north.scope():
        actions.set_hours(phil, [(day, time(0), time(23, 55)) for day in range(7)], by=CLOCK)
    assert 'class="now"' in words(client, diary, day=diary.day(0))
    assert 'class="now"' not in words(client, diary, day=diary.day(1))


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-30", "9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("path", PAGES)
def test_a_day_that_makes_no_sense_is_today(north, phil, path, day):
    assert north.client(north.coordinator).get(path, {"day": day}).status_code == 200


def test_a_company_without_photographers_is_told_what_to_do(north, diary):
    assert "No photographers yet" in words(north.client(north.coordinator), diary)


def test_the_fragment_is_the_board_alone(north, diary, phil):
    page = north.client(north.coordinator).get("/schedule/", headers={"HX-Request": "true"}).content.decode().strip()
    assert page.startswith('<div id="schedule"')


def test_the_sheet_tells_the_photographer_what_to_know(north, diary, phil):
    order = north.order(street="9 Sheet St")
    with north.scope():
        order_actions.set_details(order, access_notes="Key under the frog", by=CLOCK)
    diary.visit(order, diary.at(10), phil)
    page = words(north.client(phil), diary, "/schedule/sheet/")
    assert "9 Sheet St" in page
    assert "10:00 – 11:00 AM" in page
    assert "Key under the frog" in page
    assert "+13125550100" in page


@pytest.mark.parametrize("path", PAGES)
def test_three_photographers_take_as_many_queries_as_one(north, diary, path):
    client = north.client(north.coordinator)
    counts = []
    for name in ("Ann One", "Bob Two", "Cid Three"):
        person = diary.works(north.member(name, "staff", "photographer"))
        for hour in (9, 11, 13):
            diary.visit(north.order(), diary.at(hour), person)
        north.order()
        words(client, diary, path)
        with Statements() as queries:
            words(client, diary, path)
        counts.append(len(queries))
    assert counts[0] == counts[-1]
