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


def test_who_signs_out_leaves_no_draft_and_no_notices_in_the_browser(north, visitors):
    order = north.draft()
    page = visitors.open(north, north.editor, f"/orders/{order.number}/chat/")
    page.get_by_role("textbox", name="Message").press_sequentially("half a thou")
    page.evaluate("navigator.serviceWorker.register('/static/js/push-worker.js').then(() => null)")
    page.get_by_role("button", name="Edda Editor").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
