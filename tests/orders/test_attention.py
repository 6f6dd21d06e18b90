import pytest

from notifications.models import Attention


@pytest.fixture
def path(north):
    return f"/orders/{north.order().number}/attention/"


def levels(world):
    with world.scope():
        return list(Attention.objects.values_list("member__user__name", "level"))


def test_an_order_is_followed_muted_and_as_usual_again(north, path):
    client = north.client(north.editor)
    assert client.get(path).text.count("aria-current") == 1
    assert client.post(path, {"level": "followed"}).status_code == 204
    assert levels(north) == [("Edda Editor", "followed")]
    assert client.post(path, {"level": "muted"}).status_code == 204
    assert levels(north) == [("Edda Editor", "muted")]
    assert client.post(path, {"level": ""}).status_code == 204
    assert levels(north) == []


def test_any_other_level_is_refused(north, path):
    assert north.client(north.editor).post(path, {"level": "louder"}).status_code == 422
    assert levels(north) == []


def test_who_may_not_see_the_order_finds_no_choice(north, south, path):
    for client in (north.client(north.contractor), north.client(north.agent), south.client(south.owner)):
        assert (client.get(path).status_code, client.post(path, {"level": "followed"}).status_code) == (404, 404)
    assert levels(north) == []
