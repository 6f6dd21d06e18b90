"""The lane of an order from the side of its agent: on the order's pages, by link, by letter."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from activity.actions import sweep
from activity.models import Activity
from chat import actions
from chat.models import AgentMessage, Lane
from core.actor import CLOCK
from core.live.topics import topics_of
from notifications.actions import send_waiting, templates
from notifications.composing.registry import kind_of
from notifications.models import Mail
from portal.actions import write_to_agents
from tests.counting import Statements

HTMX = {"HX-Request": "true"}


def path(order, rest=""):
    return f"/o/{order.token}/messages/{rest}"


def write(world, order, *bodies):
    """The team writes to the agent."""
    with world.scope():
        who = world.coordinator.as_actor
        return [actions.say_to_agent(order, body=body, client_id=uuid4(), by=who) for body in bodies]


def send(client, order, text, **more):
    return client.post(path(order), {"text": text, "client_id": uuid4(), **more}, headers=HTMX)


def letters(world):
    with world.scope():
        return list(Mail.objects.filter(kind="agent-message").order_by("id"))


def later(**how):
    return timezone.now() + timedelta(**how)


def test_the_agent_reads_and_answers_on_the_page_of_the_order(north):
    order = north.order()
    write(north, order, "Is **Friday** fine?")
    client = north.client(north.agent)
    page = client.get(f"/my/orders/{order.number}/").text
    assert "Is <strong>Friday</strong> fine?" in page
    assert ("<b>Cora</b>" in page, "Cora Coordinator" in page) == (True, False)
    answer = send(client, order, "Yes")
    assert (answer.status_code, answer.text.strip().startswith('<li class="message is-by-agent" id="l')) == (201, True)
    with north.scope():
        said = Activity.objects.get(verb="lane.agent_said")
        assert (said.actor_kind, said.actor_id, said.data) == ("agent", north.agent.pk, {})


def test_a_guest_with_the_link_writes_as_the_agent(north):
    order = north.order()
    page = north.client().get(f"/o/{order.token}/").text
    assert "Write to North Media" in page
    send(north.client(), order, "From my phone")
    with north.scope():
        assert list(AgentMessage.objects.values_list("customer", "author", "body")) == [
            (north.agent.pk, None, "From my phone")
        ]
        assert Activity.objects.get(verb="lane.agent_said").actor_kind == "link"


def test_a_member_on_the_agents_page_looks_on(north):
    order = north.order()
    [message] = write(north, order, "Hello")
    client = north.client(north.owner)
    page = client.get(f"/o/{order.token}/").text
    assert ("Hello" in page, "<textarea" in page, "reading/" in page) == (True, False, False)
    assert send(client, order, "As if I were Agnes").status_code == 404
    assert client.post(path(order, "reading/"), {"message": message.pk}).status_code == 204
    with north.scope():
        assert (AgentMessage.objects.count(), Lane.objects.get().agent_read) == (1, 0)


def test_sent_twice_it_is_said_once(north):
    order, client_id = north.order(), uuid4()
    answers = [send(north.client(), order, "Hello", client_id=client_id) for _ in range(2)]
    assert answers[0].text == answers[1].text
    with north.scope():
        assert AgentMessage.objects.count() == Activity.objects.filter(verb="lane.agent_said").count() == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [("  ", "Write something first."), ("x" * 10_001, "This has 10,001 characters; a message takes 10,000.")],
)
def test_what_cannot_be_sent_says_why_and_keeps_the_text(north, text, problem):
    order = north.order()
    answer = send(north.client(), order, text)
    assert (answer.status_code, problem in answer.text) == (422, True)
    page = north.client().post(path(order), {"text": text, "client_id": uuid4()})
    assert (page.status_code, problem in page.text, f">{text}</textarea>" in page.text) == (422, True, True)
    with north.scope():
        assert not AgentMessage.objects.exists()


def test_without_scripts_sending_leads_to_the_talk(north):
    order = north.order()
    answer = north.client().post(path(order), {"text": "Hello", "client_id": uuid4()})
    with north.scope():
        assert answer["Location"] == f"{path(order)}#l{AgentMessage.objects.get().pk}"
    assert "Hello" in north.client().get(path(order)).text


def test_a_draft_has_a_page_for_its_talk(north):
    order = north.draft(customer=north.agent)
    write(north, order, "Which key?")
    page = north.client().get(path(order)).text
    assert ("Which key?" in page, "Go on booking" in page) == (True, True)
    assert north.client().get(path(north.draft())).status_code == 404


@pytest.mark.parametrize("rest", ["", "older/", "newer/", "reading/"])
def test_a_wrong_link_finds_nothing(north, south, rest):
    order = north.order()
    wrong = f"/o/{order.token[:-1]}/messages/{rest}"
    for ask, address in (
        (north.client().get, wrong),
        (north.client().post, wrong),
        (south.client().get, path(order, rest)),
        (south.client(south.owner).post, path(order, rest)),
    ):
        assert ask(address, {"text": "x", "client_id": uuid4()}).status_code in {404, 405}
    with north.scope():
        assert not AgentMessage.objects.exists()


def test_another_agent_does_not_find_it(north):
    assert north.client(north.other_agent).get(f"/my/orders/{north.order().number}/").status_code == 404


def test_somebody_who_writes_without_end_is_asked_to_wait(north):
    order = north.order()
    answers = [send(north.client(), order, f"No {number}") for number in range(41)]
    assert [answer.status_code for answer in answers] == [201] * 40 + [429]


def test_pages_take_as_many_statements_for_three_messages_as_for_one(north):
    order, client = north.order(), north.client(north.agent)
    page = f"/my/orders/{order.number}/"
    write(north, order, "One")
    client.get(page)
    with Statements() as one:
        client.get(page)
    write(north, order, "Two")
    send(client, order, "Three")
    with Statements() as three:
        client.get(page)
    assert len(three) == len(one)


def test_no_word_of_the_team_room_is_on_a_page_of_the_agents_or_in_their_topic(north):
    order = north.order()
    with north.scope():
        message = actions.say(order, body="Quagga inside", client_id=uuid4(), by=north.coordinator.as_actor)
        room = Activity.objects.get(verb="message.said", subject_id=message.pk)
        assert [topic for topic in topics_of(room) if topic.startswith("agent-")] == []
    write(north, order, "Okapi outside")
    client = north.client(north.agent)
    for page in (f"/my/orders/{order.number}/", f"/o/{order.token}/", path(order), path(order, "newer/")):
        told = client.get(page).text
        assert ("Okapi outside" in told, "Quagga" in told, "Coordinator" in told) == (True, False, False)
    with north.scope():
        assert topics_of(Activity.objects.get(verb="lane.team_said")) == [f"lane:{order.pk}", f"agent-lane:{order.pk}"]


def test_the_list_of_orders_and_the_cart_lead_to_what_is_new(north):
    order, draft = north.order(), north.draft(customer=north.agent, services=[north.service()])
    client = north.client(north.agent)
    assert "New message<" not in client.get("/my/orders/").text
    [message] = write(north, order, "Hello")
    write(north, draft, "Which key?")
    assert f'href="{path(order)}"' in client.get("/my/orders/").text
    assert f'href="{path(draft)}"' in client.get("/my/cart/").text
    assert "North Media wrote to you" in client.get(f"/my/orders/{order.number}/").text
    client.post(path(order, "reading/"), {"message": message.pk})
    assert f'href="{path(order)}"' not in client.get("/my/orders/").text
    assert "wrote to you" not in client.get(f"/my/orders/{order.number}/").text


# --- the letter -------------------------------------------------------------------------------------------------------
def test_what_the_agent_does_not_read_within_minutes_is_one_letter(north):
    order = north.order()
    write(north, order, "First **thing**", "Second thing")
    assert (write_to_agents(later(seconds=60)), letters(north)) == (0, [])
    assert write_to_agents(later(minutes=3)) == 1
    assert write_to_agents(later(minutes=4)) == 0
    [letter] = letters(north)
    assert (letter.to, letter.subject) == (
        north.agent.email,
        f"New message from North Media about {order.title}",
    )
    for words in ("First **thing**", "Second thing", "Cora wrote", path(order)):
        assert words in letter.text
    assert "Coordinator" not in letter.text
    send_waiting()
    assert [message.subject for message in mail.outbox if message.subject == letter.subject] == [letter.subject]


def test_what_the_agent_reads_or_answers_is_not_mailed(north):
    order = north.order()
    [message] = write(north, order, "Hello")
    north.client(north.agent).post(path(order, "reading/"), {"message": message.pk})
    write(north, order, "And?")
    send(north.client(north.agent), order, "Yes")
    assert (write_to_agents(later(minutes=3)), letters(north)) == (0, [])


def test_after_a_letter_the_next_one_waits_and_says_only_what_is_new(north):
    order = north.order()
    write(north, order, "First thing")
    write_to_agents(later(minutes=3))
    write(north, order, "Second thing")
    assert write_to_agents(later(minutes=11)) == 0
    write(north, order, "Third thing")
    write_to_agents(later(minutes=14))
    first, second = letters(north)
    assert ["thing" in first.text, "Second thing" in first.text] == [True, False]
    assert [word in second.text for word in ("First", "Second thing", "Third thing")] == [False, True, True]


def test_a_letter_that_is_switched_off_is_not_sent(north):
    order = north.order()
    with north.scope():
        templates.set_sending(kind_of("agent-message"), is_on=False, by=CLOCK)
    write(north, order, "Hello")
    write_to_agents(later(minutes=3))
    sweep()
    assert letters(north) == []
