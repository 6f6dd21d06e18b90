from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from accounts.actions import create_person
from accounts.models import User
from companies.hosts import forget_hosts
from companies.models import Company, Member
from companies.scope import company_scope
from notifications.models import Mail

GIVEN = {
    "name": "Lake Views",
    "slug": "lake-views",
    "time_zone": "America/Denver",
    "owner_name": "Lea Lake",
    "email": "lea@lake.example",
    "password": "a-good-password",
}


def texts(response):
    return response.content.decode()


@pytest.fixture
def client(db):
    """A browser where no company lives."""
    forget_hosts()
    cache.clear()
    yield Client(headers={"host": "tonomo.example"})
    forget_hosts()


def arrive(response):
    """Go where the answer leads, as a browser would: to another host."""
    url = urlsplit(response["location"])
    return Client(headers={"host": url.netloc}), f"{url.path}?{url.query}"


def test_a_company_is_started_and_its_owner_proves_the_e_mail_there(client):
    assert "Start your company" in texts(client.get("/start/"))
    response = client.post("/start/", GIVEN)
    forget_hosts()
    browser, path = arrive(response)
    step = browser.get(path)
    company = Company.objects.get()
    with company_scope(company.pk):
        member, mail = Member.objects.select_related("user").get(), Mail.objects.get()
    code = mail.subject.split()[0]
    done = browser.post(step["location"], {"code": code})
    assert {
        "host": urlsplit(response["location"]).netloc,
        "company": (company.name, company.time_zone),
        "owner": (member.name, member.role),
        "asked": step["location"],
        "to": mail.to,
        "then": done["location"],
        "proven": EmailAddress.objects.get().verified,
        "in": browser.get("/team/").status_code,
    } == {
        "host": "lake-views.localhost",
        "company": ("Lake Views", "America/Denver"),
        "owner": ("Lea Lake", "owner"),
        "asked": "/accounts/confirm-email/",
        "to": "lea@lake.example",
        "then": "/",
        "proven": True,
        "in": 200,
    }


def test_the_answer_may_lead_to_the_new_host_under_the_policy(client):
    assert "form-action 'self' http://*.localhost" in client.get("/start/")["content-security-policy"]


def test_somebody_with_an_account_gives_its_password(client):
    create_person(email="lea@lake.example", name="Lea", password="the-old-password", is_verified=True)
    refused = client.post("/start/", GIVEN)
    assert (refused.status_code, "There is an account with this e-mail already." in texts(refused)) == (422, True)
    response = client.post("/start/", GIVEN | {"password": "the-old-password"})
    forget_hosts()
    browser, path = arrive(response)
    assert (browser.get(path)["location"], browser.get("/team/").status_code, User.objects.count()) == ("/", 200, 1)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "This field is required."),
        ("slug", "Www", "kept for ourselves"),
        ("slug", "two words", "Use 3 to 40 small letters"),
        ("email", "nobody", "Enter a valid email address."),
        ("password", "short", "too short"),
        ("password", "lea@lake.example", "too similar"),
        ("time_zone", "Mars/Base", "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, field, value, said):
    response = client.post("/start/", GIVEN | {field: value})
    assert (response.status_code, said in texts(response), Company.objects.count(), User.objects.count()) == (
        422,
        True,
        0,
        0,
    )


def test_a_short_name_that_is_taken_is_said_beside_it(client, north):
    response = client.post("/start/", GIVEN | {"slug": "north"})
    assert (response.status_code, "Another company is called that." in texts(response), User.objects.count()) == (
        422,
        True,
        0,
    )


def test_it_may_be_switched_off(client, settings):
    settings.START_IS_OPEN = False
    assert [client.get("/start/").status_code, client.post("/start/", GIVEN).status_code] == [404, 404]
    assert Company.objects.count() == 0


def test_it_is_not_for_machines(client):
    codes = [client.post("/start/", GIVEN | {"email": f"{n}@lake.example", "slug": ""}).status_code for n in range(11)]
    assert codes == [422] * 10 + [429]


def test_a_password_is_not_tried_out_here(client):
    create_person(email="lea@lake.example", name="Lea", password="the-old-password", is_verified=True)
    codes = [client.post("/start/", GIVEN | {"password": f"guess-number-{n}"}).status_code for n in range(6)]
    assert codes == [422] * 5 + [429]


# --- arriving ---------------------------------------------------------------------------------------------------------
def test_the_way_in_works_once(client):
    create_person(email="lea@lake.example", name="Lea", password="a-good-password", is_verified=True)
    browser, path = arrive(client.post("/start/", GIVEN))
    forget_hosts()
    other = Client(headers={"host": "lake-views.localhost"})
    assert [browser.get(path)["location"], other.get(path)["location"]] == ["/", "/accounts/login/"]


def test_the_way_in_leads_into_one_company_only(client, north):
    create_person(email="lea@lake.example", name="Lea", password="a-good-password", is_verified=True)
    _browser, path = arrive(client.post("/start/", GIVEN))
    assert north.client().get(path)["location"] == "/accounts/login/"


@pytest.mark.parametrize("token", ["", "forged", "WzEsMV0:1abc:def"])
def test_a_forged_way_in_leads_to_the_sign_in(north, token):
    assert north.client().get("/accounts/arrive/", {"t": token})["location"] == "/accounts/login/"


# --- certificates -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("domain", "status"),
    [("north.localhost", 200), ("NORTH.localhost:443", 200), ("other.example", 404), ("", 404), ("localhost", 200)],
)
def test_the_proxy_asks_which_hosts_are_ours(north, domain, status):
    internal = Client(headers={"host": "web:8000"})
    assert internal.get("/hosts/allowed/", {"domain": domain}).status_code == status
