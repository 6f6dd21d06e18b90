"""Two people change, answer and mark what was said, in two browsers."""

import re
import time
from uuid import uuid4

from PIL import Image
from playwright.sync_api import expect

from chat import actions
from chat.threads import Thread
from orders.actions import add_task
from tests.browser.visitor import barriers

GIVE = """([event, name]) => {
    const data = new DataTransfer()
    data.items.add(new File(["words"], name, { type: "text/plain" }))
    const given = event === "drop" ? { dataTransfer: data } : { clipboardData: data }
    const field = document.querySelector("chat-room textarea")
    const Kind = event === "drop" ? DragEvent : ClipboardEvent
    field.dispatchEvent(new Kind(event, { ...given, bubbles: true, cancelable: true }))
}"""


def talk(page):
    return page.get_by_role("log", name="Project chat")


def editor(page):
    return page.get_by_role("textbox", name="Message")


def said(page):
    return talk(page).locator("[data-messages] .said")


def say(world, order, *words, by=None):
    by = (by or world.coordinator).as_actor
    with world.scope():
        return [actions.say(order, body=body, client_id=uuid4(), by=by) for body in words]


def enter(visitors, world, person, order, **options):
    page = visitors.open(world, person, f"/orders/{order.number}/chat/", **options)
    expect(talk(page)).to_be_visible()
    return page


def choose(page, message, name):
    item = page.locator(f"#m{message.pk}")
    item.hover()
    item.get_by_role("button", name=re.compile("^Actions for the message")).click()
    page.locator("#message-menu").get_by_role("button", name=name, exact=True).click()


def wait_until(page, holds):
    deadline = time.monotonic() + 8
    while not holds() and time.monotonic() < deadline:
        page.wait_for_timeout(50)


def put_in(page, file):
    page.get_by_label("Add files").set_input_files(file)


def test_what_is_formatted_with_buttons_and_keys_is_read_formatted(north, visitors):
    order = north.draft()
    cora = enter(visitors, north, north.coordinator, order)
    edda = enter(visitors, north, north.editor, order)
    editor(cora).press_sequentially("keep the ")
    editor(cora).press("Control+b")
    editor(cora).press_sequentially("sky")
    editor(cora).press("Control+b")
    expect(editor(cora)).to_have_value("keep the **sky**")
    editor(cora).press("End")
    editor(cora).press("Shift+Enter")
    editor(cora).press("Shift+Enter")
    cora.get_by_role("button", name="List", exact=True).click()
    editor(cora).press_sequentially("front")
    editor(cora).press("Shift+Enter")
    editor(cora).press_sequentially("back")
    editor(cora).press("Enter")
    for page in (cora, edda):
        expect(talk(page).locator(".said strong")).to_have_text("sky")
        expect(talk(page).locator(".said li")).to_have_text(["front", "back"])
    cora.get_by_role("button", name="Emoji").click()
    cora.get_by_role("button", name="Party").click()
    expect(editor(cora)).to_have_value("🎉")
    assert barriers(cora) == []


def test_edits_answers_reactions_and_pins_are_seen_by_the_other_at_once(north, visitors):
    order = north.draft()
    [message] = say(north, order, "gate 4471")
    cora = enter(visitors, north, north.coordinator, order)
    edda = enter(visitors, north, north.editor, order)
    choose(cora, message, "Edit…")
    words = cora.get_by_role("dialog", name="Edit message").get_by_role("textbox", name="Message")
    words.fill("gate 4472")
    cora.get_by_role("button", name="Save", exact=True).click()
    for page in (cora, edda):
        expect(said(page)).to_have_text(["gate 4472"])
        expect(talk(page).get_by_text("edited", exact=True)).to_be_visible()
    choose(edda, message, "Party")
    sign = talk(cora).get_by_role("button", name=re.compile("Edda Editor"))
    expect(sign).to_have_attribute("aria-pressed", "false")
    sign.click()
    expect(talk(edda).locator(".reactions button")).to_have_attribute("aria-pressed", "true")
    expect(talk(edda).locator(".reactions button")).to_contain_text("2")
    choose(edda, message, "Reply with quote")
    editor(edda).fill("thanks")
    editor(edda).press("Enter")
    expect(talk(cora).locator(".quoted")).to_contain_text("gate 4472")
    choose(edda, message, "Pin for the team")
    cora.get_by_role("button", name="Pinned 1").click()
    cora.get_by_role("link", name=re.compile("gate 4472")).last.click()
    expect(talk(cora).locator(".is-target .said")).to_have_text("gate 4472")
    assert barriers(cora) == []
    choose(cora, message, "Delete…")
    cora.get_by_role("dialog").get_by_role("button", name="Delete").click()
    for page in (cora, edda):
        expect(said(page)).to_have_text(["Deleted by Cora Coordinator", "thanks"])
        expect(talk(page).locator(".quoted")).to_contain_text("Deleted")


def test_a_link_to_a_far_message_opens_it_in_its_place(north, visitors):
    order = north.draft()
    messages = say(north, order, *(f"number {number}" for number in range(120)))
    edda = visitors.open(north, north.editor, f"/chat/messages/{messages[30].pk}/")
    expect(talk(edda).get_by_text("number 30", exact=True)).to_be_in_viewport()
    expect(talk(edda).get_by_text("number 119", exact=True)).to_have_count(0)
    say(north, order, "brand new")
    edda.get_by_role("button", name="New messages").click()
    expect(talk(edda).get_by_text("brand new")).to_be_in_viewport()


def test_unread_from_here_stays_over_a_reload(north, visitors):
    order = north.draft()
    messages = say(north, order, "one", "two", "three")
    edda = enter(visitors, north, north.editor, order)
    with edda.expect_response("**/unread/"):
        choose(edda, messages[1], "Mark unread from here")
    expect(talk(edda).locator(".is-new")).to_be_visible()
    edda.wait_for_timeout(900)
    edda.reload()
    expect(talk(edda).locator(".is-new + .message .said")).to_have_text("two")


def test_a_picture_that_is_dropped_is_seen_by_the_other(north, visitors, tmp_path):
    order = north.draft()
    cora = enter(visitors, north, north.coordinator, order)
    edda = enter(visitors, north, north.editor, order)
    front = tmp_path / "front.png"
    Image.new("RGB", (800, 400), "teal").save(front)
    put_in(cora, front)
    expect(cora.get_by_role("list", name="Files to send").get_by_text("front.png")).to_be_visible()
    expect(editor(cora)).to_have_value("")
    editor(cora).press("Enter")
    for page in (cora, edda):
        shown = talk(page).get_by_role("img", name="front.png")
        expect(shown).to_be_visible()
        expect(shown).to_have_js_property("naturalWidth", 800)
    expect(cora.get_by_role("list", name="Files to send")).to_be_hidden()
    assert barriers(edda) == []
    for event, name in (("drop", "dropped.txt"), ("paste", "pasted.txt")):
        cora.evaluate(GIVE, [event, name])
        expect(cora.get_by_role("list", name="Files to send").get_by_text(name)).to_be_visible()
        editor(cora).press("Enter")
        expect(talk(edda).get_by_role("link", name=re.compile(name))).to_be_visible()


def test_who_is_here_and_who_writes_is_seen(north, visitors):
    order = north.draft()
    edda = enter(visitors, north, north.editor, order)
    cora = enter(visitors, north, north.coordinator, order)
    expect(edda.get_by_text("Here now: Cora Coordinator, Edda Editor")).to_be_attached()
    editor(cora).press_sequentially("well")
    expect(edda.get_by_text("Cora Coordinator: writing…")).to_be_visible()
    editor(cora).press("Enter")
    expect(edda.get_by_text("Cora Coordinator: writing…")).to_have_count(0)


def test_somebody_who_cannot_see_the_order_is_added_while_writing(north, visitors):
    order = north.draft()
    assert north.contractor
    cora = enter(visitors, north, north.coordinator, order)
    editor(cora).press_sequentially("@Conny Contractor, please")
    cora.get_by_role("button", name="Add to the team").click()
    expect(cora.get_by_role("group", name="People to mention")).to_have_text("@Conny Contractor")
    editor(cora).press("Enter")
    expect(talk(cora).locator(".mention")).to_have_text("@Conny Contractor")


def test_one_press_leads_to_the_first_unread_and_another_unfolds_the_log(north, visitors):
    order = north.draft()
    messages = say(north, order, *(f"number {number}" for number in range(70)))
    with north.scope():
        actions.mark_read(Thread(order), member=north.editor, up_to=messages[2].pk)
        for number in range(8):
            add_task(order, text=f"Task {number}", stage=north.stage("production"), by=north.admin.as_actor)
    edda = enter(visitors, north, north.editor, order)
    expect(talk(edda).get_by_text("“Task 7”")).to_be_visible()
    expect(talk(edda).get_by_text("“Task 0”")).to_be_hidden()
    talk(edda).get_by_role("button", name="5 earlier changes").click()
    expect(talk(edda).get_by_text("“Task 0”")).to_be_visible()
    edda.get_by_role("link", name="Go to the first unread").click()
    expect(talk(edda).get_by_text("number 3", exact=True)).to_be_in_viewport()
    expect(talk(edda).locator(".is-new + .message .said")).to_have_text("number 3")


def test_a_large_file_goes_on_where_the_line_broke_also_after_a_reload(north, visitors, tmp_path):
    order = north.draft()
    drawing = tmp_path / "plan.txt"
    drawing.write_bytes(b"walls and doors\n" * 200_000)
    cora = enter(visitors, north, north.coordinator, order)
    cora.console.allow("/chat/uploads/")
    pieces = []

    def second_one_is_lost(route):
        if route.request.method != "PATCH":
            return route.continue_()
        pieces.append(route.request.headers["upload-offset"])
        return route.abort() if len(pieces) == 2 or len(pieces) > 3 else route.continue_()

    cora.route("**/chat/uploads/*/", second_one_is_lost)
    put_in(cora, drawing)
    expect(cora.locator("[data-files] progress")).to_be_visible()
    wait_until(cora, lambda: len(pieces) == 4)
    assert pieces == ["0", "1048576", "1048576", "2097152"]
    cora.reload()
    cora.unroute("**/chat/uploads/*/")
    del pieces[:]
    cora.on("request", lambda asked: asked.method == "PATCH" and pieces.append(asked.headers["upload-offset"]))
    put_in(cora, drawing)
    expect(cora.locator("[data-files] > .is-there")).to_contain_text("plan.txt")
    assert pieces == ["2097152", "3145728"]
