import re
from uuid import uuid4

import pytest

from activity.actions import sweep
from chat import actions, queries
from chat.models import Mention
from notifications.models import Notice
from orders import actions as order_actions
from orders.models import OrderMember

HTMX = {"HX-Request": "true"}


def say(world, order, body):
    with world.scope():
        return actions.say(order, body=body, client_id=uuid4(), by=world.coordinator.as_actor)


@pytest.mark.parametrize("written", ["@editors", "@Editors", "@photo editors", "@PhotoEditors"])
def test_a_role_tells_everybody_who_works_as_one(north, written):
    order = north.draft()
    second = north.member("Egon Editor", "staff", "photo_editor")
    assert north.editor
    assert north.photographer
    say(north, order, f"{written}, please")
    sweep()
    with north.scope():
        assert set(Mention.objects.values_list("member", flat=True)) == {north.editor.pk, second.pk}
        assert set(Notice.objects.values_list("member", flat=True)) == {north.editor.pk, second.pk}
    text = north.client(north.admin).get(f"/orders/{order.number}/chat/", headers=HTMX).text
    assert f">{written}</span>, please" in text


def test_those_of_a_role_who_cannot_see_the_order_are_named_before_it_is_sent(north):
    order = north.draft()
    assert north.photographer
    assert north.contractor
    with north.scope():
        draft = queries.drafted(order, "@photographers and @team")
        [chip, team] = draft.crowds
        assert (chip.told, chip.blind) == (("Phil Photographer",), ("Conny Contractor",))
        assert (team.told, team.blind) == ((), ())
        assert draft.is_clear
    answer = north.client(north.admin).post(
        f"/orders/{order.number}/chat/mentions/", {"text": "@photographers"}, headers=HTMX
    )
    assert "1 person" in answer.text
    assert "Not told, since they cannot see this order: Conny Contractor." in answer.text


def test_the_team_is_who_works_on_the_order(north):
    order = north.draft()
    with north.scope():
        order_actions.add_to_team(order, north.contractor, by=north.admin.as_actor)
        assert queries.drafted(order, "@team").named.people == [north.contractor.pk]


def test_roles_are_offered_after_people(north):
    order = north.draft()
    assert north.editor
    text = north.client(north.admin).get(f"/orders/{order.number}/chat/people/?q=ed", headers=HTMX).text
    assert re.findall(r'data-name="([^"]+)"', text) == ["Edda Editor", "editors", "photo editors", "video editors"]


def test_somebody_who_is_named_is_put_on_the_team_from_the_room(north, south):
    order = north.draft()
    path = f"/orders/{order.number}/chat/"
    client = north.client(north.editor)
    asked = client.post(f"{path}mentions/", {"text": "@Conny Contractor"} if north.contractor else {}, headers=HTMX)
    assert f'name="member" value="{north.contractor.pk}" data-post="{path}guests/"' in asked.text
    for bad in ("", "x", south.editor.pk):
        assert client.post(f"{path}guests/", {"member": bad}, headers=HTMX).status_code == 400
    assert client.post(f"{path}guests/", {"member": north.contractor.pk}, headers=HTMX).status_code == 204
    with north.scope():
        assert OrderMember.objects.get(order=order).member_id == north.contractor.pk
        assert queries.drafted(order, "@Conny Contractor").is_clear
    other = north.draft()
    refused = north.client(north.contractor).post(f"/orders/{other.number}/chat/guests/", {"member": north.editor.pk})
    assert refused.status_code in {403, 404}
