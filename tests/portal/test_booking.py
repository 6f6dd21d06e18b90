"""Booking a shoot from the first page to the placed order."""

import re
from datetime import time
from uuid import uuid4

import pytest
from django.utils import timezone

from activity.actions import sweep
from core.actor import CLOCK
from customers.models import Customer
from notifications.models import Mail
from orders.models import AcceptedLegal, Order
from scheduling import actions as scheduling
from scheduling.models import Appointment, Reservation

PROPERTY = {
    "street": "1427 Sheridan Rd",
    "unit": "",
    "city": "Wilmette",
    "state": "IL",
    "postal_code": "60091",
    "square_feet": "2,400",
}
CONTACT = {"name": "Greta Guest", "email": "Greta@Example.com", "phone": "(312) 555-0144"}


@pytest.fixture
def photos(north):
    """A bookable service with somebody who does it every day."""
    service = north.service("Photos", price="200.00")
    with north.scope():
        rows = [(day, time(8), time(18)) for day in range(7)]
        scheduling.set_hours(north.photographer, rows, by=CLOCK)
        scheduling.set_skills(north.photographer, [service], by=CLOCK)
    return service


def begin(client, **changed):
    return client.post("/book/", {**PROPERTY, "client_id": str(uuid4()), **changed})


def draft_of(north):
    with north.scope():
        return Order.objects.select_related("status", "customer").get()


def first_time(client, path):
    return re.search(r'name="starts_at" value="([^"]+)"', client.get(path).content.decode())[1]


def walk_to_review(client, service):
    """Every step up to the review; the path of the draft."""
    path = begin(client)["Location"].removesuffix("services/")
    client.post(f"{path}services/", {"services": [service.pk]})
    client.post(f"{path}details/", {"access_notes": "Lockbox 44"})
    client.post(f"{path}time/", {"starts_at": first_time(client, f"{path}time/")})
    client.post(f"{path}contact/", CONTACT)
    return path


def test_a_guest_books_and_gets_order_appointment_terms_and_confirmation(north, photos):
    client = north.client()
    path = walk_to_review(client, photos)
    placed = client.post(f"{path}review/", {"accepts": "on"})
    order = draft_of(north)
    assert placed["Location"] == f"/o/{order.token}/"
    assert (order.primary, order.customer.email, order.access_notes) == (
        "in_progress",
        "greta@example.com",
        "Lockbox 44",
    )
    with north.scope():
        assert Appointment.objects.get(order=order).starts_at == order.visit_starts_at
        assert {each.how for each in AcceptedLegal.objects.filter(order=order)} == {"checkout"}
    page = client.get(placed["Location"]).content.decode()
    assert ("1427 Sheridan Rd" in page, "Phil Photographer" in page, "$220.00" in page) == (True, True, True)


def test_pressing_book_twice_makes_one_order_and_one_appointment(north, photos):
    client = north.client()
    path = walk_to_review(client, photos)
    first = client.post(f"{path}review/", {"accepts": "on"})
    second = client.post(f"{path}review/", {"accepts": "on"})
    assert (first.status_code, second["Location"]) == (302, first["Location"])
    with north.scope():
        assert (Order.objects.count(), Appointment.objects.count(), Customer.objects.count()) == (1, 1, 1)


def test_the_first_page_sent_twice_opens_one_draft(north):
    client, key = north.client(), str(uuid4())
    first = begin(client, client_id=key)
    second = begin(client, client_id=key)
    assert first["Location"] == second["Location"]
    with north.scope():
        assert Order.objects.count() == 1


def test_a_second_device_goes_on_where_the_first_left(north, photos):
    phone, desk = north.client(), north.client()
    path = begin(phone)["Location"].removesuffix("services/")
    phone.post(f"{path}services/", {"services": [photos.pk]})
    assert desk.get(path)["Location"] == f"{path}time/"
    assert "$220.00" in desk.get(f"{path}services/").content.decode()
    assert 'value="1427 Sheridan Rd"' in desk.get(f"{path}property/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("postal_code", "00000", "ZIP"),
        ("square_feet", "0", "at least 1 square foot"),
        ("square_feet", "1000000", "more than 200,000"),
        ("square_feet", "big", "as a number"),
        ("street", "", "required"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field_and_nothing_is_lost(north, field, value, sentence):
    answer = begin(north.client(), **{field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    kept = {key: text for key, text in PROPERTY.items() if key != field and key not in ("state", "unit", "square_feet")}
    assert all(f'value="{text}"' in page for text in kept.values())


def test_a_tick_is_saved_and_answered_with_the_new_total(north, photos):
    client = north.client()
    path = begin(client)["Location"]
    answer = client.post(path, {"services": [photos.pk]}, headers={"HX-Request": "true"})
    assert "$220.00" in answer.content.decode()
    assert draft_of(north).total == 220
    client.post(path, {}, headers={"HX-Request": "true"})
    assert draft_of(north).total == 0


def test_an_add_on_is_offered_with_its_core_and_leaves_with_it(north, photos):
    reel = north.service("Reel", kind="add_on", price="50.00")
    plan = north.service("Plan")
    client = north.client()
    path = begin(client)["Location"].removesuffix("services/")
    client.post(f"{path}services/", {"services": [photos.pk, plan.pk]})
    assert "Reel" in client.get(f"{path}details/").content.decode()
    client.post(f"{path}details/", {"add_ons": [reel.pk]})
    with north.scope():
        assert sorted(line.name for line in draft_of(north).lines.all()) == ["Photos", "Plan", "Reel"]
    client.post(f"{path}services/", {"services": []}, headers={"HX-Request": "true"})
    with north.scope():
        assert draft_of(north).lines.count() == 0


def test_a_service_of_another_company_cannot_be_chosen(north, south, photos):
    path = begin(north.client())["Location"]
    answer = north.client().post(path, {"services": [south.service().pk]})
    assert answer.status_code == 422
    assert draft_of(north).total == 0


def test_a_time_taken_meanwhile_is_refused_with_the_next_ones(north, photos):
    first, second = north.client(), north.client()
    paths = []
    for client in (first, second):
        path = begin(client)["Location"].removesuffix("services/")
        client.post(f"{path}services/", {"services": [photos.pk]})
        paths.append(path)
    start = first_time(first, f"{paths[0]}time/")
    assert first.post(f"{paths[0]}time/", {"starts_at": start}).status_code == 302
    refused = second.post(f"{paths[1]}time/", {"starts_at": start})
    assert refused.status_code == 409
    assert ("just taken" in refused.content.decode(), refused.content.decode().count('name="starts_at"') > 1) == (
        True,
        True,
    )


def test_an_expired_hold_that_somebody_else_took_is_refused_at_the_end_and_the_draft_stays(north, photos):
    late, quick = north.client(), north.client()
    path = walk_to_review(late, photos)
    with north.scope():
        hold = Reservation.objects.get()
        start = hold.job_starts_at
        Reservation.objects.update(expires_at=timezone.now())
    other = begin(quick)["Location"].removesuffix("services/")
    quick.post(f"{other}services/", {"services": [photos.pk]})
    assert quick.post(f"{other}time/", {"starts_at": start.isoformat()}).status_code == 302
    refused = late.post(f"{path}review/", {"accepts": "on"})
    assert refused.status_code == 409
    with north.scope():
        assert set(Order.objects.values_list("primary", flat=True)) == {"draft"}


def test_without_accepting_the_terms_nothing_is_placed(north, photos):
    client = north.client()
    path = walk_to_review(client, photos)
    refused = client.post(f"{path}review/", {})
    assert (refused.status_code, "accept the terms" in refused.content.decode()) == (422, True)
    assert draft_of(north).is_draft


def test_an_agent_who_is_signed_in_finds_the_draft_in_the_cart(north):
    client = north.client(north.agent)
    begin(client)
    assert "1427 Sheridan Rd" in client.get("/my/cart/").content.decode()
    assert "1427 Sheridan Rd" not in north.client(north.other_agent).get("/my/cart/").content.decode()
    assert draft_of(north).ordered_at is None


def test_a_link_with_one_character_changed_finds_nothing(north, south):
    order = north.order()
    changed = order.token[:-1] + ("a" if order.token[-1] != "a" else "b")
    for path in (f"/o/{changed}/", f"/book/{changed}/", f"/book/{changed}/review/"):
        assert north.client().get(path).status_code == 404, path
    assert south.client().get(f"/o/{order.token}/").status_code == 404


def test_the_confirmation_goes_to_the_contact_once(north, photos):
    client = north.client()
    path = walk_to_review(client, photos)
    client.post(f"{path}review/", {"accepts": "on"})
    sweep()
    sweep()
    with north.scope():
        mails = Mail.objects.filter(kind="confirmation")
        assert [(mail.to, draft_of(north).token in mail.text) for mail in mails] == [("greta@example.com", True)]


def test_the_way_in_may_be_found_and_a_draft_behind_its_link_may_not(north):
    client = north.client()
    inside = begin(client)["Location"]
    assert "X-Robots-Tag" not in client.get("/book/").headers
    headers = client.get(inside).headers
    assert (headers["X-Robots-Tag"], headers["Cache-Control"]) == ("noindex", "no-store, private")
