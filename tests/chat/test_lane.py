"""The lane of an order from the side of the team."""

from uuid import uuid4

import pytest

from activity.actions import sweep
from activity.models import Activity
from chat import actions
from chat import lane as lanes
from chat.models import AgentMessage, LaneRead, Message
from notifications.models import Mail, Notice
from orders import actions as order_actions
from tests.counting import Statements

HTMX = {"HX-Request": "true"}


def path(order, rest=""):
    return f"/orders/{order.number}/chat/agent/{rest}"


def write(world, order, *bodies, by=None):
    """The team writes to the agent."""
    with world.scope():
        who = (by or world.coordinator).as_actor
        return [actions.say_to_agent(order, body=body, client_id=uuid4(), by=who) for body in bodies]


def hear(world, order, *bodies):
    """The agent writes to the team."""
    with world.scope():
        who = world.agent.as_actor
        return [actions.say_to_team(order, body=body, client_id=uuid4(), by=who) for body in bodies]


def send(world, person, order, text, **more):
    return world.client(person).post(
        path(order, "messages/"), {"text": text, "client_id": uuid4(), **more}, headers=HTMX
    )


def test_the_team_and_the_agent_talk_in_one_lane(north):
    order = north.order()
    write(north, order, "Is *Friday* fine? https://a.test")
    hear(north, order, "Friday <b>is</b> fine")
    with north.scope():
        said = [(each.name, each.is_by_agent, each.body) for each in lanes.talk(order, for_agent=False).said]
        assert said == [
            ("Cora Coordinator", False, "Is *Friday* fine? https://a.test"),
            ("Agnes Agent", True, "Friday <b>is</b> fine"),
        ]
        assert lanes.talk(order, for_agent=True).said[0].name == "Cora"
        verbs = Activity.objects.filter(verb__startswith="lane.").order_by("id").values_list("verb", "data")
        assert list(verbs) == [("lane.team_said", {}), ("lane.agent_said", {})]
    page = north.client(north.editor).get(path(order)).text
    assert "With Agnes Agent" in page
    assert "The agent reads this" in page
    assert "Send to Agnes" in page
    assert '<em>Friday</em> fine? <a href="https://a.test"' in page
    assert "Friday &lt;b&gt;is&lt;/b&gt; fine" in page


def test_sent_twice_it_is_said_once(north):
    order, client_id = north.order(), uuid4()
    answers = [send(north, north.coordinator, order, "Hello", client_id=client_id) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].text == answers[1].text
    with north.scope():
        assert AgentMessage.objects.count() == Activity.objects.filter(verb="lane.team_said").count() == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [("  ", "Write something first."), ("x" * 10_001, "This has 10,001 characters; a message takes 10,000.")],
)
def test_what_cannot_be_sent_says_why_and_keeps_the_text(north, text, problem):
    order = north.order()
    answer = send(north, north.coordinator, order, text)
    assert (answer.status_code, problem in answer.text) == (422, True)
    page = north.client(north.coordinator).post(path(order, "messages/"), {"text": text, "client_id": uuid4()})
    assert (page.status_code, problem in page.text, f">{text}</textarea>" in page.text) == (422, True, True)
    assert send(north, north.coordinator, order, "Hello", client_id="7").status_code == 422
    with north.scope():
        assert not AgentMessage.objects.exists()


def test_without_scripts_sending_leads_back_to_the_lane(north):
    order = north.order()
    answer = north.client(north.coordinator).post(path(order, "messages/"), {"text": "Hello", "client_id": uuid4()})
    with north.scope():
        assert answer["Location"] == f"{path(order)}#l{AgentMessage.objects.get().pk}"


@pytest.mark.parametrize("rest", ["", "older/", "newer/", "seen/", "unread/", "messages/", "reading/"])
def test_nobody_else_finds_the_lane(north, south, rest):
    order = north.order()
    with north.scope():
        order_actions.add_to_team(order, north.contractor, by=north.owner.as_actor)
    for client in (north.client(north.contractor), north.client(north.agent), south.client(south.owner)):
        for ask in (client.get, client.post):
            assert ask(path(order, rest), {"text": "x", "client_id": uuid4(), "message": 1}).status_code in {404, 405}
    assert north.client().get(path(order)).status_code == 302
    with north.scope():
        assert not AgentMessage.objects.exists()


def test_an_order_without_an_agent_has_no_lane(north):
    order = north.draft()
    assert north.client(north.owner).get(path(order)).status_code == 404
    assert "chat/agent/" not in north.client(north.owner).get(f"/orders/{order.number}/").text


def test_the_page_of_the_order_leads_to_the_lane_for_who_may_see_customers(north):
    order = north.order()
    with north.scope():
        order_actions.add_to_team(order, north.contractor, by=north.owner.as_actor)
    page, theirs = (
        north.client(who).get(f"/orders/{order.number}/?with=agent").text for who in (north.editor, north.contractor)
    )
    assert f'aria-label="Project chat" hx-get="{path(order)}"' in page
    assert f'hx-get="{path(order, "unread/")}"' in page
    assert f'aria-label="Project chat" hx-get="/orders/{order.number}/chat/"' in theirs
    assert "chat/agent/" not in theirs


def test_a_draft_and_a_cancelled_order_can_be_talked_about(north):
    for order in (north.draft(customer=north.agent), north.order(status="cancelled")):
        write(north, order, "Hello")
        hear(north, order, "Hello back")
        assert "Hello back" in north.client(north.editor).get(path(order)).text


def test_what_was_said_with_another_agent_is_not_read_by_the_next(north):
    order = north.order()
    write(north, order, "Only for Agnes")
    with north.scope():
        order = order_actions.set_customer(order, north.other_agent, by=north.owner.as_actor)
        assert lanes.talk(order, for_agent=True).said == []


def test_opening_takes_as_many_statements_for_three_messages_as_for_one(north):
    order = north.order()
    client = north.client(north.editor)
    client.get(path(order))
    hear(north, order, "One")
    with Statements() as one:
        client.get(path(order), headers=HTMX)
    write(north, order, "Two", by=north.owner)
    hear(north, order, "Three")
    with Statements() as three:
        client.get(path(order), headers=HTMX)
    assert len(three) == len(one)


def test_how_much_is_unread_and_who_has_read(north):
    order = north.order()
    first, second = hear(north, order, "One", "Two")
    client = north.client(north.editor)
    assert "2 unread messages" in client.get(path(order, "unread/")).text
    page = client.get(path(order)).text
    assert page.index("New</li>") < page.index("One</p>")
    assert f'hx-post="{path(order, "reading/")}" hx-vals=\'{{"message": {second.pk}}}\'' in page
    assert client.post(path(order, "reading/"), {"message": first.pk}).status_code == 204
    assert "1 unread message<" in client.get(path(order, "unread/")).text
    client.post(path(order, "reading/"), {"message": second.pk})
    client.post(path(order, "reading/"), {"message": first.pk})
    assert client.get(path(order, "unread/")).text.strip() == ""
    with north.scope():
        assert list(LaneRead.objects.values_list("member", "message_id")) == [(north.editor.pk, second.pk)]


def test_the_team_sees_that_the_agent_has_read(north):
    order = north.order()
    [message] = write(north, order, "Hello")
    seen = north.client(north.editor).get(path(order, "seen/"))
    assert seen.text.strip() == ""
    with north.scope():
        actions.mark_read_by_agent(order, up_to=message.pk)
    assert "Read by Agnes Agent" in north.client(north.editor).get(path(order, "seen/")).text


def test_a_page_that_missed_something_gets_what_comes_after_and_can_go_back(north):
    order = north.order()
    messages = write(north, order, *(f"No {number}." for number in range(103)))
    client = north.client(north.editor)
    newer = client.get(path(order, "newer/"), {"after": messages[-2].pk}).text
    assert (newer.count('<li class="message'), "No 102." in newer) == (1, True)
    page = client.get(path(order)).text
    assert page.count('<li class="message') == 101  # one of a template
    assert f"older/?before={messages[3].pk}" in page
    older = client.get(path(order, "older/"), {"before": messages[3].pk}).text
    assert (older.count('<li class="message'), "No 0." in older) == (3, True)
    assert client.get(path(order, "older/"), {"before": "x"}).status_code == 400


# --- who is told ------------------------------------------------------------------------------------------------------
def told(world):
    with world.scope():
        return sorted(Notice.objects.filter(kind="agent-wrote").values_list("member__user__name", "title", "url"))


def test_who_runs_the_order_is_told_that_the_agent_wrote_and_reading_takes_it_back(north):
    order = north.order()
    with north.scope():
        order_actions.assign_manager(order, north.coordinator, by=north.owner.as_actor)
        for colleague in (north.editor, north.contractor):
            order_actions.add_to_team(order, colleague, by=north.owner.as_actor)
    [message] = hear(north, order, "When are you here?")
    sweep()
    sweep()
    title, url = f"Agnes Agent wrote about {order.title}", f"/orders/{order.number}/?with=agent"
    assert told(north) == [("Cora Coordinator", title, url), ("Edda Editor", title, url)]
    north.client(north.editor).post(path(order, "reading/"), {"message": message.pk})
    with north.scope():
        unread = Notice.objects.filter(kind="agent-wrote", read_at=None)
        assert [each.member for each in unread] == [north.coordinator]


def test_where_nobody_runs_the_order_the_coordinators_are_told(north):
    order = north.order()
    assert north.owner and north.editor and north.coordinator
    hear(north, order, "Hello?")
    sweep()
    assert [name for name, _title, _url in told(north)] == ["Cora Coordinator"]


# --- what crosses -----------------------------------------------------------------------------------------------------
def test_neither_talk_has_a_word_of_the_other(north):
    order = north.order()
    with north.scope():
        actions.say(order, body="Quagga inside", client_id=uuid4(), by=north.coordinator.as_actor)
    write(north, order, "Okapi outside")
    sweep()
    room = north.client(north.editor).get(f"/orders/{order.number}/chat/").text
    assert ("Quagga inside" in room, "Okapi" in room, "lane." in room) == (True, False, False)
    assert "Quagga" not in north.client(north.editor).get(path(order)).text
    with north.scope():
        assert (Message.objects.count(), AgentMessage.objects.count()) == (1, 1)
        assert not Mail.objects.filter(text__contains="Quagga").exists()
