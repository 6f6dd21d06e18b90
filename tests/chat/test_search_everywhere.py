"""Looking through the rooms of all orders: who finds what, by which words and filters, a page at a time."""

import os
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import uuid4

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from chat import actions
from chat.models import Message
from chat.searching import LONGEST_EXCERPT, Piece, Sought, excerpt, search
from orders import actions as order_actions
from orders.models import Order

PAGE = "/inbox/search/"
SAID = re.compile(r'<p class="said" dir="auto">(.*?)</p>', re.DOTALL)


def say(world, order, body, *, by=None, **more):
    with world.scope():
        return actions.say(order, body=body, client_id=uuid4(), by=(by or world.coordinator).as_actor, **more)


def answer(world, person, status=200, **query):
    found = world.client(person).get(PAGE, query)
    assert found.status_code == status, found.text
    return found.text


def found(world, person, **query):
    return said(answer(world, person, **query))


def said(text):
    return [unescape(strip_tags(words)) for words in SAID.findall(text)]


def problems(world, **query):
    text = answer(world, world.coordinator, 422, **query)
    return [unescape(strip_tags(error)) for error in re.findall(r'<p class="error".*?</p>', text)], text


@pytest.fixture
def orders(north):
    return north.order(street="12 Larkspur Lane"), north.order(street="7 Sheridan Rd")


@pytest.fixture
def talk(north, orders):
    """Three messages on two orders, the last in the thread of a task, on three days."""
    with north.scope():
        reel = order_actions.add_task(orders[1], text="Reel", stage=north.stage("production"), by=north.admin.as_actor)
    said = [
        say(north, orders[0], "The gate code is 4471"),
        say(north, orders[1], "Gate? It's at info@north.test, gate-house", by=north.editor),
        say(north, orders[1], "Cut the gates out", line=reel),
    ]
    with north.scope():
        for day, message in enumerate(said, 1):
            Message.objects.filter(pk=message.pk).update(created_at=datetime(2026, 3, day, 5, 30, tzinfo=UTC))
    return said


def test_all_orders_are_searched_by_words_and_their_beginnings(north, talk):
    gates = ["Cut the gates out", "Gate? It's at info@north.test, gate-house", "The gate code is 4471"]
    assert found(north, north.admin, q="gate") == gates
    assert found(north, north.admin, q="CODE gat") == gates[2:]
    assert found(north, north.admin, q="gates") == gates[:1]
    for part in ("north", "info@north.test", "house", "it's"):
        assert found(north, north.admin, q=part) == gates[1:2], part
    assert found(north, north.admin, q="ate") == []
    assert "Nobody said that" in answer(north, north.admin, q="gate 9")


def test_a_hit_says_where_who_and_when_and_leads_to_its_place(north, orders, talk):
    text = answer(north, north.admin, q="cut")
    [row] = re.findall(r'<li class="inbox-row">.*?</li>', text, re.DOTALL)
    assert f'<a href="/chat/messages/{talk[2].pk}/">#{orders[1].number} 7 Sheridan Rd</a>' in row
    assert '<p class="where">Cora Coordinator · Reel</p>' in row
    assert "<mark>Cut</mark> the gates out" in row
    assert 'datetime="2026-03-03T05:30:00+00:00"' in row
    leads = north.client(north.admin).get(f"/chat/messages/{talk[2].pk}/")["Location"]
    assert leads.startswith(f"/orders/{orders[1].number}/?service=")
    assert leads.endswith(f"&message={talk[2].pk}#m{talk[2].pk}")


def test_by_who_said_it_and_in_which_order(north, orders, talk):
    assert found(north, north.admin, sender=north.editor.pk) == ["Gate? It's at info@north.test, gate-house"]
    assert found(north, north.admin, q="gate", place=f"#{orders[0].number}") == ["The gate code is 4471"]
    assert found(north, north.admin, place=orders[0].number) == ["The gate code is 4471"]
    assert found(north, north.admin, q="gate", place="larksp") == ["The gate code is 4471"]
    assert found(north, north.admin, place="sheridan", sender=north.coordinator.pk) == ["Cut the gates out"]


def test_days_are_those_of_the_company(north, talk):
    """05:30 in UTC is half an hour to midnight of the day before in Chicago."""
    assert found(north, north.admin, q="gate", before="2026-03-01") == ["The gate code is 4471"]
    assert found(north, north.admin, q="gate", after="2026-03-01") == ["Cut the gates out"]
    assert found(north, north.admin, after="2026-02-28", before="2026-03-02") == [
        "Gate? It's at info@north.test, gate-house"
    ]


def test_with_a_file(north, orders, talk, settings, tmp_path):
    with north.scope():
        kept = actions.upload(
            orders[0],
            file=SimpleUploadedFile("floor plan.txt", b"plan"),
            client_id=uuid4(),
            by=north.coordinator,
        )
    say(north, orders[0], "", files=[kept.pk])
    text = answer(north, north.admin, file=1)
    assert (text.count('<li class="inbox-row">'), "floor plan.txt" in text, SAID.findall(text)) == (1, True, [])


def test_deleted_messages_are_not_found_and_edited_ones_by_their_new_words(north, talk):
    with north.scope():
        actions.delete(talk[0], by=north.coordinator.as_actor)
        actions.edit(talk[2], body="Cut the door out", by=north.coordinator.as_actor)
    assert found(north, north.admin, q="gate") == ["Gate? It's at info@north.test, gate-house"]
    assert found(north, north.admin, q="door") == ["Cut the door out"]


def test_a_contractor_finds_what_was_said_on_their_own_orders(north, orders, talk):
    assert found(north, north.contractor, q="gate") == []
    with north.scope():
        order_actions.add_to_team(orders[0], north.contractor, by=north.admin.as_actor)
    assert found(north, north.contractor, q="gate") == ["The gate code is 4471"]
    assert found(north, north.contractor, place="larkspur") == ["The gate code is 4471"]
    assert "No order that you see" in answer(north, north.contractor, 422, q="gate", place=orders[1].number)
    older = {"q": "gate", "older": talk[2].pk}
    assert found(north, north.contractor, **older) == ["The gate code is 4471"]


def test_nobody_else_finds_anything(north, south, talk):
    say(south, south.order(), "gate of the south")
    assert found(south, south.admin, q="gate") == ["gate of the south"]
    assert found(north, north.admin, q="south") == []
    assert "@" in talk[1].body
    assert found(south, south.admin, q=f"@{north.company.pk}") == []
    assert north.client(north.agent).get(PAGE, {"q": "gate"}).status_code == 404
    assert north.client().get(PAGE, {"q": "gate"}).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT chat_found('''gate'':*', NULL, NULL, false, NULL, NULL, NULL, NULL, 9)")
        assert cursor.fetchone() == ([],)


def test_odd_filters_are_named_beside_their_field_and_kept(north, south, talk):
    odd = {
        "sender": (south.admin.pk, "Choose somebody of your team."),
        "place": ("nowhere", "No order that you see has this number or address."),
        "before": ("x", "Enter a valid date."),
        "after": ("0001-01-01", "Choose a day from the year 2000 on."),
        "q": ("?!", "Look for a word or a number: signs alone are not found."),
    }
    for name, (value, words) in odd.items():
        errors, text = problems(north, **{"q": "gate", name: value})
        assert errors == [words]
        assert str(value) in text if name != "sender" else 'value="gate"' in text, name
    assert problems(north, after="2026-03-01", before="2026-03-02")[0] == ["No day lies between these two."]
    assert problems(north, q="gate " * 2048)[0] == ["Look for fewer words: 200 characters are the most."]
    assert problems(north, q="a\0b")[0] == ["Null characters are not allowed."]


def test_nothing_asked_for_is_nothing_searched(north, talk):
    for query in ({}, {"q": " "}, {"q": "", "older": "x"}):
        text = answer(north, north.admin, **query)
        assert ("are searched, the newest message first" in text, SAID.findall(text)) == (True, [])
    assert found(north, north.admin, q="gate", older="x")[:1] == ["Cut the gates out"]


@pytest.mark.parametrize("odd", ["'; drop", "a & b | !c", "\\", "%_", "' :*", "a" * 200, "é ñ 東京 👩‍👩‍👧"])
def test_any_words_can_be_looked_for(north, talk, odd):
    assert north.client(north.admin).get(PAGE, {"q": odd}).status_code in {200, 422}


def test_earlier_results_come_a_page_at_a_time(north, orders):
    for number in range(60):
        say(north, orders[number % 2], f"gate number{number}")
    with north.scope():
        Message.objects.update(created_at=datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=1) * (F("id") % 2))
    client, query, seen = north.client(north.admin), f"{PAGE}?q=gate&sender=", []
    while query:
        page = client.get(query).text
        seen.append(said(page))
        more = re.search(r'href="(\?[^"]*older=[^"]*)"', page)
        query = PAGE + more[1].replace("&amp;", "&") if more else ""
    assert [len(each) for each in seen] == [25, 25, 10]
    with north.scope():
        ordered = Message.objects.order_by("-created_at", "-id").values_list("body", flat=True)
        assert [body for each in seen for body in each] == list(ordered)
        newest = Message.objects.earliest("-created_at", "-id")
    part = client.get(f"{PAGE}?q=gate&older={newest.pk}", headers={"HX-Request": "true"}).text
    assert (said(part), "<html" in part) == ([body for each in seen for body in each][1:26], False)


def test_as_many_queries_for_three_hits_as_for_one(north, orders, talk):
    client, counts = north.client(north.admin), {}
    client.get(PAGE)
    for words in ("code", "gate"):
        with CaptureQueriesContext(connection) as asked:
            hits = said(client.get(PAGE, {"q": words}).text)
        counts[len(hits)] = len(asked)
    assert counts[3] == counts[1]


def test_an_excerpt_is_the_part_around_the_first_word():
    assert excerpt("The gate-code", "gat") == [Piece("The "), Piece("gate", is_hit=True), Piece("-code")]
    assert excerpt("navigate <b>", "gate") == [Piece("navigate <b>")]
    long = "start " + "x " * 300 + "the gate " + "y " * 300
    pieces = excerpt(long, "GATE")
    assert [piece.text for piece in pieces if piece.is_hit] == ["gate"]
    assert pieces[0].text.startswith("… x")
    assert pieces[-1].text.endswith("…")
    assert sum(len(piece.text) for piece in pieces) == LONGEST_EXCERPT + 3
    assert excerpt("", "") == []


def test_other_words_of_a_message_are_shown_as_text(north, orders):
    say(north, orders[0], "gate <script>alert(1)</script>")
    assert "<script>alert" not in answer(north, north.admin, q="gate")


def test_the_room_and_the_inbox_lead_here(north, orders):
    client = north.client(north.admin)
    room = client.get(f"/orders/{orders[0].number}/chat/search/", {"q": "gate & co"}, headers={"HX-Request": "true"})
    assert '<a class="item" href="/inbox/search/?q=gate%20%26%20co">' in room.text
    assert 'href="/inbox/search/"' in client.get("/inbox/").text


MANY = """
INSERT INTO chat_message (company_id, order_id, author_id, body, files, client_id, created_at, version)
SELECT %(company)s, %(order)s, %(author)s, 'gate common' || (n %% 5) || ' rare' || n, (n %% 500 = 0)::int,
       gen_random_uuid(), now() - n * interval '1 minute', 1
FROM generate_series(1, 20000) n
"""


@pytest.mark.django_db(transaction=True)
def test_no_search_reads_the_whole_table(north, orders):
    """20,000 messages, as in a real installation a sequential scan pays only when there are few."""
    row = {"company": north.company.pk, "order": orders[0].pk, "author": north.coordinator.pk}
    with north.scope(), connection.cursor() as cursor:
        cursor.execute(MANY, row)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        owner.execute("ANALYZE chat_message")
    asked = {
        "rare word": Sought("rare19"),
        "common word": Sought("gate"),
        "two words": Sought("common3 rare777"),
        "nobody's words": Sought("unheard"),
        "author": Sought(author=north.coordinator),
        "who said nothing": Sought("gate", author=north.editor),
        "order": Sought("rare5", orders=[orders[0].pk]),
        "days": Sought(after=date(2026, 1, 1), before=date(2026, 1, 9)),
    }
    for name, sought in asked.items():
        with north.scope(), connection.cursor() as cursor:
            search(Order.objects.all(), sought, sees_all=True, zone="UTC")
            cursor.execute("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'chat_message'")
            assert cursor.fetchone() == (0,), name
