"""The editor of a letter: variables by mouse and keyboard, the preview that follows, nothing lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import barriers


def preview(page):
    return page.frame_locator("iframe[name=letter-preview]").locator("body")


def test_variables_go_in_where_one_types_and_the_preview_follows(visitors, north):
    north.order(street="233 S Wacker Dr")
    page = visitors.open(north, north.admin, "/settings/templates/confirmation/")
    expect(preview(page)).to_contain_text("Your shoot at 233 S Wacker Dr is booked")
    page.get_by_label("Subject").fill("Hello ")
    page.get_by_role("button", name="customer.first_name").click()
    expect(page.get_by_label("Subject")).to_have_value("Hello {{ customer.first_name }}")
    expect(page.get_by_label("Subject")).to_be_focused()
    expect(preview(page)).to_contain_text("Hello Agnes")
    page.get_by_label("Find a variable").fill("square")
    page.get_by_role("button", name="order.square_feet").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Subject")).to_have_value("Hello {{ customer.first_name }}{{ order.square_feet }}")
    expect(preview(page)).to_contain_text("Hello Agnes2,000")
    assert barriers(page) == []


def test_a_completed_order_asks_and_is_answered_on_its_page(visitors, north):
    order = north.order(status="completed")
    page = visitors.open(north, north.coordinator, f"/orders/{order.number}/")
    ask = page.get_by_role("region", name="Tell the customer")
    ask.get_by_role("button", name="Edit first").click()
    ask.get_by_label("Subject").fill("All done")
    ask.get_by_role("button", name="Send").click()
    expect(page.get_by_text(f"On its way to {north.agent.email}.").first).to_be_visible()
    expect(ask).to_have_count(0)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_nothing_on_these_pages_keeps_somebody_out(visitors, north, phone):
    page = visitors.open(north, north.owner, phone=phone)
    found = {}
    for path in ("", "confirmation/", "unpaid/", "invoice/"):
        page.goto(visitors.site.address(north.host, f"/settings/templates/{path}"))
        page.wait_for_load_state("networkidle")
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[path] = barriers(page) + ([f"{width} px too wide"] if width > 0 else [])
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_trial_of_what_is_not_understood_keeps_what_was_typed(visitors, north):
    page = visitors.open(north, north.admin, "/settings/templates/confirmation/")
    page.get_by_label("Subject").fill("{{ order.titel }}")
    page.get_by_label("Text", exact=True).fill("Mine")
    page.get_by_role("button", name="Send me a trial").click()
    expect(page.get_by_role("alert").first).to_contain_text("Did you mean “order.title”?")
    expect(page.get_by_label("Text", exact=True)).to_have_value("Mine")
    page.get_by_label("Subject").fill("{{ order.title }}")
    page.get_by_role("button", name="Send me a trial").click()
    expect(page.get_by_text(f"On its way to {north.admin.user.email}.").first).to_be_visible()
