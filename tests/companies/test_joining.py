from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import create_person
from accounts.models import User
from companies import actions
from companies.models import Invitation, Member


def texts(response):
    return response.content.decode()


@pytest.fixture
def offer(north):
    with north.scope():
        return actions.invite(["new@example.com"], role="staff", job_roles=["photographer"], by=north.owner)[0]


@pytest.fixture
def person(db):
    return create_person(email="new@example.com", name="Nina New", password="a-good-password", is_verified=True)


def path(offer):
    return f"/team/join/{offer.token}/"


def test_a_new_person_gives_name_and_password_and_is_in(north, offer):
    client = north.client()
    page = client.get(path(offer))
    response = client.post(path(offer), {"name": "Nina New", "password": "a-good-password"})
    with north.scope():
        member = Member.objects.select_related("user").get(user__email="new@example.com")
    assert {
        "asks": "Olive Owner invites you to work here, as staff. You sign in with new@example.com." in texts(page),
        "goes": (response.status_code, response["location"]),
        "is": (member.name, member.role, member.job_roles),
        "may": client.get("/team/").status_code,
    } == {"asks": True, "goes": (302, "/"), "is": ("Nina New", "staff", ["photographer"]), "may": 200}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "", "password": "a-good-password"}, "This field is required."),
        ({"name": "Nina", "password": "short"}, "too short"),
        ({"name": "Nina New", "password": "password12"}, "too common"),
        ({"name": "Nina New", "password": "new@example.com"}, "too similar to the e-mail"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(north, offer, given, said):
    response = north.client().post(path(offer), given)
    assert (response.status_code, said in texts(response), User.objects.filter(email="new@example.com").count()) == (
        422,
        True,
        0,
    )


def test_a_person_with_an_account_is_asked_to_sign_in(north, offer, person):
    page = texts(north.client().get(path(offer)))
    assert ("You have an account with new@example.com" in page, f"next={path(offer)}" in page) == (True, True)


def test_signed_in_it_takes_one_click(north, offer, person):
    client = north.client()
    client.force_login(person, backend="companies.backends.PeopleBackend")
    page = client.get(path(offer))
    response = client.post(path(offer))
    assert ("Join" in texts(page), response["location"], client.get("/team/").status_code) == (True, "/", 200)


def test_a_second_click_leads_in_too(north, offer, person):
    client = north.client()
    client.force_login(person, backend="companies.backends.PeopleBackend")
    assert [client.post(path(offer))["location"] for _ in range(2)] == ["/", "/"]


def test_the_wrong_person_is_told_whom_it_is_for(north, offer):
    client = north.client(north.agent)
    page = client.get(path(offer))
    response = client.post(path(offer))
    assert {
        "told": "This invitation was sent to new@example.com." in texts(page),
        "button": "Sign out and go on" in texts(page),
        "posted": response.status_code,
    } == {"told": True, "button": True, "posted": 410}
    with north.scope():
        assert Member.objects.filter(user=north.agent.user).exists() is False


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, 410, "This invitation is too old."),
        ({"withdrawn_at": timezone.now()}, 410, "This invitation was withdrawn."),
        ({"accepted_at": timezone.now()}, 410, "This invitation has been accepted already."),
        ({"token": "another"}, 404, "This link is not one of ours."),
    ],
)
def test_a_link_that_is_over_says_why(north, offer, change, status, said):
    with north.scope():
        Invitation.objects.filter(pk=offer.pk).update(**change)
    for response in (north.client().get(path(offer)), north.client().post(path(offer))):
        assert (response.status_code, said in texts(response)) == (status, True)


def test_a_link_with_one_character_changed_is_404(north, offer):
    wrong = offer.token[:-1] + ("A" if offer.token[-1] != "A" else "B")
    assert north.client().get(f"/team/join/{wrong}/").status_code == 404


def test_a_link_works_on_its_own_companys_host_only(north, south, offer):
    assert south.client().get(path(offer)).status_code == 404


def test_somebody_who_left_and_is_invited_under_a_new_role_comes_back(north, person):
    """The offer was made before they were let go and is still open."""
    with north.scope():
        offer = actions.invite(["new@example.com"], role="admin", job_roles=[], by=north.owner)[0]
        Member.objects.create(user=person, role="staff", is_active=False)
    client = north.client()
    client.force_login(person, backend="companies.backends.PeopleBackend")
    client.post(path(offer))
    with north.scope():
        assert list(Member.objects.filter(user=person).values_list("role", "is_active")) == [("admin", True)]
