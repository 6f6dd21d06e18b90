"""Two people talk in the threads of one order."""

import re
from uuid import uuid4

from playwright.sync_api import expect

from chat import actions
from orders import actions as order_actions
from tests.browser.visitor import barriers


def talk(page, name="Project chat"):
    return page.get_by_role("log", name=name)


def editor(page):
    return page.get_by_role("textbox", name="Message")


def test_each_service_has_a_thread_with_its_own_drafts_and_unread_count(north, visitors):
    order = north.draft()
    with north.scope():
        reel = order_actions.add_task(
            order, text="Social Reel", stage=north.stage("production"), by=north.admin.as_actor
        )
        actions.say(order, body="cut it short", line=reel, client_id=uuid4(), by=north.coordinator.as_actor)
    edda = visitors.open(north, north.editor, f"/orders/{order.number}/")
    expect(talk(edda)).to_be_visible()
    services = edda.get_by_role("navigation", name="Services by stage")
    expect(services.get_by_role("link", name=re.compile("Social Reel ?1 unread"))).to_be_visible()
    expect(services.get_by_role("link", name="Project chat")).to_have_attribute("aria-current", "true")
    editor(edda).press_sequentially("half a thou")
    services.get_by_role("link", name=re.compile("Social Reel")).click()
    expect(talk(edda, "Social Reel").locator(".said")).to_have_text(["cut it short"])
    expect(edda).to_have_url(re.compile(rf"/orders/{order.number}/\?service={reel.pk}$"))
    expect(editor(edda)).to_have_value("")
    expect(services.get_by_role("link", name="Social Reel", exact=True)).to_have_attribute("aria-current", "true")
    assert barriers(edda) == []
    cora = visitors.open(north, north.coordinator, f"/orders/{order.number}/?service={reel.pk}")
    expect(talk(cora, "Social Reel").locator(".said")).to_have_text(["cut it short"])
    editor(edda).fill("done")
    editor(edda).press("Enter")
    expect(talk(cora, "Social Reel").locator("[data-messages] .said")).to_have_text(["cut it short", "done"])
    edda.go_back()
    expect(talk(edda)).to_be_visible()
    expect(editor(edda)).to_have_value("half a thou")
    editor(cora).fill("thanks")
    editor(cora).press("Enter")
    expect(services.get_by_role("link", name=re.compile("Social Reel ?1 unread"))).to_be_visible()
    expect(talk(edda).locator(".said")).to_have_count(0)
    edda.reload()
    expect(editor(edda)).to_have_value("half a thou")
