"""A coordinator and the agent of an order write to each other, in two browsers."""

import re
from uuid import uuid4

from playwright.sync_api import expect

from chat import actions
from tests.browser.visitor import barriers


def said(page, name):
    return page.get_by_role("log", name=name).locator("[data-messages] .said")


def write(page, text):
    page.get_by_role("textbox", name="Message").fill(text)
    page.get_by_role("button", name=re.compile("^Send")).click()


def test_what_one_side_writes_the_other_reads_at_once(north, visitors):
    order = north.order(customer=north.agent, services=[north.service("Photos")])
    agnes = visitors.open(north, north.agent, f"/my/orders/{order.number}/", phone=True)
    cora = visitors.open(north, north.coordinator, f"/orders/{order.number}/")
    nav = cora.get_by_role("navigation", name="Services by stage")
    expect(cora.get_by_role("log", name="Project chat")).to_be_visible()
    write(agnes, "When are you here?")
    expect(said(agnes, "Messages")).to_have_text(["When are you here?"])
    expect(nav.get_by_role("link", name=re.compile("Agent.*1 unread message"))).to_be_visible()
    nav.get_by_role("link", name=re.compile("Agent")).click()
    expect(cora).to_have_url(re.compile(rf"/orders/{order.number}/\?with=agent$"))
    expect(said(cora, "With Agnes Agent")).to_have_text(["When are you here?"])
    expect(nav.get_by_role("link", name=re.compile("Agent"))).to_have_attribute("aria-current", "true")
    expect(nav.get_by_text("unread message")).to_have_count(0)
    write(cora, "At *nine*")
    for page, name in ((cora, "With Agnes Agent"), (agnes, "Messages")):
        expect(said(page, name)).to_have_text(["When are you here?", "At nine"])
    agnes.get_by_role("heading", name="Messages").scroll_into_view_if_needed()
    expect(cora.get_by_text("Read by Agnes Agent")).to_be_visible()
    write(agnes, "See you then")
    expect(said(cora, "With Agnes Agent")).to_have_text(["When are you here?", "At nine", "See you then"])
    assert barriers(cora) == []
    assert barriers(agnes) == []


def test_the_team_goes_between_the_room_and_the_lane(north, visitors):
    order = north.order(customer=north.agent)
    cora = visitors.open(north, north.coordinator, f"/orders/{order.number}/?with=agent")
    lane, room = cora.get_by_role("log", name="With Agnes Agent"), cora.get_by_role("log", name="Project chat")
    expect(lane).to_be_visible()
    with north.scope():
        actions.say(order, body="Among us", client_id=uuid4(), by=north.editor.as_actor)
    expect(cora.get_by_role("link", name=re.compile("Project chat ?1 unread"))).to_be_visible()
    cora.get_by_role("textbox", name="Message").press_sequentially("half a thou")
    cora.get_by_role("link", name=re.compile("Project chat")).click()
    expect(room.locator("[data-messages] .said")).to_have_text(["Among us"])
    expect(cora.get_by_role("textbox", name="Message")).to_have_value("")
    cora.go_back()
    expect(lane).to_be_visible()
    expect(lane.get_by_text("Among us")).to_have_count(0)
    expect(cora.get_by_role("textbox", name="Message")).to_have_value("half a thou")
    cora.go_forward()
    expect(room).to_be_visible()
