"""Files that come in pieces."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connections

from chat import actions
from chat.models import Attachment, Upload
from chat.refusals import OutOfStep
from tests.chat.test_files import HTMX, picture

PIECE = {"content_type": "application/offset+octet-stream"}


@pytest.fixture
def order(north):
    return north.draft()


@pytest.fixture
def content():
    return picture(size=(900, 700)).read()


def begin(client, order, content, **about):
    data = {"client_id": uuid4(), "name": "front.png", "size": len(content), **about}
    return client.post(f"/orders/{order.number}/chat/uploads/", data, headers=HTMX)


def add(client, place, content, at, to=None):
    return client.patch(place, content[at:to], headers={"Upload-Offset": str(at)}, **PIECE)


def test_pieces_in_order_become_the_file(north, order, content):
    client = north.client(north.editor)
    place = begin(client, order, content)["Location"]
    half = len(content) // 2
    assert add(client, place, content, 0, half)["Upload-Offset"] == str(half)
    assert client.head(place)["Upload-Offset"] == str(half)
    assert client.post(f"{place}file/", headers=HTMX).status_code == 409
    assert add(client, place, content, half)["Upload-Offset"] == str(len(content))
    answer = client.post(f"{place}file/", headers=HTMX)
    assert answer.status_code == 201
    with north.scope():
        row = Attachment.objects.get()
        assert not Upload.objects.exists()
    assert (row.name, row.kind, row.width, row.size) == ("front.png", "image/png", 900, len(content))
    assert f'name="file" value="{row.pk}"' in answer.text
    assert b"".join(client.get(f"/chat/files/{row.pk}/").streaming_content) == content
    assert client.head(place).status_code == 404


def test_a_piece_that_comes_twice_or_too_early_is_told_where_to_go_on(north, order, content):
    client = north.client(north.editor)
    place = begin(client, order, content)["Location"]
    assert add(client, place, content, 0, 500).status_code == 204
    for at in (0, 700):
        again = add(client, place, content, at, at + 500)
        assert (again.status_code, again["Upload-Offset"]) == (409, "500")
    assert add(client, place, content, 500).status_code == 204
    assert client.post(f"{place}file/", headers=HTMX).status_code == 201


def test_begun_again_it_goes_on_where_it_ended(north, order, content):
    client, client_id = north.client(north.editor), uuid4()
    place = begin(client, order, content, client_id=client_id)["Location"]
    add(client, place, content, 0, 500)
    again = begin(client, order, content, client_id=client_id)
    assert (again.status_code, again["Location"], again["Upload-Offset"]) == (201, place, "500")


def test_what_is_no_file_we_take_is_refused_when_it_is_whole(north, order):
    client, content = north.client(north.editor), b"\x7fELF" + b"\0" * 2000
    place = begin(client, order, content)["Location"]
    add(client, place, content, 0)
    answer = client.post(f"{place}file/", headers=HTMX)
    assert answer.status_code == 422
    assert "This is none of them." in answer.text
    with north.scope():
        assert not Upload.objects.exists()
        assert not Attachment.objects.exists()


def test_more_than_was_promised_or_is_taken_is_refused(north, order, content):
    client = north.client(north.editor)
    place = begin(client, order, content[:500])["Location"]
    assert add(client, place, content, 0, 501).status_code == 413
    too_large = begin(client, order, content, size=actions.filing.LARGEST + 1)
    assert too_large.status_code == 422
    assert "A file may have 25 MB." in too_large.text
    assert begin(client, order, b"").status_code == 400
    huge = client.patch(place, b"x" * (5 * 1024 * 1024 + 1), headers={"Upload-Offset": "0"}, **PIECE)
    assert huge.status_code == 413
    assert client.patch(place, b"x", headers={"Upload-Offset": "-1"}, **PIECE).status_code == 400


def test_nobody_else_reaches_a_file_on_its_way(north, south, order, content):
    place = begin(north.client(north.editor), order, content)["Location"]
    for client in (north.client(north.admin), south.client(south.admin), north.client(north.contractor)):
        assert client.head(place).status_code == 404
        assert add(client, place, content, 0, 10).status_code == 404
        assert client.post(f"{place}file/").status_code == 404
        assert client.delete(place).status_code == 404
    assert begin(south.client(south.admin), order, content).status_code == 404


def test_a_file_given_up_leaves_nothing(north, order, content, django_capture_on_commit_callbacks):
    client = north.client(north.editor)
    place = begin(client, order, content)["Location"]
    add(client, place, content, 0, 500)
    with north.scope():
        folder = Upload.objects.get().place
    vault = storages["papers"]
    assert vault.listdir(folder)[1] == ["000000000000"]
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(place).status_code == 204
    assert vault.listdir(folder)[1] == []


def test_what_an_attempt_left_behind_goes_too(north, order, content, django_capture_on_commit_callbacks):
    client = north.client(north.editor)
    place = begin(client, order, content)["Location"]
    add(client, place, content, 0, 500)
    with north.scope():
        begun = Upload.objects.get()
    vault = storages["papers"]
    vault.save(f"{begun.place}/000000000500", ContentFile(b"of a transaction that was rolled back"))
    add(client, place, content, 500)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{place}file/", headers=HTMX).status_code == 201
    assert vault.listdir(begun.place)[1] == []


def test_made_whole_in_two_tabs_it_is_one_file(north, order, content, transactional_db):
    client = north.client(north.editor)
    place = begin(client, order, content)["Location"]
    add(client, place, content, 0)
    with north.scope():
        begun = Upload.objects.select_related("order", "by").get()

    def one_tab(_number):
        try:
            with north.scope():
                return actions.finish_upload(begun).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as tabs:
        assert len(set(tabs.map(one_tab, range(4)))) == 1
    with north.scope():
        assert Attachment.objects.count() == 1


def test_the_same_piece_from_two_tabs_is_taken_once(north, order, content, transactional_db):
    client = north.client(north.editor)
    begin(client, order, content)
    with north.scope():
        begun = Upload.objects.get()

    def one_tab(_number):
        try:
            with north.scope():
                return actions.add_piece(begun, offset=0, content=content[:800]).received
        except OutOfStep as refusal:
            return f"go on at {refusal.received}"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as tabs:
        assert sorted(tabs.map(one_tab, range(4)), key=str) == [800, *["go on at 800"] * 3]
