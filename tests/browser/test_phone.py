"""What a phone's window must do, and must never do."""

import pytest
from playwright.sync_api import expect

PATHS = ["/customers/", "/team/", "/invoices/", "/services/new/", "/settings/", "/profile/", "/schedule/availability/"]
SIDEWAYS = """() => [document.scrollingElement, ...document.querySelectorAll(".table-scroll")]
  .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.className || box.tagName)"""


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways(north, visitors, path):
    assert north.agent
    page = visitors.open(north, north.admin, path, phone=True)
    assert page.evaluate(SIDEWAYS) == []


def test_rows_are_cards_that_stay_a_table_for_those_who_listen(north, visitors):
    agent = north.agent
    page = visitors.open(north, north.admin, "/customers/", phone=True)
    row = page.get_by_role("table", name="Customers").get_by_role("row").filter(has_text=agent.email)
    expect(row.get_by_role("rowheader")).to_have_text(agent.name)
    expect(row.get_by_role("cell")).to_have_count(3)


def test_a_finger_that_rests_on_a_card_lifts_it(north, visitors):
    order = north.order(services=[north.service("Photos"), north.service("Plan")])
    page = visitors.open(north, north.coordinator, f"/orders/{order.number}/", phone=True)
    page.get_by_role("button", name="Services", exact=True).tap()
    taken = page.get_by_role("listitem").filter(has_text="Photos").locator(".name").bounding_box()
    there = page.get_by_role("list", name="Production", exact=True).bounding_box()
    finger = page.context.new_cdp_session(page)

    def touch(kind, *points):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})
        page.wait_for_timeout(30)

    touch("touchStart", {"x": taken["x"] + 5, "y": taken["y"] + 5})
    page.wait_for_timeout(300)
    for step in range(1, 11):
        down = (there["y"] + 10 - taken["y"]) * step / 10
        touch("touchMove", {"x": taken["x"] + 40, "y": taken["y"] + down})
    touch("touchEnd")
    landed = page.get_by_role("list", name="Production", exact=True).get_by_role("listitem")
    expect(landed).to_contain_text("Photos")
