"""The keys: in, encrypted, never out again."""

import os

import psycopg
import pytest

from activity.models import Activity
from invoicing.models import Gateway


@pytest.fixture
def owner(north):
    return north.client(north.owner)


KEYS = {"secret_key": "sk_test_51H8xYzAbCdEf4711", "webhook_secret": "whsec_0123456789abcdef", "is_active": "on"}


def row(world):
    with world.scope():
        return Gateway.objects.get()


def test_keys_are_kept_and_shown_masked(owner, north):
    assert owner.post("/settings/payments/", KEYS).status_code == 302
    kept = row(north)
    assert (kept.secret_key, kept.webhook_secret, kept.is_active) == (KEYS["secret_key"], KEYS["webhook_secret"], True)
    html = owner.get("/settings/payments/").content.decode()
    assert [word in html for word in ("sk_test_••••4711", "whsec_••••cdef", "This is a test key.")] == [True] * 3
    assert [KEYS[key] in html for key in ("secret_key", "webhook_secret")] == [False, False]
    assert "http://north.localhost/hooks/stripe/" in html


@pytest.mark.django_db(transaction=True)
def test_they_are_encrypted_in_the_database(owner):
    owner.post("/settings/payments/", KEYS)
    with psycopg.connect(os.environ["DATABASE_URL"]) as raw:
        raw.execute("SET ROLE tonomo_everywhere")
        found = raw.execute("SELECT secret_key, webhook_secret FROM invoicing_gateway").fetchone()
    assert [key in stored for key, stored in zip(("sk_test", "whsec"), found, strict=True)] == [False, False]


def test_the_ledger_says_that_they_changed_and_not_to_what(owner, north):
    owner.post("/settings/payments/", KEYS)
    with north.scope():
        said = Activity.objects.get(verb="gateway.changed")
    assert said.data == {"what": ["secret key", "webhook secret", "cards on"]}


def test_left_empty_they_stay(owner, north):
    owner.post("/settings/payments/", KEYS)
    owner.post("/settings/payments/", {"secret_key": "", "webhook_secret": "", "is_active": ""})
    kept = row(north)
    assert (kept.secret_key, kept.webhook_secret, kept.is_active) == (KEYS["secret_key"], KEYS["webhook_secret"], False)


@pytest.mark.parametrize(
    "given",
    [
        {**KEYS, "secret_key": "pk_live_publishable"},
        {**KEYS, "webhook_secret": "secret"},
        {**KEYS, "secret_key": "sk_live_with space"},
        {**KEYS, "webhook_secret": ""},
        {"is_active": "on"},
    ],
)
def test_what_is_no_key_or_only_half_is_refused(owner, north, given):
    response = owner.post("/settings/payments/", given)
    assert response.status_code == 422
    with north.scope():
        assert not Gateway.objects.exists()


def test_the_connection_can_be_tried(owner, cards, north):
    said = owner.post("/settings/payments/trial/", follow=True).content.decode()
    assert "Stripe takes the key." in said
    owner.post("/settings/payments/", {**KEYS, "secret_key": "sk_test_unknown_key_of_nobody"})
    said = owner.post("/settings/payments/trial/", follow=True).content.decode()
    assert "Stripe does not take the key: Invalid API Key provided" in said


def test_only_who_sets_up_the_company_gets_there(north, south):
    for url in ("/settings/payments/", "/settings/payments/trial/"):
        for person in (north.coordinator, north.contractor, north.agent):
            assert north.client(person).post(url, KEYS).status_code == 404
    with south.scope():
        assert not Gateway.objects.exists()


def test_it_stands_among_the_settings(owner):
    assert "/settings/payments/" in owner.get("/settings/").content.decode()
