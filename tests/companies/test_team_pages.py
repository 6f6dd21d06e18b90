import pytest

from companies import actions
from companies.models import Invitation, Member
from tests.counting import Statements


def texts(response):
    return response.content.decode()


def invitation(world, email="new@example.com", role="staff"):
    with world.scope():
        return actions.invite([email], role=role, job_roles=[], by=world.owner)[0]


def test_staff_see_the_team_but_not_the_invitations(north):
    invitation(north)
    page = texts(north.client(north.coordinator).get("/team/"))
    assert ("Olive Owner" in page, "new@example.com" in page, "Invite people" in page) == (True, False, False)


def test_admins_see_invitations_and_the_form(north):
    invitation(north)
    page = texts(north.client(north.admin).get("/team/"))
    assert ("new@example.com" in page, "Invite people" in page) == (True, True)


def test_a_contractor_finds_no_team(north):
    assert north.client(north.contractor).get("/team/").status_code == 404


def test_a_customer_finds_no_team(north):
    assert north.client(north.agent).get("/team/").status_code == 404


def test_a_stranger_finds_no_team(north, south):
    assert north.client(south.owner).get("/team/").status_code == 404


def test_nobody_is_asked_to_sign_in(north):
    response = north.client().get("/team/")
    assert (response.status_code, response["location"]) == (302, "/accounts/login/?next=/team/")


def test_the_list_takes_as_many_queries_for_three_as_for_one(north):
    client = north.client(north.owner)
    invitation(north)
    client.get("/team/")
    with Statements(at_most=5) as one:
        client.get("/team/")
    assert north.editor
    assert north.admin
    for name in ("second", "third"):
        invitation(north, email=f"{name}@example.com")
    with Statements(at_most=5) as three:
        client.get("/team/")
    assert len(one) == len(three)


def test_people_are_invited(north):
    response = north.client(north.admin).post(
        "/team/invitations/",
        {
            "emails": "one@example.com; Two@example.com\nthree@example.com",
            "role": "staff",
            "job_roles": ["photographer"],
        },
        follow=True,
    )
    with north.scope():
        sent = sorted(Invitation.objects.values_list("email", "role", "job_roles"))
    assert (response.redirect_chain, "Invited 3 people." in texts(response), sent) == (
        [("/team/", 302)],
        True,
        [(f"{name}@example.com", "staff", ["photographer"]) for name in ("one", "three", "two")],
    )


@pytest.mark.parametrize(
    ("emails", "role", "said"),
    [
        ("", "staff", "This field is required."),
        ("nobody, a@b", "staff", "Not an e-mail address: nobody, a@b"),
        (" ".join(f"{n}@example.com" for n in range(21)), "staff", "Invite at most 20 people at a time."),
        ("one@example.com", "owner", "Select a valid choice."),
        ("one@example.com", "king", "Select a valid choice."),
    ],
)
def test_an_invitation_that_is_wrong_says_why_and_keeps_what_was_typed(north, emails, role, said):
    response = north.client(north.admin).post("/team/invitations/", {"emails": emails, "role": role})
    page = texts(response)
    with north.scope():
        assert (response.status_code, said in page, emails[:20] in page, Invitation.objects.count()) == (
            422,
            True,
            True,
            0,
        )


def test_somebody_who_is_there_already_is_named(north):
    email = north.editor.user.email
    response = north.client(north.admin).post("/team/invitations/", {"emails": email, "role": "staff"})
    assert (response.status_code, f"{email} is in the team already." in texts(response)) == (422, True)


@pytest.mark.parametrize("path", ["renewal", "withdrawal"])
def test_staff_and_strangers_do_not_decide_about_invitations(north, south, path):
    offer = invitation(north)
    url = f"/team/invitations/{offer.pk}/{path}/"
    codes = [
        north.client(north.coordinator).post(url).status_code,
        south.client(south.owner).post(url).status_code,
        north.client(north.owner).get(url).status_code,
    ]
    assert codes == [404, 404, 405]


def test_an_invitation_is_sent_again_and_withdrawn(north):
    offer = invitation(north)
    client = north.client(north.owner)
    again = client.post(f"/team/invitations/{offer.pk}/renewal/", follow=True)
    gone = client.post(f"/team/invitations/{offer.pk}/withdrawal/", follow=True)
    late = client.post(f"/team/invitations/{offer.pk}/renewal/", follow=True)
    assert [
        "Sent again." in texts(again),
        "Invitation withdrawn." in texts(gone),
        "This invitation was withdrawn." in texts(late),
    ] == [True, True, True]


def test_a_member_page_says_what_the_role_opens(north):
    page = texts(north.client(north.coordinator).get(f"/team/{north.contractor.pk}/"))
    assert ("only orders they are assigned to" in page, "Changes the settings" in page) == (True, True)


def test_a_member_of_another_company_is_404(north, south):
    assert north.client(north.owner).get(f"/team/{south.owner.pk}/").status_code == 404


def test_an_admin_changes_a_role(north):
    response = north.client(north.admin).post(
        f"/team/{north.editor.pk}/", {"role": "contractor", "job_roles": ["video_editor"]}, follow=True
    )
    with north.scope():
        member = Member.objects.get(pk=north.editor.pk)
    assert (response.redirect_chain, member.role, member.job_roles) == (
        [(f"/team/{north.editor.pk}/", 302)],
        "contractor",
        ["video_editor"],
    )


def test_an_admin_cannot_change_an_owner_by_the_form(north):
    response = north.client(north.admin).post(f"/team/{north.owner.pk}/", {"role": "staff"})
    with north.scope():
        assert (response.status_code, Member.objects.get(pk=north.owner.pk).role) == (422, "owner")


def test_the_last_owner_is_told_why_they_stay_one(north):
    response = north.client(north.owner).post(f"/team/{north.owner.pk}/", {"role": "staff"})
    assert (response.status_code, "A company needs an owner." in texts(response)) == (422, True)


def test_an_admin_does_not_raise_themselves(north):
    response = north.client(north.admin).post(f"/team/{north.admin.pk}/", {"role": "owner"})
    with north.scope():
        assert (response.status_code, Member.objects.get(pk=north.admin.pk).role) == (422, "admin")


def test_staff_change_nobody(north):
    response = north.client(north.coordinator).post(f"/team/{north.editor.pk}/", {"role": "contractor"})
    with north.scope():
        assert (response.status_code, Member.objects.get(pk=north.editor.pk).role) == (422, "staff")


def test_whose_access_ends_is_out_at_once(north):
    editor = north.client(north.editor)
    assert editor.get("/team/").status_code == 200
    response = north.client(north.admin).post(f"/team/{north.editor.pk}/deactivation/", follow=True)
    assert ("Edda Editor can no longer sign in here." in texts(response), editor.get("/team/").status_code) == (
        True,
        404,
    )


def test_somebody_is_brought_back(north):
    client = north.client(north.admin)
    client.post(f"/team/{north.editor.pk}/deactivation/")
    client.post(f"/team/{north.editor.pk}/return/")
    assert north.client(north.editor).get("/team/").status_code == 200


def test_ending_the_access_of_an_owner_is_refused_with_a_sentence(north):
    response = north.client(north.admin).post(f"/team/{north.owner.pk}/deactivation/", follow=True)
    assert "Only an owner can do that." in texts(response)


@pytest.mark.parametrize("path", ["deactivation", "return"])
def test_strangers_and_staff_end_no_access(north, south, path):
    url = f"/team/{north.editor.pk}/{path}/"
    codes = [
        north.client(north.coordinator).post(url).status_code,
        south.client(south.owner).post(url).status_code,
        north.client(north.agent).post(url).status_code,
    ]
    assert codes == [404, 404, 404]
