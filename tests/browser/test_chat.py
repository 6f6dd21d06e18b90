"""Two people talk about an order, in two browsers."""

import re
from datetime import UTC, datetime
from uuid import uuid4

from playwright.sync_api import expect

from chat import actions
from chat.models import Message
from chat.threads import Thread
from orders import actions as order_actions
from tests.browser.visitor import barriers

LOSE_THE_ANSWER = """() => {
    const real = fetch
    window.fetch = async (...asked) => {
        const answer = await real(...asked)
        if (String(asked[0]).includes("/messages/")) throw new TypeError("lost")
        return answer
    }
}"""


def talk(page):
    return page.get_by_role("log", name="Project chat")


def editor(page):
    return page.get_by_role("textbox", name="Message")


def send(page, text):
    editor(page).fill(text)
    editor(page).press("Enter")


def bodies(page):
    return talk(page).locator("[data-messages] .said").all_inner_texts()


def say(world, order, *words, by=None):
    by = (by or world.coordinator).as_actor
    with world.scope():
        return [actions.say(order, body=body, client_id=uuid4(), by=by) for body in words]


def enter(visitors, world, person, order, query="", **options):
    page = visitors.open(world, person, f"/orders/{order.number}/chat/{query}", **options)
    expect(talk(page)).to_be_visible()
    return page


def test_what_one_says_the_other_reads_at_once(north, visitors):
    order = north.draft()
    cora = enter(visitors, north, north.coordinator, order)
    edda = enter(visitors, north, north.editor, order)
    editor(cora).fill("Gate code is 4471#")
    editor(cora).press("Shift+Enter")
    editor(cora).press_sequentially("see https://a.test")
    editor(cora).press("Enter")
    for page in (cora, edda):
        expect(talk(page).locator("[data-messages] .said")).to_have_text(["Gate code is 4471#\nsee https://a.test"])
        expect(talk(page).get_by_role("link", name="https://a.test")).to_have_attribute("rel", "noopener nofollow")
    expect(editor(cora)).to_have_value("")
    send(edda, "Got it 👍")
    send(edda, "On my way")
    for page in (cora, edda):
        expect(talk(page).locator("[data-messages] .said")).to_have_text(
            ["Gate code is 4471#\nsee https://a.test", "Got it 👍", "On my way"]
        )
    assert barriers(cora) == []


def test_whom_a_message_names_is_told_at_once(north, visitors):
    order = north.draft()
    edda = visitors.open(north, north.editor, "/inbox/")
    expect(edda.get_by_text("Nothing for you yet")).to_be_visible()
    cora = enter(visitors, north, north.coordinator, order)
    editor(cora).press_sequentially("Ask @edd")
    expect(cora.get_by_role("option", name=re.compile("Edda Editor"))).to_be_visible()
    editor(cora).press("Enter")
    expect(editor(cora)).to_have_value("Ask @Edda Editor ")
    expect(cora.get_by_role("group", name="People to mention")).to_have_text("@Edda Editor")
    editor(cora).press("Enter")
    expect(talk(cora).locator(".mention")).to_have_text("@Edda Editor")
    notice = edda.get_by_role("link", name="Unread: Cora Coordinator mentioned you")
    expect(notice).to_be_visible()
    expect(edda.get_by_role("link", name=re.compile("Inbox ?, unread: 1"))).to_be_visible()
    assert barriers(edda) == []
    edda.get_by_role("button", name=re.compile("^Mark as read")).click()
    expect(edda.get_by_role("link", name="Cora Coordinator mentioned you")).to_be_visible()
    expect(edda.get_by_role("link", name=re.compile("unread: "))).to_have_count(0)


def test_enter_before_the_people_have_come_chooses_the_first_of_them_and_sends_where_there_is_none(north, visitors):
    order = north.draft()
    assert north.editor
    cora = enter(visitors, north, north.coordinator, order)
    editor(cora).press_sequentially("Ask @edd")
    expect(cora.get_by_role("option", name=re.compile("Edda Editor"))).to_be_visible()
    waiting = []
    cora.route("**/people/**", lambda route: waiting.append(route))
    for typed, comes_of_it in (("a", "Ask @Edda Editor "), ("@zz", "")):
        editor(cora).press_sequentially(typed)
        editor(cora).press("Enter")
        cora.wait_for_timeout(100)
        assert editor(cora).input_value() != comes_of_it
        for route in reversed(waiting):
            with cora.expect_response(route.request.url):
                route.continue_()
        del waiting[:]
        expect(editor(cora)).to_have_value(comes_of_it)
    expect(talk(cora).locator(".said")).to_have_text(["Ask @Edda Editor @zz"])


def test_people_found_for_what_was_typed_earlier_are_not_offered_for_what_stands_there_now(north, visitors):
    order = north.draft()
    assert north.editor
    cora = enter(visitors, north, north.coordinator, order)
    waiting = []
    cora.route("**/people/**", lambda route: waiting.append(route))
    editor(cora).press_sequentially("Ask @zz")
    while len(waiting) < 3:
        cora.wait_for_timeout(20)
    for route in reversed(waiting):
        with cora.expect_response(route.request.url):
            route.continue_()
    cora.wait_for_timeout(200)
    expect(cora.get_by_role("option")).to_have_count(0)
    editor(cora).press("Enter")
    expect(talk(cora).locator(".said")).to_have_text("Ask @zz")


def test_a_name_typed_whole_is_sent_by_one_enter(north, visitors):
    order = north.draft()
    assert north.editor
    cora = enter(visitors, north, north.coordinator, order)
    editor(cora).press_sequentially("@EddaEditor")
    expect(cora.get_by_role("group", name="People to mention")).to_have_text("@Edda Editor")
    editor(cora).press("Enter")
    expect(talk(cora).locator("[data-messages] .mention")).to_have_text("@Edda Editor")


def test_namesakes_are_asked_for_before_anything_is_sent(north, visitors):
    order = north.draft()
    one, other = (north.member("John Smith", "staff", job) for job in ("photographer", "photo_editor"))
    cora = enter(visitors, north, north.coordinator, order)
    send(cora, "@JohnSmith look, and @John Smith too")
    expect(cora.get_by_role("alert").filter(has_text="Which John Smith?")).to_be_visible()
    expect(editor(cora)).to_have_value("@JohnSmith look, and @John Smith too")
    assert bodies(cora) == []
    cora.get_by_role("button", name="John Smith · Photo editor").click()
    expect(cora.get_by_role("group", name="People to mention")).to_have_text("@John Smith")
    cora.get_by_role("button", name="Send").click()
    expect(talk(cora).locator("[data-messages] .said")).to_have_text("@John Smith look, and @John Smith too")
    assert set(talk(cora).locator(".mention").evaluate_all("all => all.map(each => each.dataset.people)")) == {
        str(other.pk)
    }
    assert one.pk != other.pk


def test_a_name_that_cannot_see_the_order_is_said_while_writing(north, visitors):
    order = north.draft()
    assert north.contractor
    cora = enter(visitors, north, north.coordinator, order)
    editor(cora).press_sequentially("and @Conny Contractor, please")
    expect(
        cora.get_by_role("form").get_by_text("Conny Contractor cannot see this order and would not be told.")
    ).to_be_visible()
    cora.get_by_role("button", name="Leave as text").click()
    expect(cora.get_by_role("button", name="Leave as text")).to_have_count(0)
    cora.get_by_role("button", name="Send").click()
    expect(talk(cora).locator("[data-messages] .said")).to_have_text("and @Conny Contractor, please")
    expect(talk(cora).locator("[data-messages] .mention")).to_have_count(0)


def test_what_cannot_be_sent_stays_over_a_reload_and_is_sent_once(north, visitors):
    order = north.draft()
    cora = enter(visitors, north, north.coordinator, order)
    cora.console.allow("/chat/messages/")
    cora.route("**/chat/messages/", lambda route: route.abort())
    send(cora, "first")
    expect(talk(cora).get_by_role("button", name="Try again")).to_be_visible()
    cora.reload()
    expect(talk(cora).locator(".is-failed .said")).to_have_text("first")
    cora.unroute("**/chat/messages/")
    talk(cora).get_by_role("button", name="Try again").click()
    expect(talk(cora).locator("[data-messages] .said")).to_have_text(["first"])
    expect(talk(cora).locator(".is-failed")).to_have_count(0)
    cora.reload()
    expect(talk(cora).locator(".said")).to_have_text(["first"])
    with north.scope():
        assert Message.objects.count() == 1


def test_an_answer_that_is_lost_does_not_double_the_message(north, visitors):
    order = north.draft()
    cora = enter(visitors, north, north.coordinator, order)
    cora.evaluate(LOSE_THE_ANSWER)
    send(cora, "said once")
    expect(talk(cora).locator("[data-messages] .said")).to_have_text(["said once"])
    expect(talk(cora).locator("[data-unsent] li")).to_have_count(0)
    cora.reload()
    expect(talk(cora).locator(".said")).to_have_text(["said once"])


def test_after_a_lost_connection_nothing_is_missing(north, visitors, site):
    order = north.draft()
    cora = enter(visitors, north, north.coordinator, order)
    cora.console.sockets_may_fail = True
    cora.console.allow(".")
    say(north, order, "before", by=north.editor)
    expect(talk(cora).locator("[data-messages] .said")).to_have_text(["before"])
    site.web.stop()
    send(cora, "typed while away")
    expect(talk(cora).get_by_role("button", name="Try again")).to_be_visible()
    say(north, order, "missed one", "missed two", by=north.editor)
    site.web.start()
    site.wait_until_up()
    expect(talk(cora).locator(".said")).to_have_text(
        ["before", "missed one", "missed two", "typed while away"], timeout=20_000
    )
    say(north, order, "and on", by=north.editor)
    expect(talk(cora).locator("[data-messages] .said").last).to_have_text("and on")


def test_history_is_loaded_above_without_moving_what_is_read(north, visitors):
    order = north.draft()
    messages = say(north, order, *(f"number {number}" for number in range(120)))
    cora = enter(visitors, north, north.editor, order)
    expect(talk(cora).get_by_text("number 119", exact=True)).to_be_in_viewport()
    cora.wait_for_timeout(300)
    assert len(bodies(cora)) == 50
    talk(cora).evaluate("log => { log.scrollTop = 0 }")
    expect(talk(cora).get_by_text("number 20", exact=True)).to_be_attached()
    expect(talk(cora).get_by_text("number 70", exact=True)).to_be_in_viewport()
    say(north, order, "brand new")
    newer = cora.get_by_role("button", name="New messages")
    expect(newer).to_be_visible()
    newer.click()
    expect(talk(cora).get_by_text("brand new")).to_be_in_viewport()
    other = enter(visitors, north, north.admin, order, f"#m{messages[3].pk}")
    expect(talk(other).get_by_text("number 3", exact=True)).to_be_in_viewport()


def test_the_log_is_woven_in_live_and_can_be_hidden_for_good(north, visitors):
    order = north.draft()
    edda = enter(visitors, north, north.editor, order)
    with north.scope():
        order_actions.add_task(order, text="Home Photos", stage=north.stage("production"), by=north.admin.as_actor)
    line = talk(edda).get_by_text("Ada Admin created the task “Home Photos” in Production")
    expect(line).to_be_visible()
    switch = edda.get_by_role("switch", name="Activity")
    expect(switch).to_be_checked()
    with edda.expect_response("**/chat/activity/"):
        switch.uncheck()
    expect(line).to_be_hidden()
    edda.reload()
    expect(switch).not_to_be_checked()
    expect(line).to_be_hidden()
    with edda.expect_response("**/chat/activity/"):
        switch.check()
    expect(line).to_be_visible()


def test_a_draft_survives_a_reload(north, visitors):
    order, other = north.draft(), north.draft()
    cora = enter(visitors, north, north.coordinator, order)
    editor(cora).press_sequentially("half a thou")
    cora.reload()
    expect(editor(cora)).to_have_value("half a thou")
    elsewhere = cora.context.new_page()
    elsewhere.goto(cora.url.replace(f"/{order.number}/", f"/{other.number}/"))
    expect(editor(elsewhere)).to_have_value("")
    editor(cora).press("Enter")
    expect(talk(cora).locator("[data-messages] .said")).to_have_text(["half a thou"])
    cora.reload()
    expect(editor(cora)).to_have_value("")


def test_a_message_of_a_hundred_kilobytes_is_answered_and_kept(north, visitors):
    order = north.draft()
    cora = enter(visitors, north, north.coordinator, order)
    send(cora, "x" * 102_400)
    expect(
        cora.get_by_role("alert").filter(has_text="This has 102,400 characters; a message takes 10,000.")
    ).to_be_visible()
    assert editor(cora).input_value() == "x" * 102_400
    with north.scope():
        assert Message.objects.count() == 0


def test_what_is_new_stands_below_a_line_until_it_was_seen(north, visitors):
    order = north.draft()
    [first, *_] = say(north, order, "old", *(f"new {number}" for number in range(40)))
    with north.scope():
        actions.mark_read(Thread(order), member=north.editor, up_to=first.pk)
    edda = enter(visitors, north, north.editor, order)
    expect(talk(edda).get_by_text("New", exact=True)).to_be_in_viewport()
    with edda.expect_response("**/chat/reading/"):
        talk(edda).evaluate("log => { log.scrollTop = log.scrollHeight }")
    edda.reload()
    expect(talk(edda).get_by_text("new 39")).to_be_in_viewport()
    expect(talk(edda).locator(".is-new")).to_have_count(0)


def test_days_and_clock_are_the_readers(north, visitors):
    order = north.draft()
    [message] = say(north, order, "late in Tokyo")
    with north.scope():
        Message.objects.filter(pk=message.pk).update(created_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    tokyo = enter(visitors, north, north.editor, order, timezone_id="Asia/Tokyo")
    expect(talk(tokyo).locator(".message time")).to_have_text("7:30 AM")
    expect(talk(tokyo).locator(".day").first).to_have_text("Thursday, July 2")
    chicago = enter(visitors, north, north.editor, order, timezone_id="America/Chicago")
    expect(talk(chicago).locator(".message time")).to_have_text("5:30 PM")
    expect(talk(chicago).locator(".day").first).to_have_text("Wednesday, July 1")


def test_the_room_fits_a_phone_in_the_dark(north, visitors):
    order = north.draft()
    say(north, order, "https://a.test/" + "long" * 60, "שלום @Edda Editor")
    edda = enter(visitors, north, north.editor, order, phone=True, color_scheme="dark")
    assert edda.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(edda) == []
    send(edda, "from the car")
    expect(talk(edda).locator("[data-messages] .said").last).to_have_text("from the car")


def test_who_loses_the_order_hears_no_more_of_it(north, visitors):
    order = north.draft()
    with north.scope():
        order_actions.add_to_team(order, north.contractor, by=north.admin.as_actor)
    conny = enter(visitors, north, north.contractor, order)
    say(north, order, "hello")
    expect(talk(conny).get_by_text("hello")).to_be_visible()
    conny.console.allow("/chat/", 404)
    with north.scope():
        order_actions.remove_from_team(order, north.contractor, by=north.admin.as_actor)
    conny.wait_for_timeout(1000)
    say(north, order, "secret")
    conny.wait_for_timeout(500)
    assert bodies(conny) == ["hello"]
    send(conny, "may I?")
    expect(talk(conny).get_by_role("button", name="Try again")).to_be_visible()


def test_the_room_stands_in_the_middle_of_the_orders_page(north, visitors):
    order = north.draft()
    messages = say(north, order, *(f"number {number}" for number in range(60)))
    page = visitors.open(north, north.editor, f"/orders/{order.number}/")
    page.goto(f"{page.url}chat/")
    page.goto(page.url.replace("/chat/", f"/#m{messages[2].pk}"))
    expect(talk(page)).to_be_visible()
    expect(talk(page).get_by_text("number 2", exact=True)).to_be_in_viewport()
    assert bodies(page)[:3] == ["number 0", "number 1", "number 2"]
    other = visitors.open(north, north.admin, f"/orders/{order.number}/")
    send(other, "from the order's page")
    expect(talk(other).locator("[data-messages] .said").last).to_have_text("from the order's page")
    page.get_by_role("button", name="New messages").click()
    expect(talk(page).get_by_text("from the order's page")).to_be_in_viewport()
