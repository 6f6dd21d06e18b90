import re

import pytest
from django.test import Client

from notifications.actions import send_mail
from tests.counting import Statements

HTML = '<!doctype html><html><head><title>North</title></head><body><a href="http://north.localhost/x/">Look</a></body></html>'


def write(world, *, to, subject="Your shoot is booked", html=HTML):
    with world.scope():
        return send_mail(
            to=to, subject=subject, text="Look: http://north.localhost/x/", html=html, kind="test", key=subject + to
        )


@pytest.fixture
def stranger(north):
    return Client(headers={"host": north.host})


def test_everybody_reads_the_mail_of_every_company(north, south, stranger):
    write(north, to="agnes@agents.test", subject="From the north")
    write(south, to="otto@agents.test", subject="From the south")
    page = stranger.get("/demo/mail/").content.decode()
    assert re.findall(r'<a href="/demo/mail/\d+/">([^<]+)</a>', page) == ["From the south", "From the north"]


def test_mail_is_found_by_a_part_of_its_address(north, stranger):
    write(north, to="agnes@agents.test", subject="Hers")
    write(north, to="otto@agents.test", subject="His")
    page = stranger.get("/demo/mail/", {"to": "AGNES"}).content.decode()
    assert re.findall(r'<a href="/demo/mail/\d+/">([^<]+)</a>', page) == ["Hers"]
    assert "No mail went to an address with “nobody” in it." in stranger.get("/demo/mail/?to=nobody").content.decode()


def test_a_page_that_is_no_number_is_the_first(north, stranger):
    write(north, to="agnes@agents.test")
    assert "Your shoot is booked" in stranger.get("/demo/mail/?page=three").content.decode()


def test_the_list_takes_as_many_queries_for_three_mails_as_for_one(north, stranger):
    write(north, to="a1@agents.test")
    stranger.get("/demo/mail/")
    with Statements(at_most=5) as one:
        stranger.get("/demo/mail/")
    for number in (2, 3):
        write(north, to=f"a{number}@agents.test")
    with Statements(at_most=5) as three:
        stranger.get("/demo/mail/")
    assert len(three.captured_queries) == len(one.captured_queries)


def test_a_mail_is_shown_as_sent_and_its_links_leave_the_frame(north, stranger):
    mail = write(north, to="agnes@agents.test")
    page = stranger.get(f"/demo/mail/{mail.pk}/").content.decode()
    assert f'src="/demo/mail/{mail.pk}/html/"' in page
    assert '<a href="http://north.localhost/x/" rel="nofollow">' in page
    shown = stranger.get(f"/demo/mail/{mail.pk}/html/")
    assert shown.content.decode() == HTML.replace("<head>", '<head><base target="_top">')
    assert (shown["X-Frame-Options"], shown["Content-Security-Policy"]) == (
        "SAMEORIGIN",
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'self'",
    )


def test_a_mail_that_is_not_there_is_not_found(north, stranger):
    assert [stranger.get(f"/demo/mail/9999/{part}").status_code for part in ("", "html/")] == [404, 404]
