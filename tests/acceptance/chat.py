"""The talk of an order: the rows of the reference about it, through HTTP, each test named after its row.

Rows without a test here: the log's own sentences (core, Orders, Activity log: tests/activity), Slack (scheduling-comms,
Slack), following an order (market, Chat attention: acceptance/notices.py). Uploads that go on where they broke off are
not built; a broken one is sent again whole, under the same id.
"""

from uuid import uuid4

import pytest

from activity.actions import sweep
from chat.models import Message
from notifications.models import Notice
from orders import actions as orders

HTMX = {"HX-Request": "true"}


def say(world, person, order, body, **more):
    sent = {"text": body, "client_id": str(uuid4()), **more}
    return world.client(person).post(f"/orders/{order.number}/chat/messages/", sent, headers=HTMX)


def told(world):
    sweep()
    with world.scope():
        rows = Notice.objects.filter(kind="mention").order_by("member__user__name")
        return list(rows.values_list("member__user__name", flat=True))


def test_core_chat_a_name_notifies_that_person(north):
    assert north.editor
    assert say(north, north.coordinator, north.draft(), "@EddaEditor look").status_code == 201
    assert told(north) == ["Edda Editor"]


def test_core_chat_a_role_notifies_each_holder(north):
    assert north.editor
    assert north.photographer
    north.member("Vera Video", "staff", "video_editor")
    assert say(north, north.coordinator, north.draft(), "@editors look").status_code == 201
    assert told(north) == ["Edda Editor", "Vera Video"]


@pytest.mark.parametrize("who", ["agent", "other_agent", None])
def test_core_chat_agents_can_never_load_it(north, who):
    order = north.order(customer=north.agent)
    say(north, north.coordinator, order, "The gate code is 4471")
    with north.scope():
        message = Message.objects.get()
    client = north.client(getattr(north, who) if who else None)
    room = f"/orders/{order.number}/chat/"
    rests = ("", "older/", "newer/", "around/?message=1", "threads/", "pins/", "search/?q=gate", "people/?q=e")
    for path in [
        *(room + rest for rest in rests),
        f"/chat/messages/{message.pk}/",
        "/inbox/saved/",
        "/inbox/search/?q=gate",
    ]:
        answer = client.get(path, headers=HTMX)
        assert answer.status_code in {302, 403, 404}, path
        assert "4471" not in answer.text


def test_market_chat_trust_a_repeat_of_the_same_message_is_one(north):
    order, client_id = north.draft(), str(uuid4())
    for _ in range(3):
        assert say(north, north.coordinator, order, "once", client_id=client_id).status_code == 201
    with north.scope():
        assert Message.objects.count() == 1


def test_market_mentions_a_mention_notifies_or_says_why_not(north):
    order = north.draft()
    assert north.contractor
    refused = say(north, north.coordinator, order, "@Conny Contractor look")
    assert refused.status_code == 422
    assert "Conny Contractor cannot see this order" in refused.text
    assert told(north) == []
    with north.scope():
        orders.add_to_team(order, north.contractor, by=north.coordinator.as_actor)
    assert say(north, north.coordinator, order, "@Conny Contractor look").status_code == 201
    assert told(north) == ["Conny Contractor"]


def test_core_project_page_each_service_has_a_chat_of_its_own(north):
    order = north.draft()
    with north.scope():
        reel = orders.add_task(order, text="Reel", stage=north.stage("production"), by=north.coordinator.as_actor)
    path = f"/orders/{order.number}/chat/services/{reel.pk}/"
    sent = {"text": "about the reel", "client_id": str(uuid4())}
    north.client(north.editor).post(f"{path}messages/", sent, headers=HTMX)
    assert "about the reel" in north.client(north.admin).get(path, headers=HTMX).text
    assert "about the reel" not in north.client(north.admin).get(f"/orders/{order.number}/chat/", headers=HTMX).text


def test_market_chat_search_across_rooms_with_filters(north):
    near, far = north.draft(street="12 Larkspur Lane"), north.draft(street="7 Sheridan Rd")
    say(north, north.coordinator, near, "The gate code is 4471")
    say(north, north.editor, far, "The gate is open")
    client = north.client(north.admin)

    def found(**query):
        page = client.get("/inbox/search/", query).text
        return [number for number in (near.number, far.number) if f">#{number} " in page]

    assert found(q="gate") == [near.number, far.number]
    assert found(q="gate", sender=north.editor.pk) == [far.number]
    assert found(q="gate", place="larkspur") == [near.number]
    assert found(q="gate", before="2020-01-01") == found(q="gate", file=1) == []
