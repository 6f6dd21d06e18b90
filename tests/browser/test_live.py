"""A page listens, however the browser comes by its parts."""

import time
from uuid import uuid4

from playwright.sync_api import expect

from chat import actions as chat
from orders import actions as orders

AGAIN = "document.body.dispatchEvent(new CustomEvent('live:again'))"


def cards(page, stage):
    return page.get_by_role("list", name=stage, exact=True).get_by_role("listitem")


def test_what_happens_while_a_page_opens_stands_on_it_in_the_end(north, visitors):
    order = north.order(services=[north.service("Photos")])
    with north.scope():
        photos = order.lines.get()
    page = visitors.open(north, north.editor, "/inbox/")

    sockets = []
    page.route_web_socket("**/live/**", lambda socket: sockets.append(socket))
    page.goto(page.url.replace("/inbox/", f"/orders/{order.number}/"))
    expect(cards(page, "Pre-Production")).to_have_count(1)
    with north.scope():
        stage = north.stage("production")
        orders.move_line(photos, stage=stage, position=0, version=photos.version, by=north.admin.as_actor)
        chat.say(order, body="begun", client_id=uuid4(), by=north.admin.as_actor)
    sockets[0].connect_to_server()
    expect(cards(page, "Production")).to_have_count(1)
    expect(page.get_by_role("log", name="Project chat").locator(".said")).to_have_text(["begun"])


def test_a_page_listens_although_the_script_of_its_socket_comes_late(north, visitors):
    order = north.draft()
    page = visitors.open(north, north.editor, "/inbox/")

    def late(route):
        time.sleep(0.6)
        route.continue_()

    page.route("**/hx-ws*.js", late)
    page.goto(page.url.replace("/inbox/", f"/orders/{order.number}/"))
    log = page.get_by_role("log", name="Project chat")
    expect(log).to_be_visible()
    with north.scope():
        chat.say(order, body="are you there", client_id=uuid4(), by=north.admin.as_actor)
    expect(log.locator(".said")).to_have_text(["are you there"])


def test_what_was_missed_in_a_gap_comes_although_something_newer_is_there(north, visitors):
    order = north.draft()
    page = visitors.open(north, north.editor, f"/orders/{order.number}/chat/")
    page.console.allow("/chat/newer/")
    said = page.get_by_role("log", name="Project chat").locator("[data-messages] .said")

    def say(body):
        with north.scope():
            return chat.say(order, body=body, client_id=uuid4(), by=north.admin.as_actor)

    say("before")
    missed = say("missed")
    expect(said).to_have_text(["before", "missed"])
    page.locator(f"#m{missed.pk}").evaluate("message => message.remove()")
    page.route("**/chat/newer/**", lambda route: route.fulfill(status=503))
    with page.expect_response("**/chat/newer/**"):
        page.evaluate(AGAIN)
    say("newer")
    expect(said).to_have_text(["before", "newer"])
    page.unroute("**/chat/newer/**")
    page.evaluate(AGAIN)
    expect(said).to_have_text(["before", "missed", "newer"])
