from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from core.pictures import NotAPicture, clean_picture


def drawn(kind, size=(900, 600), mode="RGB", **given):
    into = BytesIO()
    Image.new(mode, size, "teal").save(into, kind, **given)
    return SimpleUploadedFile(f"logo.{kind.lower()}", into.getvalue())


def kept(upload, **given):
    file = clean_picture(upload, **given)
    picture = Image.open(BytesIO(file.read()))
    return picture.format, picture.size, file.name.rpartition(".")[2]


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    assert kept(drawn("JPEG"), longest=300) == ("WEBP", (300, 200), "webp")


def test_a_logo_keeps_hard_edges():
    assert kept(drawn("JPEG"), longest=300, is_drawn=True) == ("PNG", (300, 200), "png")


def test_a_clear_ground_stays_clear():
    assert kept(drawn("PNG", mode="RGBA"), longest=1000) == ("PNG", (900, 600), "png")


def test_where_and_with_which_camera_it_was_taken_is_left_behind():
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    file = clean_picture(drawn("JPEG", exif=exif), longest=300)
    assert dict(Image.open(BytesIO(file.read())).getexif()) == {}


def test_the_name_of_the_upload_is_not_used():
    one, two = (clean_picture(drawn("PNG"), longest=10).name for _ in range(2))
    assert (one != two, "logo" in one) == (True, False)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("logo.png", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "An SVG can carry code"),
        ("logo.svg", b"<?xml version='1.0'?><svg/>", "An SVG can carry code"),
        ("logo.png", b"%PDF-1.7 a paper that lies about its type", "not a picture we can read"),
        ("logo.png", b"", "not a picture we can read"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + b"broken" * 20, "not a picture we can read"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(name, content, words):
    with pytest.raises(NotAPicture, match=words):
        clean_picture(SimpleUploadedFile(name, content), longest=300)


def test_a_gif_is_refused():
    with pytest.raises(NotAPicture, match="Take a PNG, JPEG or WebP"):
        clean_picture(drawn("GIF"), longest=300)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("lenient", [False, True])
def test_a_picture_cut_short_is_refused(kind, lenient, monkeypatch):
    """Even after somebody told Pillow to take such files, as WeasyPrint does for the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    whole = drawn(kind).read()
    with pytest.raises(NotAPicture, match="not a picture we can read"):
        clean_picture(SimpleUploadedFile("logo.jpg", whole[: len(whole) // 2]), longest=300)


def test_too_many_pixels_are_refused_before_they_are_read():
    with pytest.raises(NotAPicture, match="not a picture we can read"):
        clean_picture(drawn("PNG", size=(8000, 6000), mode="1"), longest=300)


def test_too_many_bytes_are_refused():
    upload = SimpleUploadedFile("logo.png", b"x")
    upload.size = 5 * 1024 * 1024 + 1
    with pytest.raises(NotAPicture, match="larger than 5 MB"):
        clean_picture(upload, longest=300)
