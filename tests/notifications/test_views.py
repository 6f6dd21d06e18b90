import re

import pytest

from core.ledger import record
from notifications import actions
from notifications.models import Notice
from tests.counting import Statements


def tell(world, member, title, **more):
    with world.scope():
        activity = record("test.told", on=world.company, by=world.coordinator.as_actor)
        return actions.notify(member, kind="mention", title=title, body="", url="/orders/7/", activity=activity, **more)


def titles(response):
    return re.findall(r'href="/inbox/\d+/">(?:<span[^>]*>[^<]*</span>)?([^<]*)</a>', response.text)


@pytest.fixture
def inbox(north):
    client = north.client(north.editor)
    old, new, read = (tell(north, north.editor, title) for title in ("Old", "New", "Read"))
    with north.scope():
        actions.read(read)
    tell(north, north.photographer, "Not yours")
    return client, old, new, read


def test_unread_stand_first(inbox):
    client, *_ = inbox
    page = client.get("/inbox/")
    assert titles(page) == ["New", "Old", "Read"]
    assert "<title>Inbox · North Media</title>" in page.text


def test_the_filter_shows_only_unread(inbox):
    client, *_ = inbox
    assert titles(client.get("/inbox/?show=unread")) == ["New", "Old"]


def test_a_fragment_is_only_the_list(inbox):
    client, *_ = inbox
    fragment = client.get("/inbox/?show=unread", headers={"HX-Request": "true"})
    assert fragment.text.strip().startswith('<section id="notices"')
    assert titles(fragment) == ["New", "Old"]


def test_odd_addresses_show_the_inbox(inbox):
    client, *_ = inbox
    assert titles(client.get("/inbox/?show=x&page=words&per_page=7")) == ["New", "Old", "Read"]


def test_the_badge_counts_to_99(north, inbox):
    client, *_ = inbox
    assert "2</span>" in client.get("/inbox/badge/").text
    with north.scope():
        rows = [Notice(member=north.editor, kind="x", title="x", url="/", activity_id=n) for n in range(1000, 1100)]
        Notice.objects.bulk_create(rows)
    assert "99+</span>" in client.get("/inbox/badge/").text


def test_going_to_the_thing_reads_its_notice(inbox):
    client, old, *_ = inbox
    answer = client.get(f"/inbox/{old.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/orders/7/")
    assert titles(client.get("/inbox/?show=unread")) == ["New"]


def test_a_notice_is_read_and_unread_again(inbox):
    client, old, *_ = inbox
    read = client.post(f"/inbox/{old.pk}/reading/", headers={"HX-Request": "true"})
    assert "is-unread" not in read.text
    assert f'id="notice-{old.pk}"' in read.text
    unread = client.delete(f"/inbox/{old.pk}/reading/", headers={"HX-Request": "true"})
    assert "is-unread" in unread.text
    assert client.post(f"/inbox/{old.pk}/reading/")["Location"] == "/inbox/"


def test_all_are_read_at_once_and_that_is_undone(inbox):
    client, *_ = inbox
    answer = client.post("/inbox/reading/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    said = answer.headers["HX-Trigger"]
    assert "Marked 2 notices as read." in said
    assert titles(client.get("/inbox/?show=unread")) == []
    moment = re.search(r'"read_at": "([^"]+)"', said).group(1)
    assert client.post("/inbox/reading/undone/", {"read_at": moment}).status_code == 204
    assert titles(client.get("/inbox/?show=unread")) == ["New", "Old"]
    assert "Nothing was unread." not in said


def test_an_undo_without_its_moment_is_refused(inbox):
    client, *_ = inbox
    assert client.post("/inbox/reading/undone/", {"read_at": "yesterday"}).status_code == 400


def test_somebody_elses_notice_is_not_there(north, south, inbox):
    _, old, *_ = inbox
    for client in (north.client(north.photographer), south.client(south.editor)):
        assert client.get(f"/inbox/{old.pk}/").status_code == 404
        assert client.post(f"/inbox/{old.pk}/reading/").status_code == 404
    with north.scope():
        assert Notice.objects.get(pk=old.pk).read_at is None


def test_an_agent_has_no_inbox(north):
    client = north.client(north.agent)
    for path in ("/inbox/", "/inbox/badge/"):
        assert client.get(path).status_code == 404
    assert client.post("/inbox/reading/").status_code == 404


def test_an_empty_inbox_says_what_it_is_for(north):
    assert "Nothing for you yet" in north.client(north.editor).get("/inbox/").text


def test_more_notices_take_no_more_queries(north):
    client = north.client(north.editor)
    client.get("/inbox/")
    counts = []
    for more in (1, 2):
        for number in range(more):
            tell(north, north.editor, f"{more} {number}", mail=False)
        with Statements(at_most=7) as queries:
            client.get("/inbox/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_inbox_is_narrowed_to_mentions_to_an_event_or_to_an_order(north):
    client = north.client(north.editor)
    order = north.order(street="1 Narrow St")
    with north.scope():
        about_order = record("test.told", on=order, by=north.coordinator.as_actor)
        told = {"body": "", "url": "/x/"}
        actions.notify(north.editor, kind="order.status", title="Moved on", activity=about_order, **told)
        actions.notify(north.editor, kind="mention", title="Named there", activity=about_order, **told)
    tell(north, north.editor, "Named elsewhere")
    assert titles(client.get("/inbox/?show=mentions")) == ["Named elsewhere", "Named there"]
    assert titles(client.get("/inbox/?kind=order.status")) == ["Moved on"]
    assert titles(client.get(f"/inbox/?order={order.pk}")) == ["Named there", "Moved on"]
    assert titles(client.get(f"/inbox/?order={order.pk}&show=mentions&kind=mention")) == ["Named there"]
    assert "Nothing of that kind" in client.get("/inbox/?kind=visit.given").text
    assert (
        f'<option value="{order.pk}" selected>#{order.number} 1 Narrow St</option>'
        in client.get(f"/inbox/?order={order.pk}").text
    )


def test_the_inbox_names_only_orders_that_its_reader_may_see(north):
    order = north.order(street="1 Hidden St")
    with north.scope():
        activity = record("test.told", on=order, by=north.coordinator.as_actor)
        actions.notify(north.contractor, kind="mention", title="x", body="", url="/x/", activity=activity)
    page = north.client(north.contractor).get(f"/inbox/?order={order.pk}").text
    assert "1 Hidden St" not in page
