"""What is open to all: it shows nothing of a company's business, and each answer is the one expected."""

import json
import os
import subprocess
import sys
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from companies.actions import publish_legal
from core.actor import CLOCK
from invoicing import actions as invoicing
from tests.plumbing import ROOT
from tests.security.conftest import INNER, MARK
from tests.security.walk import told
from tonomo.standin.webhooks import signature

STEPS_UP = ("", "../", "logos/../", "logos/..%2f", "services/%2e%2e/", "logos/....//", "/", "logos//", "logos/%00")


@pytest.fixture
def asked(north, south, secret, walked):
    """The status of an address on both hosts, for each kind of person; nothing of the secret order may be read."""

    def ask(path):
        people = [
            (north, None),
            (north, north.contractor),
            (north, north.other_agent),
            (south, None),
            (south, south.owner),
        ]
        answers = [world.client(person).get(path) for world, person in people]
        walked["answers"] += len(answers)
        for answer in answers:
            assert MARK.encode() not in told(answer)
            assert INNER.encode() not in told(answer)
        return {answer.status_code for answer in answers}

    return ask


def test_start_shows_nothing_of_the_company_whose_host_it_is_on(asked, north):
    assert asked("/start/") == {200}
    assert north.company.name not in north.client().get("/start/").text


def test_hosts_are_named_by_yes_and_no_only(asked, north):
    assert asked("/hosts/allowed/?domain=no.example") == {404}
    assert asked(f"/hosts/allowed/?domain={north.host}") == {200}
    assert north.client().get(f"/hosts/allowed/?domain={north.host}").content == b""


def test_the_brand_is_a_colour_and_nothing_more(asked, north):
    assert asked("/brand.css") == {200}
    assert north.client().get("/brand.css").text == f":root {{ --brand: {north.company.brand_colour}; }}\n"


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
def test_pages_for_everybody_show_no_business(asked, path):
    assert asked(path) == ({200} if "reset" in path else {200, 302})  # who is signed in already goes on


def test_the_style_guide_is_the_teams_and_shows_no_business(asked):
    assert asked("/styleguide/") == {200, 404}


def test_legal_pages_are_those_of_the_host(north, south, walked):
    with north.scope():
        publish_legal(north.company, page="terms", body=f"{MARK} rules.", by=CLOCK)
    walked["answers"] += 6
    assert MARK in north.client().get("/legal/terms/2/").text
    assert MARK not in south.client().get("/legal/terms/").text
    for path in ("/legal/terms/2/", "/legal/terms/3/", "/legal/secret/", "/legal/privacy/1/"):
        assert south.client().get(path).status_code == 404


def test_no_private_file_is_reached_by_the_address_of_pictures(asked, files, walked):
    walked["files"] += len(files)
    for name in files:
        for way in STEPS_UP:
            assert asked(f"/media/{way}{name}") == {404}
            walked["file addresses"] += 1
    for way in ("../secrets/secret_key", "../papers/", "logos/", "", "logos", "../../manage.py", "%2fetc%2fpasswd"):
        assert asked(f"/media/{way}") == {404}
        walked["file addresses"] += 1


def test_a_public_folder_gives_out_pictures_alone(asked, walked):
    for name, status in (
        ("logos/walk.png", 200),
        ("logos/walk.pdf", 404),
        ("logos/walk.svg", 404),
        ("logos/walk.html", 404),
    ):
        kept = default_storage.save(name, ContentFile(b"\x89PNG"))
        assert asked(f"/media/{kept}") == {status}
        default_storage.delete(kept)
        walked["files"] += 1


def test_a_paper_is_the_owners_the_agents_and_the_link_holders_alone(north, south, secret, files, walked):
    number, token = secret.invoice.number, secret.invoice.token
    staff, link = f"/invoices/{number}.pdf", f"/i/{token}.pdf"
    got = {
        "staff": north.client(north.owner).get(staff).status_code,
        "link": north.client().get(link).status_code,
        "contractor": north.client(north.contractor).get(staff).status_code,
        "agent": north.client(north.other_agent).get(staff).status_code,
        "guest": north.client().get(staff).status_code,
        "other company": south.client(south.owner).get(staff).status_code,
        "other host": south.client(south.owner).get(link).status_code,
    }
    walked["answers"] += len(got)
    assert got == {
        "staff": 200, "link": 200, "contractor": 404, "agent": 404, "guest": 302, "other company": 404, "other host": 404,
    }  # fmt: skip


def test_the_hook_hears_only_what_its_own_company_was_sent(north, south, secret, walked):
    with north.scope():
        invoicing.set_gateway(secret_key="sk_test_n", webhook_secret="whsec_north", is_active=True, by=CLOCK)
    with south.scope():
        invoicing.set_gateway(secret_key="sk_test_s", webhook_secret="whsec_south", is_active=True, by=CLOCK)
    body = json.dumps({"id": "evt_1", "object": "event", "type": "x.y", "data": {"object": {}}}).encode()
    now = int(time.time())
    signed = {
        "none": "",
        "nonsense": "t=1,v1=00",
        "another company's": signature(body, secret="whsec_south", now=now),
        "an hour old": signature(body, secret="whsec_north", now=now - 3700),
    }
    for words in signed.values():
        answer = post_hook(north, body, words)
        walked["answers"] += 1
        assert (answer.status_code, MARK in answer.text) == (400, False)
    assert north.client().get("/hooks/stripe/").status_code == 405
    assert post_hook(north, body, signature(body, secret="whsec_north", now=now)).status_code == 200


def post_hook(world, body, words):
    return world.client().post(
        "/hooks/stripe/", body, content_type="application/json", headers={"Stripe-Signature": words}
    )


def test_the_mailbox_of_the_demo_is_read_by_all_and_is_not_there_in_production(north, secret):
    assert MARK in north.client().get("/demo/mail/").text
    code = "import django; django.setup(); from django.urls import resolve; resolve('/demo/mail/')"
    variables = os.environ | {
        "TONOMO_ENV": "production",
        "SECRET_KEY": "x" * 50,
        "DJANGO_SETTINGS_MODULE": "tonomo.settings",
    }
    variables["SECRETS_KEYS"] = "A" * 43 + "="
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    assert "django.urls.exceptions.Resolver404" in done.stderr
