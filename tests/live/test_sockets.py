"""Who hears what on the one socket of a page."""

import asyncio
import time
from uuid import uuid4

import pytest
from websockets.exceptions import InvalidStatus

from chat import actions
from companies import consumers
from companies.actions import deactivate
from core import live as channel
from core.ledger import record
from orders import actions as order_actions
from tests.live.conftest import JOINED

AGAIN = {"event": "live:again"}


def say(world, order, body="hello"):
    by = world.coordinator.as_actor
    with world.scope():
        return actions.say(order, body=body, client_id=uuid4(), by=by)


def test_a_message_reaches_everybody_in_the_room_as_the_same_html(north, live):
    order = north.draft()
    topic = f"chat:{order.pk}"
    with live.open(north, north.editor, topic) as edda, live.open(north, north.admin, topic) as ada:
        assert edda.next() == ada.next() == JOINED
        message = say(north, order, "Gate <code>")
        html = edda.next()
        assert html == ada.next()
    assert html.startswith(f'<hx-partial hx-target="#chat-{order.pk}" hx-swap="beforeend">')
    assert f'<li class="message" id="m{message.pk}"' in html
    assert "Gate &lt;code&gt;" in html


def test_saying_the_same_twice_is_one_bubble(north, live):
    order, client_id = north.draft(), uuid4()
    with live.open(north, north.editor, f"chat:{order.pk}") as edda:
        assert edda.next() == JOINED
        for _ in range(2):
            with north.scope():
                actions.say(order, body="once", client_id=client_id, by=north.admin.as_actor)
        assert "once" in edda.next()
        assert edda.hears_nothing()


def test_a_record_is_named_on_its_order_and_a_message_is_not(north, live):
    order = north.draft()
    with live.open(north, north.editor, f"order:{order.pk}") as edda:
        assert edda.next() == JOINED
        say(north, order)
        with north.scope():
            line = record("order.restored", on=order, by=north.admin.as_actor)
        assert edda.next() == {
            "changed": [f"order:{order.pk}"],
            "verb": "order.restored",
            "subject": order.pk,
            "activity": line.pk,
        }
        assert edda.hears_nothing()


def test_what_is_rolled_back_is_never_heard(north, live):
    order = north.draft()
    with live.open(north, north.editor, f"chat:{order.pk}", f"order:{order.pk}") as edda:
        assert edda.next() == JOINED
        with pytest.raises(ZeroDivisionError), north.scope():
            actions.say(order, body="never", client_id=uuid4(), by=north.admin.as_actor)
            record("order.restored", on=order, by=north.admin.as_actor)
            raise ZeroDivisionError
        assert edda.hears_nothing()


def test_a_member_hears_only_of_their_own_inbox(north, live):
    mine, other = f"member:{north.editor.pk}", f"member:{north.admin.pk}"
    with live.open(north, north.editor, mine, other) as edda:
        assert edda.next() == JOINED
        channel.tell(north.company.pk, other, "inbox")
        channel.tell(north.company.pk, mine, "inbox")
        assert edda.next() == {"changed": [mine, "inbox"]}


@pytest.mark.parametrize("who", ["agent", "contractor"])
def test_who_is_not_of_the_team_of_an_order_cannot_join_its_room(north, live, who):
    order = north.draft(customer=north.agent)
    with live.open(north, getattr(north, who), f"chat:{order.pk}", f"order:{order.pk}") as stranger:
        assert stranger.closed() == 4403


def test_another_company_cannot_join(north, south, live):
    order = north.draft()
    with live.open(south, south.admin, f"chat:{order.pk}", f"order:{order.pk}") as stranger:
        assert stranger.closed() == 4403
    stolen = live.token(north, north.admin, f"chat:{order.pk}")
    with live.open(south, south.admin, token=stolen) as stranger:
        assert stranger.closed() == 4403
    with live.open(north, south.admin, token=stolen) as stranger:
        assert stranger.closed() == 4403


def test_a_token_is_its_owners_alone(north, live):
    order = north.draft()
    token = live.token(north, north.admin, f"chat:{order.pk}")
    with live.open(north, north.editor, token=token) as other:
        assert other.closed() == 4403
    with live.open(north, token=token) as nobody:
        assert nobody.closed() == 4403


@pytest.mark.parametrize("change", [lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"), lambda token: "x"])
def test_a_forged_token_is_refused_for_good(north, live, change):
    order = north.draft()
    token = change(live.token(north, north.editor, f"chat:{order.pk}"))
    with live.open(north, north.editor, token=token) as forger:
        assert forger.closed() == 4403


def test_a_token_of_yesterday_is_refused(north, live, monkeypatch):
    order, now = north.draft(), time.time
    with monkeypatch.context() as earlier:
        earlier.setattr("django.core.signing.time.time", lambda: now() - 86_401)
        token = live.token(north, north.editor, f"chat:{order.pk}")
    with live.open(north, north.editor, token=token) as late:
        assert late.closed() == 4403


@pytest.mark.parametrize("origin", ["http://evil.test", "http://south.localhost", "null"])
def test_a_page_of_another_host_cannot_open_a_socket(north, live, origin):
    order = north.draft()
    with (
        pytest.raises(InvalidStatus, match="403"),
        live.open(north, north.editor, f"chat:{order.pk}", origin=origin),
    ):
        pass


def test_losing_the_assignment_closes_the_topic_before_anything_else_is_said(north, live, monkeypatch):
    order, other = north.draft(), north.draft()
    for each in (order, other):
        with north.scope():
            order_actions.add_to_team(each, north.contractor, by=north.admin.as_actor)
    with (
        live.open(north, north.contractor, f"chat:{order.pk}") as only_this,
        live.open(north, north.contractor, f"chat:{order.pk}", f"chat:{other.pk}") as both,
    ):
        assert only_this.next() == both.next() == JOINED
        say(north, order, "still here")
        assert "still here" in both.next()
        asked_late(monkeypatch)
        with north.scope():
            order_actions.remove_from_team(order, north.contractor, by=north.admin.as_actor)
        say(north, order, "secret")
        assert only_this.closed() == 4403
        assert both.next() == AGAIN
        say(north, other, "for you")
        assert "for you" in both.next()


def asked_late(monkeypatch):
    """Let the question what somebody may hear take its time."""

    async def late(grant):
        await asyncio.sleep(0.3)
        return await allowed_topics(grant)

    allowed_topics = consumers.allowed_topics
    monkeypatch.setattr(consumers, "allowed_topics", late)


def test_what_is_said_while_somebody_proves_that_they_may_listen_comes_after(north, live, monkeypatch):
    order = north.draft()
    with live.open(north, north.editor, f"chat:{order.pk}") as edda:
        assert edda.next() == JOINED
        asked_late(monkeypatch)
        channel.recheck(north.company.pk, north.editor.user_id)
        for body in ("one", "two"):
            say(north, order, body)
        assert edda.hears_nothing(timeout=0.1)
        assert ["one" in edda.next(), "two" in edda.next()] == [True, True]


def test_who_left_the_company_is_let_go_at_once(north, live):
    order = north.draft()
    with live.open(north, north.editor, f"chat:{order.pk}", f"member:{north.editor.pk}") as edda:
        assert edda.next() == JOINED
        with north.scope():
            deactivate(north.editor, by=north.owner)
        assert edda.closed(timeout=1) == 4403


def test_a_reader_that_is_too_slow_is_let_go_and_the_others_hear_on(north, live):
    order = north.draft()
    topic = f"chat:{order.pk}"
    frame = f'<hx-partial hx-target="#x" hx-swap="beforeend">{"x" * 200_000}</hx-partial>'
    with live.open_and_sleep(north, north.editor, topic) as asleep, live.open(north, north.admin, topic) as awake:
        assert awake.next() == JOINED
        for _ in range(400):
            channel.push(north.company.pk, topic, frame)
            assert awake.next() == frame
        heard = bytearray()
        while not heard.endswith(b"\x88\x02" + (1013).to_bytes(2)):
            some = asleep.recv(1_000_000)
            assert some, "closed without a word"
            heard += some
        assert len(heard) < 300 * len(frame)
        say(north, order, "and on")
        assert "and on" in awake.next()


def test_writing_is_told_once_in_a_while(north, live):
    order = north.draft()
    client = north.client(north.editor)
    with live.open(north, north.admin, f"chat:{order.pk}") as ada:
        assert ada.next() == JOINED
        for _ in range(2):
            assert client.post(f"/orders/{order.number}/chat/typing/").status_code == 204
        written = {"event": "chat:typing", "thread": str(order.pk), "who": north.editor.pk, "name": "Edda Editor"}
        assert ada.next() == written
        assert ada.hears_nothing()
        client.post(f"/orders/{order.number}/chat/here/")
        assert f'<hx-partial hx-target="#here-{order.pk}" hx-swap="innerHTML">' in ada.next()
