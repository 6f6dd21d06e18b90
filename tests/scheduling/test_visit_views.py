"""Looking at a visit and changing it, by drag, by form, by offer."""

import json
import re

import pytest
from django.utils import timezone

from orders.models import Order
from scheduling.models import Appointment, Reservation
from tests.counting import Statements
from tests.scheduling.conftest import clock_changes

HTMX = {"HX-Request": "true"}


@pytest.fixture
def phil(north, diary):
    return diary.works(north.photographer)


@pytest.fixture
def visit(north, diary, phil):
    return diary.visit(north.order(street="1 Visit St"), diary.at(10), phil)


@pytest.fixture
def client(north):
    return north.client(north.coordinator)


def fresh(north, visit):
    with north.scope():
        again = Appointment.objects.get(pk=visit.pk)
        return again.starts_at, again.version, sorted(row.member_id for row in again.people.all())


def toast(response):
    return json.loads(response["HX-Trigger"])["toast"]


def form_of(diary, visit, *people, **changes):
    day = diary.day().isoformat()
    return {"day": day, "at": "14:30", "minutes": 75, "people": [p.pk for p in people], "version": 1, **changes}


def test_the_dialog_shows_the_visit_and_the_forms_of_whoever_plans(north, client, visit):
    page = client.get(f"/schedule/visits/{visit.pk}/", headers=HTMX).content.decode()
    assert page.strip().startswith("<dialog")
    assert "1 Visit St" in page
    assert f'hx-post="/schedule/visits/{visit.pk}/time/"' in page
    assert f'hx-post="/schedule/visits/{visit.pk}/cancellation/"' in page
    whole = client.get(f"/schedule/visits/{visit.pk}/").content.decode()
    assert f'action="/schedule/visits/{visit.pk}/time/"' in whole


def test_the_form_moves_it_and_can_be_undone(north, client, diary, visit, phil):
    other = diary.works(north.member("Zoe Zoom", "staff", "photographer"))
    response = client.post(f"/schedule/visits/{visit.pk}/time/", form_of(diary, visit, other), headers=HTMX)
    assert response.status_code == 200
    assert fresh(north, visit) == (diary.at(14, 30), 2, [other.pk])
    said = toast(response)
    undone = client.post(said["undo_url"], said["undo_values"], headers=HTMX)
    assert undone.status_code == 200
    assert fresh(north, visit) == (diary.at(10), 3, [phil.pk])
    with north.scope():
        assert Appointment.objects.get(pk=visit.pk).minutes == 60


def test_without_htmx_the_form_leads_back_to_the_schedule(north, client, diary, visit, phil):
    response = client.post(f"/schedule/visits/{visit.pk}/time/", form_of(diary, visit, phil))
    assert (response.status_code, response.url) == (302, "/schedule/")


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "half past"},
        {"day": "2026-02-30"},
        {"minutes": 0},
        {"minutes": "long"},
        {"minutes": 2000},
        {"people": []},
        {"people": [99999999]},
        {"reason": "x" * 201},
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(north, client, diary, visit, phil, wrong):
    response = client.post(f"/schedule/visits/{visit.pk}/time/", form_of(diary, visit, phil, **wrong), headers=HTMX)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode() or "Choose" in response.content.decode()
    assert fresh(north, visit) == (diary.at(10), 1, [phil.pk])


def test_a_time_that_the_clocks_leave_out_is_refused(north, client, diary, visit, phil):
    forward, _ = clock_changes()
    given = form_of(diary, visit, phil, day=forward.isoformat(), at="02:30")
    response = client.post(f"/schedule/visits/{visit.pk}/time/", given, headers=HTMX)
    assert response.status_code == 422
    assert "The clocks go forward that night" in response.content.decode()


def test_the_form_works_by_the_clock_of_the_property(north, diary, phil):
    order = north.order()
    with north.scope():
        Order.objects.filter(pk=order.pk).update(time_zone="America/Los_Angeles")
    client = north.client(north.coordinator)
    given = {"day": diary.day().isoformat(), "at": "10:00", "minutes": 60, "people": [phil.pk]}
    assert client.post(f"/schedule/orders/{order.number}/time/", given, headers=HTMX).status_code == 200
    with north.scope():
        assert Appointment.objects.get().starts_at == diary.at(12)


def test_a_taken_time_comes_back_with_what_is_free(north, client, diary, visit, phil):
    diary.visit(north.order(), diary.at(14, 30), phil)
    response = client.post(f"/schedule/visits/{visit.pk}/time/", form_of(diary, visit, phil, minutes=60), headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 409
    assert "That time was just taken." in page
    offers = re.findall(r'name="starts_at" value="([^"]+)"', page)
    assert offers == [diary.at(16).isoformat()] + offers[1:]
    assert fresh(north, visit) == (diary.at(10), 1, [phil.pk])


def test_an_offer_is_taken_by_one_click(north, client, diary, visit, phil):
    diary.visit(north.order(), diary.at(14, 30), phil)
    values = {"starts_at": diary.at(14, 30).isoformat(), "person": phil.pk, "instead_of": phil.pk, "version": 1}
    page = client.post(f"/schedule/visits/{visit.pk}/place/", values, headers=HTMX).content.decode()
    first = re.search(r'<form hx-post="([^"]+)".*?</form>', page, re.DOTALL)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', first.group(0)))
    assert client.post(first.group(1), fields, headers=HTMX).status_code == 200
    assert fresh(north, visit) == (diary.at(16), 2, [phil.pk])


def test_a_card_is_dropped_on_another_time_and_person(north, client, diary, visit, phil):
    other = diary.works(north.member("Zoe Zoom", "staff", "photographer"))
    values = {"starts_at": diary.at(12, 15).isoformat(), "person": other.pk, "instead_of": phil.pk, "version": 1}
    response = client.post(f"/schedule/visits/{visit.pk}/place/", values, headers=HTMX)
    assert (response.status_code, response.content) == (200, b"")
    assert fresh(north, visit) == (diary.at(12, 15), 2, [other.pk])
    assert "1 Visit St is now on" in toast(response)["text"]


def test_dragging_one_of_two_leaves_the_other(north, client, diary, phil):
    two = diary.works(north.member("Two Second", "staff", "photographer"))
    three = diary.works(north.member("Three Third", "staff", "photographer"))
    visit = diary.visit(north.order(), diary.at(10), phil, two)
    values = {"starts_at": diary.at(10).isoformat(), "person": three.pk, "instead_of": phil.pk, "version": 1}
    client.post(f"/schedule/visits/{visit.pk}/place/", values, headers=HTMX)
    assert fresh(north, visit)[2] == sorted([two.pk, three.pk])


def test_a_card_dropped_on_another_day_of_the_week_keeps_its_clock(north, client, diary, visit, phil):
    day = diary.day(5)
    values = {"day": day.isoformat(), "person": phil.pk, "instead_of": phil.pk, "version": 1}
    client.post(f"/schedule/visits/{visit.pk}/place/", values, headers=HTMX)
    assert fresh(north, visit)[0] == diary.at(10, day=day)


def test_a_stale_drag_says_who_and_the_next_try_counts(north, client, diary, visit, phil):
    at_14 = {"starts_at": diary.at(14).isoformat(), "version": 1}
    client.post(f"/schedule/visits/{visit.pk}/place/", at_14, headers=HTMX)
    response = client.post(f"/schedule/visits/{visit.pk}/place/", at_14, headers=HTMX)
    assert response.status_code == 409
    assert "Cora Coordinator changed this visit meanwhile" in response.content.decode()


def test_only_the_buffers_in_the_way_are_overcome_by_a_reason(north, client, diary, visit, phil):
    order = north.order()
    values = {"starts_at": diary.at(11).isoformat(), "person": phil.pk}
    response = client.post(f"/schedule/orders/{order.number}/place/", values, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 409
    assert "The visit itself fits" in page
    given = {**values, "reason": "Next door"}
    assert client.post(f"/schedule/orders/{order.number}/place/", given, headers=HTMX).status_code == 200
    with north.scope():
        assert set(Reservation.objects.values_list("short_buffer_reason", flat=True)) == {"Next door"}


def test_whoever_plans_is_told_what_is_unusual(north, client, diary):
    phil = diary.works(north.photographer)
    order = north.order(services=[north.service("Drone Video")])
    values = {"starts_at": diary.at(18).isoformat(), "person": phil.pk}
    said = toast(client.post(f"/schedule/orders/{order.number}/place/", values, headers=HTMX))["text"]
    assert "Phil Photographer does not work then." in said
    assert "Phil Photographer is not set up for Drone Video." in said


def test_a_waiting_order_is_placed_and_that_can_be_undone(north, client, diary, phil):
    order = north.order()
    values = {"starts_at": diary.at(10).isoformat(), "person": phil.pk}
    response = client.post(f"/schedule/orders/{order.number}/place/", values, headers=HTMX)
    said = toast(response)
    with north.scope():
        assert Order.objects.get(pk=order.pk).visit_starts_at == diary.at(10)
        assert Appointment.objects.get().minutes == 60
    client.post(said["undo_url"], said["undo_values"], headers=HTMX)
    with north.scope():
        assert Order.objects.get(pk=order.pk).is_unscheduled


def test_the_form_of_a_waiting_order_begins_at_the_first_free_time(north, client, diary):
    photos = north.service(minutes=45)
    phil = diary.works(north.photographer, photos)
    order = north.order(services=[photos])
    query = {"day": diary.day().isoformat(), "person": phil.pk}
    page = client.get(f"/schedule/orders/{order.number}/", query, headers=HTMX).content.decode()
    assert f'value="{diary.day().isoformat()}"' in page
    assert 'value="09:00"' in page
    assert 'value="45"' in page


def test_a_draft_is_not_scheduled_but_held(north, client, diary):
    photos = north.service(minutes=60)
    phil = diary.works(north.photographer, photos)
    draft = north.draft(services=[photos])
    values = {"starts_at": diary.at(10).isoformat(), "people": str(phil.pk)}
    refused = client.post(f"/schedule/orders/{draft.number}/place/", values, headers=HTMX)
    assert (refused.status_code, "still a draft" in refused.content.decode()) == (409, True)
    held = client.post(f"/schedule/orders/{draft.number}/hold/", values, headers=HTMX)
    assert held.status_code == 200
    assert (
        client.post(f"/schedule/orders/{north.draft(services=[photos]).number}/hold/", values, headers=HTMX).status_code
        == 409
    )
    client.post(toast(held)["undo_url"], headers=HTMX)
    with north.scope():
        assert not Reservation.objects.exists()


def test_cancelling_wants_a_reason(north, client, visit):
    empty = client.post(f"/schedule/visits/{visit.pk}/cancellation/", {"reason": ""}, headers=HTMX)
    assert empty.status_code == 422
    done = client.post(f"/schedule/visits/{visit.pk}/cancellation/", {"reason": "Rain"}, headers=HTMX)
    assert done.status_code == 200
    with north.scope():
        assert Appointment.objects.get(pk=visit.pk).state == "cancelled"


def test_a_photographer_marks_their_own_visit_as_done(north, diary, phil):
    diary.works(north.contractor)
    mine = diary.visit(north.order(), timezone.now(), north.contractor)
    theirs = diary.visit(north.order(), timezone.now(), phil)
    client = north.client(north.contractor)
    response = client.post(f"/schedule/visits/{mine.pk}/completion/", headers=HTMX)
    assert response.status_code == 200
    assert client.post(f"/schedule/visits/{theirs.pk}/completion/", headers=HTMX).status_code == 404
    with north.scope():
        assert Appointment.objects.get(pk=mine.pk).is_done
    client.post(toast(response)["undo_url"], headers=HTMX)
    with north.scope():
        assert Appointment.objects.get(pk=mine.pk).is_planned


def test_a_visit_that_has_not_begun_is_not_done(north, client, visit):
    response = client.post(f"/schedule/visits/{visit.pk}/completion/", headers=HTMX)
    assert (response.status_code, "not begun yet" in response.content.decode()) == (409, True)


@pytest.mark.parametrize("garbage", [{}, {"starts_at": "soon"}, {"starts_at": "2026-11-24T10:00:00Z", "person": "x"}])
def test_a_drop_that_says_nothing_is_a_bad_request(north, client, visit, garbage):
    assert client.post(f"/schedule/visits/{visit.pk}/place/", garbage, headers=HTMX).status_code == 400
    order = north.order()
    assert client.post(f"/schedule/orders/{order.number}/place/", garbage, headers=HTMX).status_code == 400


@pytest.mark.parametrize(
    "method, path",
    [
        ("get", "/schedule/visits/{visit}/"),
        ("post", "/schedule/visits/{visit}/time/"),
        ("post", "/schedule/visits/{visit}/place/"),
        ("post", "/schedule/visits/{visit}/cancellation/"),
        ("post", "/schedule/visits/{visit}/completion/"),
        ("post", "/schedule/visits/{visit}/reopening/"),
        ("get", "/schedule/orders/{order}/"),
        ("post", "/schedule/orders/{order}/time/"),
        ("post", "/schedule/orders/{order}/place/"),
        ("post", "/schedule/orders/{order}/hold/"),
        ("post", "/schedule/orders/{order}/release/"),
        ("get", "/orders/{order}/schedule/"),
    ],
)
def test_whoever_may_not_gets_nothing(north, south, diary, visit, method, path):
    with north.scope():
        address = path.format(visit=visit.pk, order=visit.order.number)
    for client in (
        north.client(south.coordinator),
        north.client(north.agent),
        north.client(north.contractor),
        south.client(south.coordinator),
    ):
        assert getattr(client, method)(address).status_code == 404
    assert fresh(north, visit)[1] == 1


def test_a_contractor_sees_their_own_visit_without_the_forms(north, diary):
    diary.works(north.contractor)
    visit = diary.visit(north.order(), diary.at(10), north.contractor)
    client = north.client(north.contractor)
    page = client.get(f"/schedule/visits/{visit.pk}/", headers=HTMX).content.decode()
    assert "<form" not in page
    assert client.post(f"/schedule/visits/{visit.pk}/time/", headers=HTMX).status_code == 404


# --- the panel on the order page ---------------------------------------------------------------------------------------


def panel(client, order):
    response = client.get(f"/orders/{order.number}/schedule/", headers=HTMX)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_panel_shows_who_comes_when(north, client, visit):
    with north.scope():
        order = visit.order
    page = panel(client, order)
    assert "Phil Photographer" in page
    assert f'hx-get="/schedule/visits/{visit.pk}/"' in page
    assert f'hx-trigger="changed:order:{order.pk} from:body' in page


def test_the_panel_of_an_unscheduled_order_offers_the_next_times(north, client, diary):
    photos = north.service(minutes=60)
    diary.works(north.photographer, photos)
    order = north.order(services=[photos])
    page = panel(client, order)
    assert "Unscheduled" in page
    assert len(re.findall(r'name="starts_at"', page)) == 4
    assert f'hx-post="/schedule/orders/{order.number}/place/"' in page


def test_the_panel_of_a_draft_offers_times_to_hold(north, client, diary):
    photos = north.service(minutes=60)
    diary.works(north.photographer, photos)
    draft = north.draft(services=[photos])
    assert f'hx-post="/schedule/orders/{draft.number}/hold/"' in panel(client, draft)


def test_the_panel_says_when_nobody_can(north, client, diary):
    assert "Nobody who can do all of this is free" in panel(client, north.order())
    desk = north.order(services=[north.service(needs_visit=False)])
    assert "Nothing on this order is done on site." in panel(client, desk)


def test_a_contractor_sees_the_panel_of_their_order_without_offers(north, diary):
    diary.works(north.contractor)
    order = north.order()
    diary.visit(order, diary.at(10), north.contractor)
    page = panel(north.client(north.contractor), order)
    assert "Conny Contractor" in page
    assert "hx-post" not in page


def test_the_panel_takes_as_many_queries_for_three_visits_as_for_one(north, client, diary, phil):
    order = north.order()
    counts = []
    for hour in (9, 11, 13):
        diary.visit(order, diary.at(hour), phil)
        panel(client, order)
        with Statements() as queries:
            panel(client, order)
        counts.append(len(queries))
    assert counts[0] == counts[-1]
