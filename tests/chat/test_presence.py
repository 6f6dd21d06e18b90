import pytest

HTMX = {"HX-Request": "true"}


@pytest.fixture
def path(north):
    return f"/orders/{north.draft().number}/chat/"


def test_who_is_here_is_known_until_they_leave(north, path):
    first, second = north.client(north.editor), north.client(north.admin)
    assert "Here now: Edda Editor" in first.post(f"{path}here/").text
    assert "Here now: Ada Admin, Edda Editor" in second.post(f"{path}here/").text
    assert first.post(f"{path}here/", {"gone": 1}).status_code == 204
    assert "Here now: Ada Admin<" in second.post(f"{path}here/").text


def test_whoever_may_not_see_the_order_is_not_here(north, south, path):
    for world, person in ((north, north.contractor), (south, south.admin)):
        for what in ("here/", "typing/"):
            assert world.client(person).post(path + what).status_code == 404
    assert "Conny" not in north.client(north.admin).post(f"{path}here/").text
