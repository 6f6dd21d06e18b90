import pytest

from companies.models import Member


def texts(response):
    return response.content.decode()


def test_a_member_changes_name_phone_and_tone(north):
    client = north.client(north.editor)
    response = client.post("/profile/", {"name": "Edda E.", "phone": "(312) 555-0100", "tone": "pink"})
    with north.scope():
        member = Member.objects.select_related("user").get(pk=north.editor.pk)
    assert (response.status_code, member.name, member.user.phone, member.tone) == (
        302,
        "Edda E.",
        "+13125550100",
        "pink",
    )


def test_a_phone_number_stands_there_as_people_read_it(north):
    north.client(north.editor).post("/profile/", {"name": "Edda E.", "phone": "+1 312 555 0100"})
    assert 'value="(312) 555-0100"' in texts(north.client(north.editor).get("/profile/"))


def test_a_customer_changes_name_and_phone(north):
    page = texts(north.client(north.agent).get("/profile/"))
    north.client(north.agent).post("/profile/", {"name": "Agnes A.", "phone": ""})
    north.agent.user.refresh_from_db()
    assert ("Colour of your initials" in page, north.agent.user.name) == (False, "Agnes A.")


@pytest.mark.parametrize(
    ("given", "said"),
    [({"name": ""}, "required"), ({"name": "x" * 121}, "at most 120"), ({"name": "E", "tone": "gold"}, "valid choice")],
)
def test_what_is_wrong_is_said(north, given, said):
    response = north.client(north.editor).post("/profile/", given)
    assert (response.status_code, said in texts(response)) == (422, True)


def test_nobody_has_no_profile(north):
    assert north.client().get("/profile/")["location"] == "/accounts/login/?next=/profile/"


def test_the_profile_leads_to_password_second_step_and_devices(north):
    page = texts(north.client(north.editor).get("/profile/"))
    paths = ["/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"]
    assert [f'href="{path}"' in page for path in paths] == [True] * 4
