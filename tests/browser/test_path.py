"""The main job in real browsers: from a booked shoot to a service that moves under the eyes of a colleague."""

import re
from datetime import time

import pytest
from playwright.sync_api import expect

from core.actor import CLOCK
from orders.models import LineItem, Order
from scheduling import actions as scheduling
from tests.browser.visitor import barriers


@pytest.fixture
def bookable(north):
    """A service with somebody who does it every day."""
    service = north.service("Listing Photos", price="200.00", description="Forty frames")
    with north.scope():
        scheduling.set_hours(north.photographer, [(day, time(8), time(18)) for day in range(7)], by=CLOCK)
        scheduling.set_skills(north.photographer, [service], by=CLOCK)
    return service


def test_an_agent_books_on_a_phone_from_the_first_page_to_the_placed_order(north, bookable, visitors):
    page = visitors.open(north, None, "/book/", phone=True)
    page.get_by_label("Street and number").fill("1427 Sheridan Rd")
    page.get_by_label("City").fill("Wilmette")
    page.get_by_label("State").select_option("IL")
    page.get_by_label("ZIP code").fill("60091")
    page.get_by_label("Finished size").fill("2,400")
    assert barriers(page) == []
    page.get_by_role("button", name="Continue to services").click()
    page.get_by_role("checkbox", name=re.compile("Listing Photos")).check()
    expect(page.locator("#thumb-sum")).to_contain_text("$220.00")
    page.reload()
    expect(page.get_by_role("checkbox", name=re.compile("Listing Photos"))).to_be_checked()
    assert barriers(page) == []
    page.get_by_role("button", name="Continue to details").click()
    page.get_by_label("How do we get in?").fill("Lockbox 44")
    page.get_by_role("button", name="Continue to time").click()
    page.locator("button[name=starts_at]").first.click()
    page.get_by_label("Full name").fill("Greta Guest")
    page.get_by_label("E-mail").fill("greta@example.com")
    page.get_by_label("Mobile").fill("(312) 555-0144")
    page.get_by_role("button", name="Continue to review").click()
    page.get_by_role("checkbox", name=re.compile("I accept")).check()
    assert barriers(page) == []
    page.get_by_role("button", name="Book the shoot").dblclick()
    expect(page.get_by_role("heading", name="1427 Sheridan Rd")).to_be_visible()
    expect(page.get_by_text("Phil Photographer")).to_be_visible()
    with north.scope():
        assert [(order.primary, order.access_notes) for order in Order.objects.all()] == [("in_progress", "Lockbox 44")]


def card(page, stage, name):
    return page.get_by_role("list", name=stage, exact=True).get_by_role("listitem").filter(has_text=name)


def test_a_card_dragged_by_one_moves_for_the_other_and_is_undone(north, visitors):
    order = north.order(services=[north.service("Photos"), north.service("Plan")])
    path = f"/orders/{order.number}/"
    cora = visitors.open(north, north.coordinator, path)
    edda = visitors.open(north, north.editor, path)
    expect(card(edda, "Pre-Production", "Photos")).to_be_visible()
    card(cora, "Pre-Production", "Photos").drag_to(cora.get_by_role("list", name="Production", exact=True))
    expect(card(cora, "Production", "Photos")).to_be_visible()
    expect(card(edda, "Production", "Photos")).to_be_visible()
    cora.get_by_role("button", name="Undo").click()
    expect(card(edda, "Pre-Production", "Photos")).to_be_visible()
    with north.scope():
        assert LineItem.objects.get(name="Photos").stage.phase == "pre_production"


def test_a_card_is_moved_by_its_menu_and_the_colleague_sees_it(north, visitors):
    order = north.order(services=[north.service("Photos")])
    path = f"/orders/{order.number}/"
    cora = visitors.open(north, north.coordinator, path)
    edda = visitors.open(north, north.editor, path)
    cora.get_by_role("button", name="Actions for Photos").click()
    cora.locator("#picker").get_by_role("button", name="Complete", exact=True).click()
    expect(card(edda, "Complete", "Photos")).to_be_visible()


def test_the_order_page_and_the_list_have_no_barriers(north, visitors):
    order = north.order(services=[north.service("Photos"), north.service("Plan")])
    page = visitors.open(north, north.admin, f"/orders/{order.number}/")
    expect(page.get_by_role("log", name="Project chat")).to_be_visible()
    assert barriers(page) == []
    page.goto(page.url.replace(f"/orders/{order.number}/", "/orders/"))
    expect(page.get_by_role("region", name="Pending")).to_be_visible()
    assert barriers(page) == []


def test_the_manager_is_chosen_from_the_row_and_the_list_elsewhere_shows_it(north, visitors):
    order = north.order()
    assert north.admin.name == "Ada Admin"
    cora = visitors.open(north, north.coordinator, "/orders/")
    edda = visitors.open(north, north.editor, "/orders/")
    row = f"#order-{order.pk}"
    cora.locator(row).first.get_by_role("button", name="Project manager: nobody yet. Assign").click()
    cora.locator("#picker").get_by_role("button", name=re.compile("Ada Admin")).click()
    expect(edda.locator(row).first.get_by_role("button", name="Project manager: Ada Admin. Change")).to_be_visible()


def test_staff_create_an_order_and_what_is_wrong_stands_beside_its_field(north, visitors):
    north.service("Photos", price="200.00")
    page = visitors.open(north, north.coordinator, "/orders/new/")
    page.locator("#id_contact_name").fill("Carl Caller")
    page.locator("#id_contact_email").fill("carl@example.com")
    page.get_by_label("Street and number").fill("5 Call St")
    page.get_by_label("City").fill("Chicago")
    page.get_by_label("State").select_option("IL")
    page.get_by_label("ZIP code").fill("00000")
    page.get_by_label("Square feet").fill("1800")
    page.get_by_role("checkbox", name=re.compile("Photos")).check()
    page.get_by_role("button", name="Place order").click()
    expect(page.get_by_label("ZIP code")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("checkbox", name=re.compile("Photos"))).to_be_checked()
    page.get_by_label("ZIP code").fill("60606")
    page.get_by_role("button", name="Place order").click()
    expect(page.get_by_role("heading", name=re.compile("5 Call St"))).to_be_visible()


def test_a_tick_made_while_the_prices_for_a_size_arrive_is_kept(north, visitors):
    north.service("Photos", tiers=[(2000, "200.00", 60), (None, "300.00", 90)])
    north.package(north.service("Plan"), name="Everything")
    page = visitors.open(north, north.coordinator, "/orders/new/")
    size, photos, package = (page.get_by_label(re.compile(words)) for words in ("Square feet", "Photos", "Everything"))
    size.fill("1500")
    size.blur()
    expect(page.locator("#catalogue")).to_contain_text("$200.00")
    waiting = []
    page.route("**/orders/new/catalogue/**", lambda route: waiting.append(route))
    size.fill("2500")
    with page.expect_request("**/orders/new/catalogue/**"):
        size.blur()
    photos.check()
    package.check()
    assert len(waiting) == 1
    waiting[0].continue_()
    expect(page.locator("#catalogue")).to_contain_text("$300.00")
    expect(photos).to_be_checked()
    expect(package).to_be_checked()
