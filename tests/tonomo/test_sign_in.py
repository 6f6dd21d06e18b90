"""Signing in and up on a company's host, through allauth's own pages."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache

from accounts.actions import create_person
from accounts.models import User
from companies import actions
from companies.models import Member
from customers.models import Customer
from notifications.models import Mail

PASSWORD = "a-good-password"


@pytest.fixture(autouse=True)
def _nobody_has_tried_before(test_servers):
    cache.clear()


def texts(response):
    return response.content.decode()


def member_with_password(world, role="staff", **state):
    user = create_person(email=f"{role}@{world.slug}.example", name="Mona Member", password=PASSWORD, is_verified=True)
    with world.scope():
        return Member.objects.create(user=user, role=role, **state)


def sign_in(world, email, password=PASSWORD, **more):
    client = world.client()
    return client, client.post("/accounts/login/", {"login": email, "password": password, **more})


def mails(world):
    with world.scope():
        return list(Mail.objects.order_by("id"))


def code(world):
    """The code in the mail sent last."""
    return mails(world)[-1].subject.split()[0]


# --- in ---------------------------------------------------------------------------------------------------------------
def test_a_member_comes_to_work(north):
    member = member_with_password(north)
    client, response = sign_in(north, member.user.email.upper())
    with north.scope():
        member.refresh_from_db()
    assert (response["location"], client.get("/team/").status_code, member.signed_in_at is None) == ("/", 200, False)


def test_a_customer_comes_to_their_orders(north):
    user = create_person(email="agent@example.com", name="Agent", password=PASSWORD, is_verified=True)
    with north.scope():
        Customer.objects.create(name="Agent", email=user.email, user=user)
    assert sign_in(north, user.email)[1]["location"] == "/my/orders/"


def test_somebody_without_a_place_is_told_so(north, south):
    member = member_with_password(south)
    assert sign_in(north, member.user.email)[1]["location"] == "/accounts/no-place/"


def test_the_page_that_was_asked_for_comes_first(north):
    member = member_with_password(north)
    assert sign_in(north, member.user.email, next="/team/")[1]["location"] == "/team/"


def test_the_next_page_is_never_on_another_host(north):
    member = member_with_password(north)
    assert sign_in(north, member.user.email, next="https://evil.example/")[1]["location"] == "/"


def test_a_guest_who_signs_in_finds_their_orders(north):
    guest = north.customer("Greta Guest", with_account=False)
    create_person(email=guest.email, name="Greta", password=PASSWORD, is_verified=True)
    assert sign_in(north, guest.email)[1]["location"] == "/my/orders/"


@pytest.mark.parametrize("email", ["staff@north.example", "nobody@north.example"])
def test_a_wrong_password_and_an_unknown_e_mail_sound_alike(north, email):
    member_with_password(north)
    response = sign_in(north, email, "wrong-password")[1]
    assert "The email address and/or password you specified are not correct." in texts(response)


def test_tries_run_out(north):
    member = member_with_password(north)
    for _ in range(5):
        sign_in(north, member.user.email, "wrong-password")
    assert "Too many failed login attempts." in texts(sign_in(north, member.user.email)[1])


def test_somebody_whose_access_ended_stays_outside(north):
    member = member_with_password(north)
    with north.scope():
        actions.deactivate(member, by=north.owner)
    client, response = sign_in(north, member.user.email)
    assert (response.status_code, "Your access to North Media has ended" in texts(response)) == (403, True)
    assert client.get("/profile/").status_code == 302


def test_another_company_still_lets_them_in(north, south):
    member = member_with_password(north, is_active=False)
    with south.scope():
        Member.objects.create(user=member.user, role="staff")
    assert sign_in(south, member.user.email)[1]["location"] == "/"


def test_somebody_whose_access_ended_may_still_be_a_customer(north):
    member = member_with_password(north, is_active=False)
    with north.scope():
        Customer.objects.create(name="Mona", email=member.user.email, user=member.user)
    assert sign_in(north, member.user.email)[1]["location"] == "/my/orders/"


def test_a_code_by_mail_signs_in_too(north):
    member = member_with_password(north)
    client = north.client()
    client.post("/accounts/login/code/", {"email": member.user.email})
    mail = mails(north)[0]
    response = client.post("/accounts/login/code/confirm/", {"code": code(north)})
    assert (mail.to, mail.kind, "is your code for North Media" in mail.subject, response["location"]) == (
        member.user.email,
        "account",
        True,
        "/",
    )


def test_an_unproven_e_mail_is_asked_for_its_code(north):
    user = create_person(email="late@example.com", name="Late", password=PASSWORD, is_verified=False)
    client, response = sign_in(north, user.email)
    done = client.post(response["location"], {"code": code(north)})
    assert (response["location"], done["location"]) == ("/accounts/confirm-email/", "/accounts/no-place/")


def test_one_signs_out_to_the_sign_in(north):
    client = north.client(north.owner)
    assert client.post("/accounts/logout/")["location"] == "/accounts/login/"
    assert client.get("/team/").status_code == 302


def test_a_cookie_of_one_company_is_nothing_on_another_host(north, south):
    """Cookies name no domain, so browsers keep them per host."""
    member = member_with_password(north)
    client, _response = sign_in(north, member.user.email)
    assert {cookie["domain"] for cookie in client.cookies.values()} == {""}


# --- up ---------------------------------------------------------------------------------------------------------------
NEW = {"name": "Nina New", "email": "Nina@Example.com", "password1": PASSWORD}


def test_an_agent_signs_up_proves_the_e_mail_and_is_a_customer(north):
    client = north.client()
    asked = client.post("/accounts/signup/", NEW)
    with north.scope():
        before = Customer.objects.count()
    done = client.post(asked["location"], {"code": code(north)})
    user = User.objects.get(email="nina@example.com")
    with north.scope():
        customer = Customer.objects.get()
    assert {
        "asked": asked["location"],
        "not before": before,
        "user": (user.name, user.check_password(PASSWORD), EmailAddress.objects.get(user=user).verified),
        "customer": (customer.name, customer.email, customer.user),
        "goes": done["location"],
    } == {
        "asked": "/accounts/confirm-email/",
        "not before": 0,
        "user": ("Nina New", True, True),
        "customer": ("Nina New", "nina@example.com", user),
        "goes": "/my/orders/",
    }


def test_a_guest_who_signs_up_is_linked_only_after_the_code(north):
    guest = north.customer("Nina", with_account=False)
    client = north.client()
    asked = client.post("/accounts/signup/", NEW | {"email": guest.email})
    with north.scope():
        assert Customer.objects.get(pk=guest.pk).user is None
    client.post(asked["location"], {"code": "000000"})
    with north.scope():
        assert Customer.objects.get(pk=guest.pk).user is None
    client.post(asked["location"], {"code": code(north)})
    with north.scope():
        assert Customer.objects.get(pk=guest.pk).user.email == guest.email


def test_an_address_that_has_an_account_is_told_by_mail_not_on_the_page(north):
    member = member_with_password(north)
    asked = north.client().post("/accounts/signup/", NEW | {"email": member.user.email})
    mail = mails(north)[0]
    assert (asked["location"], mail.to, "You have an account at North Media already" in mail.subject) == (
        "/accounts/confirm-email/",
        member.user.email,
        True,
    )
    assert User.objects.filter(email=member.user.email).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "This field is required."),
        ("email", "nobody", "Enter a valid email address."),
        ("password1", "short", "too short"),
        ("password1", "nina@example.com", "too similar"),
    ],
)
def test_a_sign_up_that_cannot_be_says_why(north, field, value, said):
    response = north.client().post("/accounts/signup/", NEW | {field: value})
    assert (said in texts(response), User.objects.filter(name="Nina New").count()) == (True, 0)


def test_going_on_as_a_customer_takes_one_click(north, south):
    member = member_with_password(south)
    client, _response = sign_in(north, member.user.email)
    response = client.post("/accounts/no-place/customer/")
    with north.scope():
        assert (response["location"], Customer.objects.get().user) == ("/", member.user)


# --- password ---------------------------------------------------------------------------------------------------------
def test_a_lost_password_is_set_anew_by_link(north):
    member = member_with_password(north)
    client = north.client()
    client.post("/accounts/password/reset/", {"email": member.user.email})
    text = mails(north)[0].text
    link = next(word for word in text.split() if "/password/reset/key/" in word)
    form = client.get(link.removeprefix("http://north.localhost"))
    client.post(form["location"], {"password1": "another-password", "password2": "another-password"})
    assert sign_in(north, member.user.email, "another-password")[1]["location"] == "/"


def test_a_lost_password_of_nobody_sends_nothing(north):
    north.client().post("/accounts/password/reset/", {"email": "nobody@example.com"})
    assert mails(north) == []


def test_a_changed_password_is_told_by_mail(north):
    member = member_with_password(north)
    client, _response = sign_in(north, member.user.email)
    given = {"oldpassword": PASSWORD, "password1": "another-password", "password2": "another-password"}
    response = client.post("/accounts/password/change/", given)
    assert (response["location"], mails(north)[0].subject) == ("/profile/", "Your account: Your password was changed.")


# --- second step ------------------------------------------------------------------------------------------------------
def proven_again(client):
    """What guards the account asks for the password once more."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_a_second_step_is_asked_and_its_secret_is_locked_away(north, django_capture_on_commit_callbacks):
    member = member_with_password(north)
    client = proven_again(sign_in(north, member.user.email)[0])
    page = client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    (counter,) = totp.yield_hotp_counters_from_time()
    value = totp.format_hotp_value(totp.hotp_value(secret, counter))
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/accounts/2fa/totp/activate/", {"code": value})
    kept = Authenticator.objects.get(user=member.user, type="totp").data["secret"]
    assert {
        "shown": secret in texts(page),
        "on": response.status_code,
        "readable in the database": secret in kept,
        "asked": sign_in(north, member.user.email)[1]["location"],
        "told": mails(north)[0].subject,
    } == {
        "shown": True,
        "on": 302,
        "readable in the database": False,
        "asked": "/accounts/2fa/authenticate/",
        "told": "Your account: Signing in now asks for a code of your authenticator app.",
    }


def test_what_guards_the_account_asks_for_the_password_once_more(north):
    member = member_with_password(north)
    response = sign_in(north, member.user.email)[0].get("/accounts/2fa/webauthn/add/")
    assert response["location"] == "/accounts/reauthenticate/?next=%2Faccounts%2F2fa%2Fwebauthn%2Fadd%2F"


def test_a_passkey_belongs_to_the_host_and_names_the_company(north):
    member = member_with_password(north)
    page = proven_again(sign_in(north, member.user.email)[0]).get("/accounts/2fa/webauthn/add/")
    party = page.context["js_data"]["creation_options"]["publicKey"]["rp"]
    form = page.context["form"]
    assert (party, form["passwordless"].value(), form["name"].value()) == (
        {"id": "north.localhost", "name": "North Media"},
        True,
        "Unknown browser",
    )


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/totp/activate/",
        "/accounts/sessions/",
        "/accounts/logout/",
    ],
)
def test_every_page_of_the_account_works_for_members_and_customers(north, path):
    member = member_with_password(north)
    user = create_person(email="agent@example.com", name="Agent", password=PASSWORD, is_verified=True)
    with north.scope():
        Customer.objects.create(name="Agent", email=user.email, user=user)
    for email in (member.user.email, user.email):
        client = proven_again(sign_in(north, email)[0])
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/login/code/"]
)
def test_every_page_before_signing_in_works(north, path):
    assert north.client().get(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "has_one"), [("/accounts/password/change/", True), ("/accounts/password/set/", False)]
)
def test_a_password_is_changed_or_set_by_the_same_page(north, path, has_one):
    user = north.admin.user
    user.set_password("a long password" if has_one else None)
    user.save()
    html = north.client(north.admin).get(path).text
    words = "Change your password" if has_one else "Set a password"
    assert html.count(f"<h1>{words}</h1>") == 1
    assert f'action="{path}"' in html
