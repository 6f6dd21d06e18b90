import re

from playwright.sync_api import expect

from tests.browser.visitor import barriers


def test_member_is_at_home_in_a_browser_of_their_own(north, visitors):
    page = visitors.open(north, north.admin, "/profile/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert barriers(page) == []


def test_stranger_is_sent_to_sign_in(north, visitors):
    page = visitors.open(north, None, "/profile/")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    assert barriers(page) == []
