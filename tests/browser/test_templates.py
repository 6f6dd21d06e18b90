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
    for path in ("", "confirmation/", "confirmation/?channel=text", "unpaid/", "invoice/"):
        page.goto(visitors.site.address(north.host, f"/settings/templates/{path}"))
        page.wait_for_load_state("networkidle")
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[path] = barriers(page) + ([f"{width} px too wide"] if width > 0 else [])
    assert {path: lines for path, lines in found.items() if lines} == {}


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_second_language_is_added_written_and_seen(visitors, north, phone):
    north.order(street="233 S Wacker Dr", services=[north.service(price="1000.00")])
    page = visitors.open(north, north.admin, "/settings/templates/", phone=phone)
    page.get_by_label("Add a language").select_option(label="Deutsch · German")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("button", name="Remove German")).to_be_visible()
    assert (barriers(page), fits(page)) == ([], True)
    page.get_by_role("link", name="Booking confirmation").click()
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Deutsch").click()
    expect(page.get_by_text("No German version: the English one is sent.")).to_be_visible()
    expect(preview(page)).to_contain_text("Your shoot at 233 S Wacker Dr is booked")
    page.get_by_label("Subject").fill("Gebucht: {{ order.total }}")
    expect(preview(page)).to_contain_text("Gebucht: 1.100,00")
    assert (barriers(page), fits(page)) == ([], True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. Letters say this from now on.").first).to_be_visible()
    expect(page.get_by_label("Subject")).to_have_value("Gebucht: {{ order.total }}")
    expect(page.get_by_text("No German version")).to_have_count(0)
    page.get_by_role("navigation", name="Language").get_by_role("link", name="English").click()
    expect(page.get_by_label("Subject")).to_have_value(
        "Your shoot at {{ order.title }} is booked (order {{ order.number }})"
    )


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_text_is_worded_with_variables_and_counted_while_one_types(visitors, north, phone):
    north.order(street="233 S Wacker Dr")
    page = visitors.open(north, north.admin, "/settings/templates/confirmation/", phone=phone)
    page.get_by_role("link", name="Text message").click()
    page.get_by_label("Text", exact=True).fill("Hello ")
    page.get_by_role("button", name="customer.first_name").click()
    expect(preview(page)).to_contain_text("Hello Agnes STOP ends these texts.")
    expect(preview(page)).to_contain_text("1 message · 34 characters · GSM-7")
    expect(page.locator("[data-counted]")).to_have_text("1 message · 34 characters · GSM-7")
    page.get_by_label("Text", exact=True).fill("ж" * 100)
    expect(page.locator("[data-counted]")).to_contain_text("2 messages")
    assert (barriers(page), fits(page)) == ([], True)


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
