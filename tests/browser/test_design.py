import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import barriers


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_style_guide_keeps_nobody_out(north, visitors, scheme, phone):
    page = visitors.open(north, north.admin, "/styleguide/", phone=phone, color_scheme=scheme)
    expect(page.get_by_role("heading", name="Style guide")).to_be_visible()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_palette_jumps_by_keyboard_alone(north, visitors):
    page = visitors.open(north, north.admin, "/styleguide/")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Order, customer or page")
    expect(field).to_be_focused()
    field.press_sequentially("inb")
    expect(page.get_by_role("listbox", name="Found").get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/inbox/$"))


def test_shortcuts_are_listed_and_single_keys_can_be_switched_off(north, visitors):
    page = visitors.open(north, north.admin, "/styleguide/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Shortcuts")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Jump to…")
    dialog.get_by_role("switch", name="Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()


def test_dark_and_the_folded_rail_are_there_from_the_first_paint(north, visitors):
    page = visitors.open(north, north.admin, "/styleguide/", color_scheme="light")
    page.get_by_role("navigation", name="Main").get_by_role("button", name="Light or dark").click()
    page.get_by_role("button", name="Fold the menu").click()
    answer = page.reload()
    assert 'data-theme="dark"' in answer.text()
    assert 'data-rail="icons"' in answer.text()


def test_menu_is_worked_by_arrows_and_gives_the_focus_back(north, visitors):
    page = visitors.open(north, north.admin, "/styleguide/")
    opener = page.get_by_role("button", name="Open a menu")
    opener.click()
    expect(page.get_by_role("menuitem", name="Edit")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Archive…")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_list_of_people_narrows_while_typing(north, visitors):
    page = visitors.open(north, north.admin, "/styleguide/")
    page.get_by_role("button", name=re.compile("^Team: Dana")).first.click()
    page.get_by_role("searchbox", name="Find a person").fill("echeverria")
    expect(page.get_by_role("group", name="Team").get_by_role("checkbox")).to_have_count(1)


def test_tabs_are_one_stop_and_arrows_choose(north, visitors):
    page = visitors.open(north, north.admin, "/styleguide/")
    page.get_by_role("tab", name="Service Details").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Order Details")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Order Details")).to_be_visible()
    expect(page.get_by_role("tabpanel", name="Service Details")).to_be_hidden()


def test_wrong_password_is_said_where_the_eye_and_the_focus_are(north, visitors):
    page = visitors.open(north, None, "/accounts/login/")
    page.get_by_label("E-mail").fill("nobody@north.test")
    page.get_by_label("Password", exact=True).fill("not-the-one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    alert = page.get_by_role("alert").filter(has_text="not correct")
    expect(alert).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_value("nobody@north.test")
    assert barriers(page) == []
