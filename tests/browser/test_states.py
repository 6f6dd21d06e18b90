"""The owner arranges statuses and stages; what colleagues have open says so."""

import re

from playwright.sync_api import expect

from orders import actions
from orders.models import Status
from tests.browser.visitor import barriers


def names(page):
    return page.get_by_role("list", name="Statuses").locator(".status")


def test_a_status_is_made_dragged_to_its_place_and_merged_again(north, visitors):
    order = north.order()
    admin = visitors.open(north, north.admin, "/settings/statuses/", phone=True)
    assert barriers(admin) == []
    admin.get_by_role("link", name="New status").click()
    admin.get_by_label("Name").fill("Awaiting stager")
    admin.get_by_label("Kind").select_option("Being worked on")
    admin.get_by_role("radio", name="Amber").check()
    admin.get_by_role("button", name="Save").click()
    expect(names(admin).last).to_have_text("Awaiting stager")
    assert barriers(admin) == []
    admin.get_by_role("button", name="Move Awaiting stager up").click()
    expect(names(admin).nth(7)).to_have_text("Awaiting stager")
    with admin.expect_response("**/place/"):
        admin.get_by_role("link", name="Awaiting stager").press("Shift+ArrowUp")
    admin.reload()
    expect(names(admin).nth(6)).to_have_text("Awaiting stager")
    with north.scope():
        status = Status.objects.get(name="Awaiting stager")
        assert status.position == 7
        actions.change_status(order, status, by=north.admin.as_actor)
    cora = visitors.open(north, north.coordinator, "/orders/")
    expect(cora.get_by_role("region", name="Awaiting stager")).to_be_visible()
    admin.get_by_role("link", name="Awaiting stager").click()
    assert barriers(admin) == []
    admin.get_by_role("button", name="Merge…").click()
    admin.get_by_role("button", name="Merge", exact=True).click()
    expect(admin.get_by_text("Awaiting stager is now In Progress.")).to_be_visible()
    expect(cora.get_by_role("region", name="Awaiting stager")).to_have_count(0)
    expect(cora.get_by_role("region", name="In Progress")).to_contain_text(str(order.number))


def test_a_card_dropped_where_the_company_lets_it_not_go_is_back_in_its_place(north, visitors):
    order = north.order()
    with north.scope():
        first, second = north.stage("pre_production"), north.stage("production")
        actions.change_state(first, leads_to=[second.pk], by=north.admin.as_actor)
    cora = visitors.open(north, north.coordinator, f"/orders/{order.number}/")
    card = cora.get_by_role("list", name="Pre-Production").get_by_role("listitem")
    card.drag_to(cora.get_by_role("list", name="Complete"))
    said = "From Pre-Production one goes on to Production, not to Complete."
    expect(cora.get_by_text(re.compile(re.escape(said)))).to_be_visible()
    expect(cora.get_by_role("list", name="Pre-Production").get_by_role("listitem")).to_have_count(1)
    card.hover()
    card.get_by_role("button").first.click()
    menu = cora.get_by_role("group", name=re.compile(".*")).filter(has_text="Move to")
    expect(menu.last).not_to_contain_text("Post-Production")
