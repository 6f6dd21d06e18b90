import pytest

pytestmark = pytest.mark.django_db


def test_member_sees_every_part(north):
    answer = north.client(north.editor).get("/styleguide/")
    headings = [part.strip() for part in ("Buttons", "States", "Fields", "A day", "Icons")]
    assert answer.status_code == 200
    assert all(f"<h2>{heading}</h2>" in answer.content.decode() for heading in headings)


def test_style_guide_is_for_members(north):
    assert north.client(north.agent).get("/styleguide/").status_code == 404
