import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from activity.actions import sweep
from chat import actions
from chat.models import LastRead, Message
from companies.models import Member
from core.ledger import record
from notifications.models import Notice
from orders import actions as order_actions
from tests.counting import Statements

HTMX = {"HX-Request": "true"}


def say(world, order, *bodies, by=None):
    by = (by or world.coordinator).as_actor
    with world.scope():
        return [actions.say(order, body=body, client_id=uuid4(), by=by) for body in bodies]


def said(response):
    """The words of the messages, and the lines of the log in brackets."""
    talk = response.text.partition('<form class="composer"')[0]
    found = re.findall(
        r'<div class="said"[^>]*><p>(.*?)</p></div>|<li class="activity" id.*?<p>(.*?) <time', talk, re.S
    )
    return [message or f"[{re.sub('<[^>]+>', '', line)}]" for message, line in found]


def room(world, person, order, query=""):
    return world.client(person).get(f"/orders/{order.number}/chat/{query}", headers=HTMX)


def send(world, person, order, text, **more):
    data = {"text": text, "client_id": uuid4(), **more}
    return world.client(person).post(f"/orders/{order.number}/chat/messages/", data, headers=HTMX)


def test_the_room_weaves_the_log_between_the_messages(north):
    order = north.draft(by=north.admin.as_actor)
    say(north, order, "First")
    with north.scope():
        order_actions.assign_manager(order, north.coordinator, by=north.admin.as_actor)
    say(north, order, "Second", by=north.editor)
    page = room(north, north.editor, order)
    assert said(page)[-3:] == [
        "First",
        "[Ada Admin changed the project manager from — to Cora Coordinator]",
        "Second",
    ]
    assert 'role="log" aria-label="Project chat"' in page.text
    assert re.search(
        r'<input type="checkbox" role="switch" name="activity" value="1" checked[^>]*>Activity</label>', page.text
    )
    assert re.search(
        r'<label class="visually-hidden" for="(message-\d+)">Message</label>.*<textarea id="\1"', page.text, re.S
    )


def test_a_message_says_who_and_as_what(north):
    order = north.draft()
    [message] = say(north, order, "Look at https://a.test <b>now</b>", by=north.photographer)
    text = room(north, north.editor, order).text
    assert f'id="m{message.pk}"' in text
    assert "<b>Phil Photographer</b><span>Photographer</span>" in text
    assert (
        'Look at <a href="https://a.test" target="_blank" rel="noopener nofollow">https://a.test</a>'
        " &lt;b&gt;now&lt;/b&gt;" in text
    )


def test_the_room_is_a_page_of_its_own_too(north):
    order = north.draft(street="1427 Sheridan Rd")
    page = north.client(north.editor).get(f"/orders/{order.number}/chat/")
    assert "<title>Chat on 1427 Sheridan Rd · North Media</title>" in page.text
    assert "<chat-room" in page.text


def test_sending_answers_with_the_message(north):
    order, client_id = north.draft(), uuid4()
    answer = send(north, north.editor, order, "Hello", client_id=client_id)
    assert answer.status_code == 201
    assert answer.text.strip().startswith('<li class="message" id="m')
    assert f'data-client="{client_id}"' in answer.text
    again = send(north, north.editor, order, "Hello", client_id=client_id)
    assert re.search(r'id="m\d+"', again.text).group() == re.search(r'id="m\d+"', answer.text).group()
    with north.scope():
        assert Message.objects.count() == 1


def test_without_scripts_sending_leads_back_to_the_room(north):
    order = north.draft()
    client = north.client(north.editor)
    path = f"/orders/{order.number}/chat/"
    answer = client.post(path + "messages/", {"text": "Hello", "client_id": uuid4()})
    with north.scope():
        assert answer["Location"] == f"{path}#m{Message.objects.get().pk}"
    refused = client.post(path + "messages/", {"text": "x" * 10_001, "client_id": uuid4()})
    assert refused.status_code == 422
    assert "x" * 10_001 in refused.text
    assert "This has 10,001 characters" in refused.text


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"text": "  ", "client_id": str(uuid4())}, "Write something first."),
        ({"text": "x" * 102_400, "client_id": str(uuid4())}, "This has 102,400 characters; a message takes 10,000."),
        ({"text": "Hello", "client_id": "7"}, "Enter a valid UUID."),
    ],
)
def test_what_cannot_be_sent_says_why(north, data, problem):
    order = north.draft()
    answer = north.client(north.editor).post(f"/orders/{order.number}/chat/messages/", data, headers=HTMX)
    assert answer.status_code == 422
    assert problem in answer.text
    with north.scope():
        assert Message.objects.count() == 0


def test_namesakes_are_offered_as_buttons(north):
    order = north.draft()
    one, other = north.member("John Smith", "staff", "photographer"), north.member("John Smith", "admin")
    answer = send(north, north.editor, order, "@JohnSmith look")
    assert answer.status_code == 422
    assert "Which John Smith?" in answer.text
    offered = re.findall(r'name="mention" value="(\d+)">([^<]*)<', answer.text)
    assert offered == [(str(one.pk), "John Smith · Photographer"), (str(other.pk), "John Smith · Admin")]
    taken = send(north, north.editor, order, "@JohnSmith look", mention=other.pk)
    assert f'<span class="mention" data-people="{other.pk}">@John Smith</span> look' in taken.text


def test_whom_a_text_would_tell_is_shown_before_it_is_sent(north):
    order = north.draft()
    assert north.photographer
    assert north.contractor
    client = north.client(north.editor)
    text = "@PhilPhotographer @Conny Contractor"
    chips = client.post(f"/orders/{order.number}/chat/mentions/", {"text": text}, headers=HTMX).text
    assert re.findall(r'class="mention-chip">@([^<]*)<input type="hidden" name="mention" value="(\d+)">', chips) == [
        ("Phil Photographer", str(north.photographer.pk))
    ]
    assert "Conny Contractor cannot see this order and would not be told." in chips
    plain = {"text": text, "plain": ["@PhilPhotographer", "@Conny Contractor"]}
    left = client.post(f"/orders/{order.number}/chat/mentions/", plain, headers=HTMX).text
    assert "mention-chip" not in left
    assert re.findall(r'<input type="hidden" name="plain" value="([^"]*)">', left) == plain["plain"]


def test_people_are_offered_with_the_assigned_first(north):
    order = north.draft()
    for person in (north.admin, north.editor, north.photographer, north.contractor):
        assert person
    with north.scope():
        order_actions.add_to_team(order, north.photographer, by=north.admin.as_actor)
    client = north.client(north.editor)

    def offered(begun):
        page = client.get(f"/orders/{order.number}/chat/people/", {"q": begun}, headers=HTMX)
        return re.findall(r'data-value="\d+" data-name="([^"]*)".*?<span class="push-end">([^<]*)</span>', page.text)

    assert offered("") == [
        ("Phil Photographer", "Photographer"),
        ("Ada Admin", "Project manager"),
        ("Conny Contractor", "cannot see this order"),
    ]
    assert offered("phot") == offered("Phil P") == offered("philph") == [("Phil Photographer", "Photographer")]
    assert offered("nobody") == []


def test_history_comes_in_pages_with_its_log(north):
    order = north.draft()
    say(north, order, *(f"a{number}" for number in range(30)))
    with north.scope():
        record("order.restored", on=order, by=north.admin.as_actor)
    say(north, order, *(f"b{number}" for number in range(40)))
    page = room(north, north.editor, order)
    words = said(page)
    assert words[0] == "a20"
    assert words[10] == "[Ada Admin took the order out of the archive]"
    assert len(words) == 51
    client = north.client(north.editor)
    older = re.search(r'hx-get="([^"]+older[^"]+)"', page.text).group(1)
    above = client.get(older, headers=HTMX)
    assert [word for word in said(above) if word[0] != "["] == [f"a{number}" for number in range(20)]
    assert any("created order" in word for word in said(above))
    assert "/older/" not in above.text


def test_what_was_missed_is_fetched_by_id(north):
    order = north.draft()
    messages = say(north, order, "one", "two", "three")
    with north.scope():
        line = record("order.restored", on=order, by=north.admin.as_actor)
        record("order.archived", on=order, by=north.admin.as_actor)
    client = north.client(north.editor)
    path = f"/orders/{order.number}/chat/newer/"
    missed = client.get(path, {"after": messages[0].pk, "activity": line.pk}, headers=HTMX)
    assert said(missed) == ["two", "three", "[Ada Admin archived the order]"]
    assert said(client.get(path, {"after": messages[2].pk, "activity": line.pk + 1}, headers=HTMX)) == []


def test_a_page_that_missed_very_much_asks_again(north):
    order = north.draft()
    with north.scope():
        Message.objects.bulk_create(
            Message(order=order, author=north.editor, body=f"n{number}", client_id=uuid4()) for number in range(201)
        )
    answer = north.client(north.admin).get(f"/orders/{order.number}/chat/newer/", headers=HTMX)
    assert sum(word[0] != "[" for word in said(answer)) == 200
    assert "data-catch-up hx-get" in answer.text
    assert 'hx-trigger="load"' in answer.text


@pytest.mark.parametrize("path", ["older/?before=x", "older/?before=-1", "newer/?after=x", "newer/?activity=1e5"])
def test_odd_pages_are_refused(north, path):
    order = north.draft()
    assert north.client(north.editor).get(f"/orders/{order.number}/chat/{path}").status_code == 400


def test_new_messages_stand_below_a_line(north):
    order = north.draft()
    first, _mine, new = [
        *say(north, order, "old"),
        *say(north, order, "mine", by=north.editor),
        *say(north, order, "new"),
    ]
    client = north.client(north.editor)
    assert "is-new" not in client.get(f"/orders/{order.number}/chat/", headers=HTMX).text
    reading = client.post(f"/orders/{order.number}/chat/reading/", {"message": first.pk})
    assert reading.status_code == 204
    page = client.get(f"/orders/{order.number}/chat/", headers=HTMX).text
    assert re.search(r'<li class="day is-new" data-tone="red" data-before="(\d+)">', page).group(1) == str(new.pk)
    client.post(f"/orders/{order.number}/chat/reading/", {"message": new.pk})
    assert "is-new" not in client.get(f"/orders/{order.number}/chat/", headers=HTMX).text
    assert client.post(f"/orders/{order.number}/chat/reading/", {"message": "x"}).status_code == 400


def test_reading_a_mention_takes_it_from_the_bell(north):
    order = north.draft()
    assert north.editor
    [message] = say(north, order, "@Edda Editor look")
    sweep()
    with north.scope():
        assert Notice.objects.unread().count() == 1
    north.client(north.editor).post(f"/orders/{order.number}/chat/reading/", {"message": message.pk})
    with north.scope():
        assert Notice.objects.unread().count() == 0


def test_the_switch_is_remembered_for_the_person(north):
    order = north.draft()
    client = north.client(north.editor)
    assert client.post("/chat/activity/", {}, headers=HTMX).status_code == 204
    off = client.get(f"/orders/{order.number}/chat/", headers=HTMX).text
    assert re.search(r'value="1" data-show-log', off)
    assert "data-log>" not in off
    assert "data-log>" in room(north, north.admin, order).text
    client.post("/chat/activity/", {"activity": "1"}, headers=HTMX)
    with north.scope():
        assert Member.objects.get(pk=north.editor.pk).preferences == {"chat_activity": True}
    assert "data-log>" in client.get(f"/orders/{order.number}/chat/", headers=HTMX).text


GETS = ["", "older/?before=1", "newer/", "people/?q=a"]
POSTS = ["messages/", "mentions/", "reading/"]


@pytest.mark.parametrize("stranger", ["agent", "contractor", "other company", "other company's agent", "nobody"])
def test_strangers_find_no_room(north, south, stranger):
    order = north.draft(customer=north.agent)
    say(north, order, "secret")
    client = {
        "agent": lambda: north.client(north.agent),
        "contractor": lambda: north.client(north.contractor),
        "other company": lambda: south.client(south.admin),
        "other company's agent": lambda: south.client(south.agent),
        "nobody": lambda: north.client(),
    }[stranger]()
    refused = 302 if stranger == "nobody" else 404
    for path in GETS:
        answer = client.get(f"/orders/{order.number}/chat/{path}", headers=HTMX)
        assert (answer.status_code, "secret" in answer.text) == (refused, False)
    for path in POSTS:
        data = {"text": "hi", "client_id": uuid4(), "message": 1}
        answer = client.post(f"/orders/{order.number}/chat/{path}", data, headers=HTMX)
        assert (answer.status_code, "secret" in answer.text) == (refused, False)
    with north.scope():
        assert (Message.objects.count(), LastRead.objects.count()) == (1, 0)


def test_a_contractor_on_the_team_is_in_the_room(north):
    order = north.draft()
    with north.scope():
        order_actions.add_to_team(order, north.contractor, by=north.admin.as_actor)
    assert send(north, north.contractor, order, "on my way").status_code == 201
    assert said(room(north, north.contractor, order))[-1] == "on my way"


def test_an_agent_has_no_switch(north):
    assert north.client(north.agent).post("/chat/activity/", {}).status_code == 404


def test_more_messages_take_no_more_queries(north):
    order = north.draft()
    client = north.client(north.editor)
    assert north.photographer
    path = f"/orders/{order.number}/chat/"
    say(north, order, "@Edda Editor and @Phil Photographer")
    client.get(path, headers=HTMX)
    counts = []
    for more in (0, 2):
        say(north, order, *["@Edda Editor and @Phil Photographer"] * more, by=north.photographer)
        with Statements() as queries:
            client.get(path, headers=HTMX)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_sending_takes_as_many_queries_in_a_long_room(north):
    order = north.draft()
    client = north.client(north.editor)
    counts = []
    for _ in range(3):
        say(north, order, *["x"] * 3)
        data = {"text": "hello", "client_id": uuid4()}
        with Statements() as queries:
            client.post(f"/orders/{order.number}/chat/messages/", data, headers=HTMX)
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_the_clock_in_a_message_is_the_companys(south):
    order = south.draft()
    [message] = say(south, order, "x")
    with south.scope():
        moment = timezone.make_aware(timezone.datetime(2026, 7, 1, 18, 5), timezone.get_fixed_timezone(timedelta(0)))
        Message.objects.filter(pk=message.pk).update(created_at=moment)
    assert ">11:05 AM</time>" in room(south, south.editor, order).text
