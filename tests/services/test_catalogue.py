"""The catalogue as the company edits it."""

import json
from datetime import time
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from activity.actions import sweep
from core.actor import CLOCK
from notifications.models import Notice
from scheduling import actions as scheduling
from services.models import Package, Service
from tests.counting import Statements

ROWS = 3


def table(*rows, prefix="tiers"):
    """The table of tiers as a browser sends it."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for at, row in enumerate(rows):
        sent |= {f"{prefix}-{at}-{key}": value for key, value in row.items()}
    return sent


def given(**changed):
    return {
        "name": "Photos",
        "new_category": "Photography",
        "kind": "core",
        "description": "Forty frames.",
        "needs_visit": "on",
        "is_taxable": "on",
        "checklist": "Back up\nCull",
        **table({"up_to": "2000", "price": "150", "minutes": "60"}, {"up_to": "", "price": "200.50", "minutes": "90"}),
        **changed,
    }


def only_service(world):
    with world.scope():
        return Service.objects.get()


def test_a_service_is_made_with_category_tiers_and_checklist(north):
    answer = north.client(north.admin).post("/services/new/", given())
    assert answer["Location"] == "/services/"
    service = only_service(north)
    with north.scope():
        tiers = [(tier.up_to, tier.price, tier.minutes) for tier in service.tiers.all()]
        assert tiers == [(2000, Decimal(150), 60), (None, Decimal("200.500"), 90)]
        assert [item.text for item in service.checklist.all()] == ["Back up", "Cull"]
        assert (service.category.name, service.is_active) == ("Photography", False)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"new_category": ""}, "Choose a category"),
        ({"tiers-0-price": "cheap"}, "Enter a number"),
        ({"tiers-0-price": "-5"}, "greater than or equal to 0"),
        ({"tiers-1-up_to": "2000"}, "Two rows have the same size"),
        ({"tiers-0-price": ""}, "Give this size a price"),
        ({"description": "x" * 10_000}, "under 2,000 characters"),
        ({"checklist": "y" * 201}, "up to 200 characters"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(north, changed, sentence):
    answer = north.client(north.admin).post("/services/new/", given(**changed))
    html = answer.content.decode()
    assert (answer.status_code, sentence in html, 'value="Photos"' in html) == (422, True, True)
    with north.scope():
        assert Service.objects.count() == 0


def test_a_name_that_is_taken_is_said_beside_it(north):
    north.service("photos")
    answer = north.client(north.admin).post("/services/new/", given())
    assert (answer.status_code, "already" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"\x89PNG\r\n\x1a\nlies"]
)
def test_a_picture_that_lies_about_its_type_is_refused(north, content):
    sent = given(picture=SimpleUploadedFile("photo.png", content, "image/png"))
    assert north.client(north.admin).post("/services/new/", sent).status_code == 422


def test_a_picture_is_kept_under_a_name_of_ours(north, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = BytesIO()
    Image.new("RGB", (30, 20)).save(file, "PNG")
    north.client(north.admin).post("/services/new/", given(picture=SimpleUploadedFile("a b.png", file.getvalue())))
    name = only_service(north).picture.name
    assert (name.startswith("services/"), "a b" in name, (tmp_path / name).exists()) == (True, False, True)


def test_a_service_that_is_not_ready_says_what_it_lacks_and_stays_off(north):
    service = north.service("Bare", minutes=0)
    with north.scope():
        Service.objects.update(is_active=False)
    client = north.client(north.admin)
    refused = client.post(f"/services/{service.pk}/switch/", {"on": "1"})
    text = json.loads(refused.headers["HX-Trigger"])["toast"]["text"]
    assert (refused.status_code, "minutes" in text, "Describe it" in text, "skill" in text) == (409, True, True, True)
    assert only_service(north).is_active is False


def test_a_ready_service_is_switched_on_and_off(north):
    north.client(north.admin).post("/services/new/", given())
    service = only_service(north)
    with north.scope():
        scheduling.set_hours(north.photographer, [(0, time(9), time(17))], by=CLOCK)
        scheduling.set_skills(north.photographer, [service], by=CLOCK)
    client = north.client(north.admin)
    client.post(f"/services/{service.pk}/switch/", {"on": "1"})
    assert only_service(north).is_active is True
    client.post(f"/services/{service.pk}/switch/", {})
    assert only_service(north).is_active is False


def test_changing_the_catalogue_leaves_placed_orders_as_they_were(north):
    service = north.service("Photos", price="100.00")
    order = north.order(services=[service])
    changed = given(category=str(north.category.pk), new_category="")
    north.client(north.admin).post(f"/services/{service.pk}/", changed)
    with north.scope():
        assert (order.lines.get().unit_price, service.tiers.count()) == (100, 2)


def test_services_are_moved_within_and_between_categories(north):
    first, second = north.service("First"), north.service("Second")
    client = north.client(north.admin)
    client.post(f"/services/{second.pk}/place/", {"stage": north.category.pk, "position": 0})
    with north.scope():
        assert list(Service.objects.in_order().values_list("name", flat=True)) == ["Second", "First"]
    assert client.post(f"/services/{first.pk}/place/", {"position": "x"}).status_code == 400


def test_the_list_costs_the_same_for_one_and_for_three(north):
    client = north.client(north.admin)
    north.service()
    client.get("/services/")
    with Statements(at_most=8) as one:
        client.get("/services/")
    north.service()
    north.service(kind="add_on")
    with Statements(at_most=9) as three:
        client.get("/services/")
    assert len(three) - len(one) <= 1  # one more query as soon as there is an add-on, however many


def test_a_package_is_made_and_warns_when_it_is_dearer_than_its_parts(north):
    photos, plan = north.service("Photos", price="100"), north.service("Plan", price="50")
    sent = {"name": "Both", "services": [photos.pk, plan.pk], **table({"up_to": "", "price": "180"})}
    client = north.client(north.admin)
    assert client.post("/packages/new/", sent)["Location"] == "/packages/"
    assert "costs more than its parts" in client.get("/packages/").content.decode()
    with north.scope():
        package = Package.objects.get()
    client.post(f"/packages/{package.pk}/", {**sent, **table({"up_to": "", "price": "120"})})
    assert "saves up to" in client.get("/packages/").content.decode()
    client.post(f"/packages/{package.pk}/switch/", {"on": "1"})
    with north.scope():
        assert Package.objects.get().is_active is True


def test_only_those_who_edit_the_catalogue_come_in(north, south):
    service = north.service()
    for client in (north.client(north.coordinator), north.client(north.agent), north.client(north.contractor)):
        assert {client.get(path).status_code for path in ("/services/", "/services/new/", "/packages/")} == {404}
    stranger = south.client(south.owner)
    assert stranger.get(f"/services/{service.pk}/").status_code == 404
    assert stranger.post(f"/services/{service.pk}/switch/", {"on": "1"}).status_code == 404


def test_people_who_want_to_know_are_told_once_when_a_service_is_ordered(north):
    service = north.service("Photos")
    with north.scope():
        service.watchers.create(member=north.editor)
    north.order(services=[service])
    sweep()
    sweep()
    with north.scope():
        assert [(notice.member_id, "Photos was ordered" in notice.title) for notice in Notice.objects.all()] == [
            (north.editor.pk, True)
        ]
