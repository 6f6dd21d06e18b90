from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chat import actions
from chat.kinds import UnknownKind, harmless, look_into
from chat.models import Attachment, Message
from chat.refusals import Blank, NoSuchFile, TooLarge

HTMX = {"HX-Request": "true"}


def picture(name="front.png", size=(2000, 1000), kind="PNG"):
    into = BytesIO()
    Image.new("RGB", size, "teal").save(into, kind)
    return SimpleUploadedFile(name, into.getvalue(), content_type="text/html")


@pytest.fixture
def order(north):
    return north.draft()


def send(world, person, order, file, **more):
    data = {"client_id": uuid4(), "file": file, **more}
    return world.client(person).post(f"/orders/{order.number}/chat/files/", data, headers=HTMX)


def uploaded(world, person, order, file=None):
    with world.scope():
        return actions.upload(order, file=file or picture(), client_id=uuid4(), by=person)


def test_a_picture_is_taken_shown_and_handed_out(north, order):
    answer = send(north, north.editor, order, picture())
    assert answer.status_code == 201
    with north.scope():
        row = Attachment.objects.get()
    assert (row.name, row.kind, row.width, row.height, row.message_id) == ("front.png", "image/png", 2000, 1000, None)
    assert f'name="file" value="{row.pk}"' in answer.text
    sent = north.client(north.editor).post(
        f"/orders/{order.number}/chat/messages/", {"text": "", "file": row.pk, "client_id": uuid4()}, headers=HTMX
    )
    assert sent.status_code == 201
    assert f'href="/chat/files/{row.pk}/" download' in sent.text
    client = north.client(north.admin)
    shown = client.get(f"/chat/files/{row.pk}/preview/")
    with Image.open(BytesIO(b"".join(shown.streaming_content))) as small:
        assert (small.format, small.size) == ("WEBP", (1280, 640))
    handed = client.get(f"/chat/files/{row.pk}/")
    assert handed["Content-Disposition"] == 'attachment; filename="front.png"'
    assert handed["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(handed.streaming_content).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "content", "kind", "kept"),
    [
        ("plan.pdf", b"%PDF-1.7 ...", "application/pdf", "plan.pdf"),
        ("plan.exe", b"%PDF-1.7 ...", "application/pdf", "plan.exe.pdf"),
        ("a.docx", b"PK\x03\x04....", "application/zip", "a.docx"),
        ("tour.mov", b"\0\0\0\x14ftypqt  ", "video/mp4", "tour.mov"),
        ("shot.dng", b"II*\0.......", "image/tiff", "shot.dng"),
        ("x.html", b"<script>alert(1)</script>", "text/plain", "x.html.txt"),
        ("x.svg", b"<svg onload=alert(1)>", "text/plain", "x.svg.txt"),
        ("notes.csv", "straße;1".encode(), "text/plain", "notes.csv"),
    ],
)
def test_a_file_is_what_its_content_says(name, content, kind, kept):
    assert look_into(SimpleUploadedFile(name, content)).kind == kind
    assert harmless(name, kind) == kept


@pytest.mark.parametrize(
    "content", [b"MZ\x90\0", b"\x7fELF\x02", b"#!/bin/sh\nrm", b"\x89PNG broken", b"\0\1\2", b"\xff\xfe\xfd"]
)
def test_what_is_no_known_kind_is_refused(north, order, content):
    with pytest.raises(UnknownKind):
        look_into(SimpleUploadedFile("front.png", content))
    answer = send(north, north.editor, order, SimpleUploadedFile("front.png", content))
    assert answer.status_code == 422
    assert "This is none of them." in answer.text
    with north.scope():
        assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.png"),
        ("C:\\temp\\front.png", "front.png"),
        ("front\u202egnp.exe", "frontgnp.exe.png"),
        ('<img src=x onerror="a()">.png', "_img src=x onerror=_a()__.png"),
        ("...", "file.png"),
        ("a\r\nSet-Cookie: x.png", "aSet-Cookie_ x.png"),
        ("x" * 300 + ".jpeg", "x" * 114 + ".png"),
        ("x" * 300 + ".png", "x" * 116 + ".png"),
    ],
)
def test_a_name_does_no_harm(name, kept):
    assert harmless(name, "image/png") == kept


def test_a_file_of_a_room_is_for_those_who_may_see_it(north, south, order):
    row = uploaded(north, north.editor, order)
    paths = [f"/chat/files/{row.pk}/", f"/chat/files/{row.pk}/preview/"]

    def codes(world, person):
        answers = [world.client(person).get(path) for path in paths]
        for answer in answers:
            assert not answer.streaming or b"".join(answer.streaming_content)
        return [answer.status_code for answer in answers]

    assert codes(north, north.editor) == [200, 200]
    assert codes(north, north.admin) == [404, 404]
    with north.scope():
        message = actions.say(order, body="", files=[row.pk], client_id=uuid4(), by=north.editor.as_actor)
    assert codes(north, north.admin) == [200, 200]
    assert codes(north, north.contractor) == [404, 404]
    assert codes(south, south.admin) == [404, 404]
    assert set(codes(north, north.agent)) <= {302, 403, 404}
    assert set(codes(north, None)) <= {302, 403, 404}
    with north.scope():
        actions.delete(message, by=north.editor.as_actor)
    assert codes(north, north.editor) == [404, 404]
    assert send(north, north.contractor, order, picture()).status_code == 404


def test_one_sends_only_ones_own_files_of_this_order(north, order):
    other = uploaded(north, north.admin, order)
    elsewhere = uploaded(north, north.editor, north.draft())
    mine = uploaded(north, north.editor, order)
    with north.scope():
        for row in (other, elsewhere):
            with pytest.raises(NoSuchFile):
                actions.say(order, body="x", files=[row.pk], client_id=uuid4(), by=north.editor.as_actor)
        actions.say(order, body="x", files=[mine.pk], client_id=uuid4(), by=north.editor.as_actor)
        with pytest.raises(NoSuchFile):
            actions.say(order, body="again", files=[mine.pk], client_id=uuid4(), by=north.editor.as_actor)
        with pytest.raises(Blank):
            actions.say(order, body="", client_id=uuid4(), by=north.editor.as_actor)
        assert Message.objects.count() == 1


def test_sending_the_same_file_twice_keeps_one(north, order):
    client_id = uuid4()
    for _ in range(2):
        send(north, north.editor, order, picture(), client_id=client_id)
    with north.scope():
        assert Attachment.objects.count() == 1


def test_what_was_not_sent_can_be_taken_back(north, order):
    row = uploaded(north, north.editor, order)
    assert north.client(north.admin).delete(f"/chat/files/{row.pk}/").status_code == 404
    assert storages["papers"].exists(row.file.name)
    assert north.client(north.editor).delete(f"/chat/files/{row.pk}/").status_code == 204
    with north.scope():
        assert not Attachment.objects.exists()


def test_too_large_a_file_is_refused_in_words(north, order):
    file = picture()
    file.size = 26 * 1024 * 1024
    with north.scope(), pytest.raises(TooLarge, match="A file may have 25 MB"):
        actions.upload(order, file=file, client_id=uuid4(), by=north.editor)


def test_an_upload_without_file_says_so(north, order):
    answer = north.client(north.editor).post(f"/orders/{order.number}/chat/files/", {"client_id": uuid4()})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
