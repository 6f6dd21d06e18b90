import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from companies import actions
from companies.legal_text import Block, blocks
from core.actor import CLOCK


def texts(response):
    return response.content.decode()


# --- brand ------------------------------------------------------------------------------------------------------------
def test_the_colour_is_one_value_kept_for_ever_under_its_name(north):
    response = north.client().get("/brand.css?v=1f5fd6")
    assert (texts(response), response["content-type"], response["cache-control"]) == (
        ":root { --brand: #1f5fd6; }\n",
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )


def test_under_another_name_it_is_kept_for_a_minute_only(north):
    assert north.client().get("/brand.css?v=old")["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize(("tried", "status"), [("ffcc00", 200), ("red", 404), ("ffcc00;}", 404), ("", 404)])
def test_a_tried_colour_is_nothing_but_a_colour(north, tried, status):
    assert north.client().get("/settings/brand/tried.css", {"v": tried}).status_code == status


# --- pictures ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def kept():
    names = []

    def keep(name, content=b"picture"):
        names.append(default_storage.save(name, ContentFile(content)))
        return names[-1]

    yield keep
    for name in names:
        default_storage.delete(name)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("logos/a.png", "image/png"), ("services/a.webp", "image/webp"), ("packages/a.jpg", "image/jpeg")],
)
def test_public_pictures_are_given_out(north, kept, folder, kind):
    response = north.client().get(f"/media/{kept(folder)}")
    assert (response.content, response["content-type"], response["x-content-type-options"]) == (
        b"picture",
        kind,
        "nosniff",
    )


@pytest.mark.parametrize(
    "name", ["papers/2026-1.pdf", "customers/list.csv", "logos/page.html", "logos/drawing.svg", "secret.png"]
)
def test_nothing_else_is(north, kept, name):
    assert north.client(north.owner).get(f"/media/{kept(name)}").status_code == 404


@pytest.mark.parametrize("path", ["logos/../secrets/key.png", "logos/%2e%2e/secret.png", "logos/none.png", "logos/"])
def test_no_way_leads_out_of_the_folder(north, path):
    assert north.client().get(f"/media/{path}").status_code == 404


# --- legal pages ------------------------------------------------------------------------------------------------------
def test_everybody_reads_the_text_in_force(north):
    page = texts(north.client().get("/legal/terms/"))
    assert ("Be kind." in page, "Version 1" in page, "an older version" in page) == (True, True, False)


def test_an_older_version_stays_readable_and_says_so(north):
    with north.scope():
        actions.publish_legal(north.company, page="terms", body="Be kinder.", by=CLOCK)
    client = north.client()
    old, new = texts(client.get("/legal/terms/1/")), texts(client.get("/legal/terms/"))
    assert ("Be kind." in old, "This is an older version." in old, "Be kinder." in new) == (True, True, True)


@pytest.mark.parametrize("path", ["/legal/terms/9/", "/legal/manifesto/", "/legal/privacy/"])
def test_a_text_that_is_not_there_is_404(north, path):
    assert north.client().get(path).status_code == 404


def test_what_was_typed_is_never_html(north):
    with north.scope():
        actions.publish_legal(north.company, page="terms", body="<script>alert(1)</script>", by=CLOCK)
    assert "<script>alert" not in texts(north.client().get("/legal/terms/"))


def test_a_text_becomes_headings_and_paragraphs():
    assert blocks("Intro.\r\n\r\n1. First\nOne,\ntwo.\n\n\n2. Second\n\nEnd. 3. Not one.") == [
        Block(False, ("Intro.",)),
        Block(True, ("1. First",)),
        Block(False, ("One,", "two.")),
        Block(True, ("2. Second",)),
        Block(False, ("End. 3. Not one.",)),
    ]


# --- no place ---------------------------------------------------------------------------------------------------------
def test_somebody_without_a_place_is_told_so_and_offered_one(north, south):
    client = north.client(south.agent)
    home = client.get("/", follow=True)
    assert (home.redirect_chain, "You are not with North Media yet" in texts(home)) == (
        [("/accounts/no-place/", 302)],
        True,
    )


def test_somebody_with_a_place_is_sent_there(north):
    assert [north.client(person).get("/accounts/no-place/")["location"] for person in (north.editor, north.agent)] == [
        "/",
        "/",
    ]
