"""Visits on the schedule: dragged by pointer, moved by keyboard, seen by everybody at once."""

import re

import pytest
from playwright.sync_api import expect

from orders.models import Order
from scheduling.models import Appointment
from tests.browser.visitor import barriers
from tests.scheduling.conftest import Diary


@pytest.fixture
def diary(north):
    return Diary(north)


@pytest.fixture
def photos(north, diary):
    photos = north.service("Listing Photos", minutes=60)
    diary.works(north.photographer, photos)
    diary.works(north.member("Zoe Zoom", "staff", "photographer"), photos)
    return photos


def schedule(visitors, world, person, diary, path="/schedule/", **options):
    page = visitors.open(world, person, f"{path}?day={diary.day().isoformat()}", **options)
    expect(page.get_by_role("heading", name="Schedule", exact=True)).to_be_visible()
    return page


def lane(page, name):
    return page.get_by_role("group", name=name, exact=True)


def drag(page, card, place, *, hours=0.0):
    """Take a card by its upper edge and put it on a lane, so many hours below its top; or in the middle of a cell."""
    card.scroll_into_view_if_needed()
    box, target = card.bounding_box(), place.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 4)
    page.mouse.down()
    down = 65.28 * hours + 5 if hours else target["height"] / 2
    page.mouse.move(target["x"] + target["width"] / 2, target["y"] + down - 30, steps=8)
    page.mouse.move(target["x"] + target["width"] / 2, target["y"] + down, steps=4)
    page.mouse.up()


def said(page):
    return page.get_by_role("region", name="Notices")


def starts(north, visit):
    with north.scope():
        return Appointment.objects.get(pk=visit.pk).starts_at


def test_a_dragged_visit_lands_for_everybody_and_can_be_undone(north, visitors, diary, photos):
    visit = diary.visit(north.order(services=[photos], street="1 Drag St"), diary.at(10), north.photographer)
    cora = schedule(visitors, north, north.coordinator, diary)
    edda = schedule(visitors, north, north.editor, diary)
    card = lane(cora, "Phil Photographer").locator(".lane-item").filter(has_text="1 Drag St")
    drag(cora, card, lane(cora, "Zoe Zoom"), hours=6)
    for page in (cora, edda):
        expect(lane(page, "Zoe Zoom").get_by_text("2:00 – 3:00")).to_be_visible()
        expect(lane(page, "Phil Photographer").get_by_text("1 Drag St")).to_have_count(0)
    expect(said(cora)).to_contain_text("1 Drag St is now on")
    assert starts(north, visit) == diary.at(14)
    cora.get_by_role("button", name="Undo").click()
    for page in (cora, edda):
        expect(lane(page, "Phil Photographer").get_by_text("10:00 – 11:00")).to_be_visible()
    assert starts(north, visit) == diary.at(10)
    assert barriers(cora) == []


def test_a_refused_drop_goes_back_and_says_what_is_free(north, visitors, diary, photos):
    diary.visit(north.order(services=[photos], street="1 First St"), diary.at(10), north.photographer)
    second = diary.visit(north.order(services=[photos], street="2 Second St"), diary.at(14), north.photographer)
    page = schedule(visitors, north, north.coordinator, diary)
    phil = lane(page, "Phil Photographer")
    drag(page, phil.locator(".lane-item").filter(has_text="2 Second St"), phil, hours=2)
    expect(page.get_by_text("That time was just taken.")).to_be_visible()
    expect(phil.locator(".lane-item").filter(has_text="2 Second St")).to_contain_text("2:00 – 3:00")
    page.get_by_role("button", name=re.compile("11:30 AM")).click()
    expect(phil.get_by_text("11:30 – 12:30")).to_be_visible()
    expect(page.get_by_text("That time was just taken.")).to_have_count(0)
    assert starts(north, second) == diary.at(11, 30)


def test_a_visit_is_moved_by_keyboard_alone(north, visitors, diary, photos):
    visit = diary.visit(north.order(services=[photos], street="1 Keys St"), diary.at(10), north.photographer)
    page = schedule(visitors, north, north.coordinator, diary)
    page.get_by_role("link", name="1 Keys St").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="1 Keys St")
    expect(dialog).to_be_visible()
    assert barriers(page, "dialog") == []
    dialog.get_by_label("Time", exact=True).fill("15:30")
    dialog.get_by_role("checkbox", name="Phil Photographer").uncheck()
    dialog.get_by_role("checkbox", name="Zoe Zoom").check()
    dialog.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(lane(page, "Zoe Zoom").get_by_text("3:30 – 4:30")).to_be_visible()
    assert starts(north, visit) == diary.at(15, 30)


def test_escape_gives_a_drag_up(north, visitors, diary, photos):
    visit = diary.visit(north.order(services=[photos], street="1 Esc St"), diary.at(10), north.photographer)
    page = schedule(visitors, north, north.coordinator, diary)
    card = page.locator(".lane-item").filter(has_text="1 Esc St")
    box = card.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 150, steps=6)
    expect(page.locator(".fit.is-drop")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".fit.is-drop")).to_have_count(0)
    page.mouse.up()
    expect(card).to_contain_text("10:00 – 11:00")
    assert starts(north, visit) == diary.at(10)


def test_a_waiting_order_is_dragged_to_a_photographer(north, visitors, diary, photos):
    order = north.order(services=[photos], street="1 Waiting St")
    page = schedule(visitors, north, north.coordinator, diary)
    card = (
        page.get_by_role("complementary", name="Unscheduled orders")
        .get_by_role("listitem")
        .filter(has_text="1 Waiting St")
    )
    drag(page, card, lane(page, "Zoe Zoom"), hours=3)
    expect(lane(page, "Zoe Zoom").get_by_text("11:00 – 12:00")).to_be_visible()
    expect(page.get_by_text("Every order has its visit")).to_be_visible()
    with north.scope():
        assert Order.objects.get(pk=order.pk).visit_starts_at == diary.at(11)


def test_a_waiting_order_is_placed_where_it_fits(north, visitors, diary, photos):
    order = north.order(services=[photos], street="1 Waiting St")
    page = schedule(visitors, north, north.coordinator, diary)
    page.get_by_role("link", name=re.compile("^1 Waiting St")).click()
    page.get_by_role("button", name=re.compile("9:00 AM.*Zoe Zoom")).click()
    expect(lane(page, "Zoe Zoom").get_by_text("9:00 – 10:00")).to_be_visible()
    with north.scope():
        assert Order.objects.get(pk=order.pk).visit_starts_at == diary.at(9)


def test_in_the_week_a_visit_is_dragged_to_another_day(north, visitors, diary, photos):
    visit = diary.visit(north.order(services=[photos], street="1 Week St"), diary.at(10), north.photographer)
    page = schedule(visitors, north, north.coordinator, diary, "/schedule/week/")
    card = page.locator(".lane-item").filter(has_text="1 Week St")
    days = page.locator("tr").filter(has_text="Zoe Zoom").locator("td")
    ids = [each.get_attribute("data-day") for each in days.all()]
    other = next(each for each in ids if each != diary.day().isoformat())
    drag(page, card, days.nth(ids.index(other)))
    expect(days.nth(ids.index(other)).get_by_text("1 Week St")).to_be_visible()
    expect(said(page)).to_contain_text("1 Week St is now on")
    assert starts(north, visit).isoformat()[:10] == other
    assert barriers(page) == []


def test_on_a_phone_one_photographer_is_seen_at_a_time(north, visitors, diary, photos):
    diary.visit(north.order(services=[photos], street="1 Phil St"), diary.at(10), north.photographer)
    page = schedule(visitors, north, north.photographer, diary, phone=True)
    expect(lane(page, "Phil Photographer")).to_be_visible()
    expect(lane(page, "Zoe Zoom")).to_be_hidden()
    page.get_by_role("link", name=re.compile("^Zoe Zoom")).click()
    expect(lane(page, "Zoe Zoom")).to_be_visible()
    expect(lane(page, "Phil Photographer")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert barriers(page) == []


@pytest.mark.parametrize(
    "path", ["/schedule/availability/", "/schedule/skills/", "/schedule/rules/", "/schedule/sheet/"]
)
def test_the_pages_around_it_keep_nobody_out(north, visitors, diary, photos, path):
    page = visitors.open(north, north.admin, path)
    assert barriers(page) == []


def test_all_skills_of_one_person_are_ticked_at_once(north, visitors, photos):
    north.service("Video")
    page = visitors.open(north, north.admin, "/schedule/skills/")
    page.get_by_role("checkbox", name="All Zoe Zoom").check()
    expect(page.get_by_role("checkbox", name="Zoe Zoom: Video")).to_be_checked()
    page.get_by_role("button", name="Save skills").click()
    expect(page.get_by_text("What everybody can do is saved.")).to_be_visible()
