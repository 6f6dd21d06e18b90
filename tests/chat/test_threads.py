import re
from uuid import uuid4

import pytest

from chat import actions, queries
from chat.models import LastRead, Message
from chat.threads import Thread
from orders import actions as order_actions

HTMX = {"HX-Request": "true"}


def say(world, order, body, *, line=None, by=None):
    by = (by or world.coordinator).as_actor
    with world.scope():
        return actions.say(order, body=body, line=line, client_id=uuid4(), by=by)


@pytest.fixture
def order(north):
    return north.draft()


@pytest.fixture
def reel(north, order):
    return task(north, order, "Social Reel")


def task(world, order, text):
    with world.scope():
        return order_actions.add_task(order, text=text, stage=world.stage("production"), by=world.admin.as_actor)


def bodies(response):
    talk = response.text.partition('<form class="composer"')[0]
    return re.findall(r'class="said"[^>]*>(?:<p>)?(.*?)<', talk)


def counted(unread):
    return {one.line: one.count for one in unread}


def test_a_thread_shows_what_was_said_in_it_and_nothing_else(north, order, reel):
    say(north, order, "about all")
    say(north, order, "about the reel", line=reel)
    client, path = north.client(north.editor), f"/orders/{order.number}/chat/"
    assert bodies(client.get(path, headers=HTMX)) == ["about all"]
    page = client.get(f"{path}services/{reel.pk}/", headers=HTMX)
    assert bodies(page) == ["about the reel"]
    assert f'<ol id="chat-{order.pk}-{reel.pk}"' in page.text
    assert "<h2>Social Reel</h2>" in page.text
    assert bodies(client.get(f"{path}services/{reel.pk}/newer/?after=0", headers=HTMX)) == ["about the reel"]


def test_the_log_of_a_line_is_woven_into_its_thread_alone(north, order, reel):
    other = task(north, order, "Other")
    path = f"/orders/{order.number}/chat/services/"
    client = north.client(north.editor)
    for line, name in ((reel, "Social Reel"), (other, "Other")):
        lines = re.findall(r'<li class="activity" id.*?<p>(.*?) <time', client.get(f"{path}{line.pk}/").text, re.S)
        assert [re.sub("<[^>]+>", "", words) for words in lines] == [
            f"Ada Admin created the task “{name}” in Production"
        ]


def test_a_message_is_sent_into_the_thread_of_its_address(north, order, reel):
    path = f"/orders/{order.number}/chat/services/{reel.pk}/messages/"
    answer = north.client(north.editor).post(path, {"text": "Cut it", "client_id": uuid4()}, headers=HTMX)
    assert answer.status_code == 201
    plain = north.client(north.editor).post(path, {"text": "Again", "client_id": uuid4()})
    assert plain["Location"].startswith(f"/orders/{order.number}/chat/services/{reel.pk}/#m")
    with north.scope():
        assert list(Message.objects.values_list("line", "body")) == [(reel.pk, "Cut it"), (reel.pk, "Again")]


@pytest.mark.parametrize("rest", ["", "older/?before=1", "newer/", "people/?q=e"])
def test_a_thread_of_another_order_or_company_is_not_there(north, south, order, reel, rest):
    other = north.draft()
    for world, person, number in (
        (north, north.editor, other.number),
        (north, north.contractor, order.number),
        (south, south.admin, order.number),
    ):
        path = f"/orders/{number}/chat/services/{reel.pk}/{rest}"
        assert world.client(person).get(path, headers=HTMX).status_code == 404


def test_each_thread_is_read_by_itself(north, order, reel):
    first = say(north, order, "about all")
    reel_first = say(north, order, "one", line=reel)
    say(north, order, "two", line=reel)
    quiet = task(north, order, "Quiet")
    say(north, order, "mine", line=quiet, by=north.editor)
    with north.scope():
        assert counted(queries.unread(order, north.editor, read={})) == {0: 1, reel.pk: 2}
        actions.mark_read(Thread(order), member=north.editor, up_to=first.pk)
        actions.mark_read(Thread(order, reel), member=north.editor, up_to=reel_first.pk)
        reads = queries.reads(order, north.editor)
        assert reads == {0: first.pk, reel.pk: reel_first.pk}
        assert counted(queries.unread(order, north.editor, read=reads)) == {reel.pk: 1}
    answer = north.client(north.editor).get(f"/orders/{order.number}/chat/threads/", headers=HTMX)
    assert re.search(rf'<data value="{reel.pk}" data-newest="\d+">1</data>', answer.text)
    assert north.client(north.contractor).get(f"/orders/{order.number}/chat/threads/").status_code == 404


def test_reading_one_thread_up_to_a_message_of_another_reads_nothing(north, order, reel):
    said = say(north, order, "about the reel", line=reel)
    with north.scope():
        assert actions.mark_read(Thread(order), member=north.editor, up_to=said.pk) == 0
        assert LastRead.objects.get().message_id == 0


def test_what_was_said_on_a_line_that_is_taken_off_stays_on_the_order(north, order, reel):
    say(north, order, "about the reel", line=reel)
    with north.scope():
        order_actions.remove_line(reel, by=north.admin.as_actor)
        assert list(Message.objects.of_thread(Thread(order)).values_list("body", flat=True)) == ["about the reel"]


def test_the_address_of_the_orders_page_opens_a_thread(north, order, reel):
    client = north.client(north.editor)
    page = client.get(f"/orders/{order.number}/?service={reel.pk}")
    assert f'hx-get="/orders/{order.number}/chat/services/{reel.pk}/" hx-trigger="load"' in page.text
    for query in ("", "?service=", "?service=x", f"?service={'9' * 30}"):
        page = client.get(f"/orders/{order.number}/{query}")
        assert f'hx-get="/orders/{order.number}/chat/" hx-trigger="load"' in page.text
