"""The company's own pages in a browser: for everybody, at a desk and on a phone, and closed at once when access ends."""

import pytest
from playwright.sync_api import expect

from companies import actions
from tests.browser.visitor import barriers

PAGES = (
    "/team/",
    "/settings/",
    "/settings/company/",
    "/settings/brand/",
    "/settings/hours/",
    "/settings/hosts/",
    "/settings/taxes/",
    "/settings/legal/",
    "/settings/legal/terms/",
    "/profile/",
    "/legal/terms/",
)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_nothing_on_these_pages_keeps_somebody_out(north, visitors, phone):
    page = visitors.open(north, north.owner, phone=phone)
    found = {}
    for path in (*PAGES, f"/team/{north.editor.pk}/"):
        page.goto(visitors.site.address(north.host, path))
        page.wait_for_load_state("networkidle")
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[path] = barriers(page) + ([f"{width} px too wide"] if width > 0 else [])
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_an_invited_person_joins_on_a_phone(north, visitors):
    with north.scope():
        offer = actions.invite(["new@example.com"], role="staff", job_roles=[], by=north.owner)[0]
    page = visitors.open(north, None, f"/team/join/{offer.token}/", phone=True)
    assert barriers(page) == []
    page.get_by_label("Your name").fill("Nina New")
    page.get_by_label("Choose a password").fill("short")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_label("Your name")).to_have_value("Nina New")
    expect(page.get_by_role("alert").first).to_contain_text("too short")
    page.get_by_label("Choose a password").fill("a-good-password")
    page.get_by_role("button", name="Join").click()
    expect(page).to_have_url(visitors.site.address(north.host, "/"))


def test_open_pages_close_when_access_ends(north, visitors):
    theirs = visitors.open(north, north.editor, "/profile/")
    theirs.console.sockets_may_fail = True
    with theirs.expect_websocket() as opened:
        theirs.goto(visitors.site.address(north.host, "/inbox/"))
    theirs.wait_for_load_state("networkidle")
    owner = visitors.open(north, north.owner, f"/team/{north.editor.pk}/")
    owner.get_by_role("button", name="End access…").click()
    with opened.value.expect_event("close", timeout=2000):
        owner.get_by_role("button", name="End access", exact=True).click()
    expect(owner.locator("#toasts")).to_contain_text("Edda Editor can no longer sign in here.")


def test_a_colour_is_shown_as_it_will_be_used_while_it_is_chosen(north, visitors):
    page = visitors.open(north, north.owner, "/settings/brand/")
    page.get_by_label("Colour").fill("#ffd400")
    expect(page.locator("#tried")).to_contain_text("#886100")
    expect(page.locator("#tried")).to_contain_text("White words would be hard to read")
    button = page.locator("#tried button")
    expect(button).to_have_css("background-color", "oklch(0.515 0.17 94.0064)")


def test_a_setting_is_found_by_another_word(north, visitors):
    page = visitors.open(north, north.owner, "/settings/")
    page.get_by_label("Find a setting").fill("vat")
    expect(page.get_by_role("link", name="Taxes")).to_be_visible()
    expect(page.get_by_role("link", name="Brand")).to_be_hidden()
