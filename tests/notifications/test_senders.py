"""The company's own sender: used once its domain is proven, by a name server that is really asked."""

import email
import socket
from email import policy

import dkim
import pytest
from aiosmtpd.controller import Controller
from django.core import mail as sent_mail
from django.db import connection

from activity.models import Activity
from core.actor import CLOCK
from notifications import actions
from notifications.actions import senders
from notifications.channels.records import look, wanted
from notifications.models import Mail, Sender

OWN = {"name": "North Photos", "address": "bookings@north.test", "reply_to": "desk@north.test"}
HELLO = {"to": "ann@agents.test", "subject": "Hello — grüß Gott", "text": "Hello Ann\n.\nBye", "kind": "test"}
PAGES = ["/settings/email/", "/settings/email/check/", "/settings/email/trial/"]


@pytest.fixture
def sender(north):
    with north.scope():
        return senders.set_sender(north.company, by=CLOCK, **OWN)


@pytest.fixture
def proven(north, sender, dns):
    """A sender whose domain says all it has to."""
    dns.texts = {one.name: [one.value] for one in wanted(sender)}
    with north.scope():
        return senders.check_sender(by=CLOCK)


def states(sender):
    return {one.kind: one.state for one in look(sender)}


def words(sender, kind):
    return next(one.text for one in look(sender) if one.kind == kind)


# --- what DNS says ----------------------------------------------------------------------------------------------------
def test_the_records_are_shown_as_they_must_be(sender, dns):
    spf, key, dmarc = wanted(sender)
    assert (spf.name, spf.value) == ("north.test", "v=spf1 include:mail.tonomo.test ~all")
    assert key.name == "tonomo-north._domainkey.north.test"
    assert key.value.startswith("v=DKIM1; k=rsa; p=MIIBI")
    assert (dmarc.name, dmarc.value) == ("_dmarc.north.test", "v=DMARC1; p=none; rua=mailto:desk@north.test")


def test_a_domain_without_records_is_missing_all_three(sender, dns):
    assert states(sender) == {"spf": "missing", "dkim": "missing", "dmarc": "missing"}


def test_records_as_shown_are_good(proven):
    assert [one["state"] for one in proven.findings] == ["good"] * 3
    assert proven.is_verified


@pytest.mark.parametrize(
    "record",
    [
        "v=spf1 mx include:_spf.google.com +include:MAIL.tonomo.test -all",
        "V=SPF1 include:mail.tonomo.test ?all",
    ],
)
def test_spf_may_let_others_send_too(sender, dns, record):
    dns.texts["north.test"] = ["google-site-verification=1", record]
    assert states(sender)["spf"] == "good"


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (["v=spf1 include:_spf.google.com -all"], "does not let us send"),
        (["v=spf1 include:notmail.tonomo.test -all"], "does not let us send"),
        (["v=spf1 include:mail.tonomo.test ~all", "v=spf1 -all"], "2 SPF records"),
    ],
)
def test_spf_that_is_not_right_says_why(sender, dns, records, said):
    dns.texts["north.test"] = records
    assert (states(sender)["spf"], said in words(sender, "spf")) == ("wrong", True)


def test_a_cut_dkim_key_is_not_right(sender, dns):
    one = wanted(sender)[1]
    dns.texts[one.name] = [one.value[:255]]
    assert (states(sender)["dkim"], "easily cut" in words(sender, "dkim")) == ("wrong", True)


@pytest.mark.parametrize(
    ("records", "state"),
    [
        ({"_dmarc.north.test": ["v=DMARC1; p=reject"]}, "good"),
        ({"_dmarc.north.test": ["v=DMARC1"]}, "wrong"),
        ({"_dmarc.north.test": ["v=DMARC1; p=none", "v=DMARC1; p=reject"]}, "wrong"),
        ({"_dmarc.north.test": ["something else"]}, "missing"),
    ],
)
def test_dmarc_needs_one_record_with_a_policy(sender, dns, records, state):
    dns.texts = records
    assert states(sender)["dmarc"] == state


def test_a_domain_below_another_is_covered_by_its_dmarc(north, dns):
    with north.scope():
        sender = senders.set_sender(north.company, by=CLOCK, **OWN | {"address": "a@mail.north.test"})
    dns.texts["_dmarc.north.test"] = ["v=DMARC1; p=quarantine"]
    assert states(sender)["dmarc"] == "good"


def test_silent_name_servers_prove_and_disprove_nothing(north, proven, dns):
    dns.is_silent = True
    with north.scope():
        again = senders.check_sender(by=CLOCK)
    assert ([one["state"] for one in again.findings], again.verified_at) == (["unknown"] * 3, proven.verified_at)


def test_a_record_that_is_taken_away_takes_the_sender_away(north, proven, dns):
    dns.texts.clear()
    with north.scope():
        assert not senders.check_sender(by=CLOCK).is_verified
        verbs = [line.verb for line in Activity.objects.filter(verb__startswith="sender.")]
    assert verbs == ["sender.changed", "sender.verified", "sender.lost"]


def test_senders_in_use_are_looked_at_again_by_the_clock(north, south, proven, dns):
    with south.scope():
        senders.set_sender(south.company, by=CLOCK, **OWN)
    assert (senders.check_all_senders(), sent(north)[0]) == (1, "North Photos <bookings@north.test>")
    dns.texts.clear()
    senders.check_all_senders()
    with north.scope():
        assert not Sender.objects.get().is_verified


def test_another_domain_has_to_be_proven_anew(north, proven):
    with north.scope():
        assert senders.set_sender(north.company, by=CLOCK, **OWN | {"address": "b@north.test"}).is_verified
        changed = senders.set_sender(north.company, by=CLOCK, **OWN | {"address": "b@other.test"})
        assert (changed.is_verified, changed.findings) == (False, [])


def test_the_private_key_lies_locked_in_the_database(north, sender):
    with north.scope(), connection.cursor() as cursor:
        cursor.execute("SELECT dkim_key FROM notifications_sender")
        assert "PRIVATE KEY" not in cursor.fetchone()[0]
        assert "PRIVATE KEY" in Sender.objects.get().dkim_key


# --- what leaves ------------------------------------------------------------------------------------------------------
def sent(north):
    with north.scope():
        actions.send_mail(**HELLO, key="hello")
    actions.send_waiting()
    [message] = sent_mail.outbox
    return message.from_email, message.reply_to


def test_until_proven_mail_leaves_from_the_installation(north, sender):
    assert sent(north) == ("North Photos <bookings@localhost>", ["desk@north.test"])


def test_once_proven_mail_leaves_from_the_company(north, proven):
    assert sent(north) == ("North Photos <bookings@north.test>", ["desk@north.test"])


class Postbox:
    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.mail_from, envelope.content))
        return "250 OK"


@pytest.fixture
def smtp(settings):
    """A real mail server."""
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port},
        }
    }
    yield box
    controller.stop()


def test_a_mailbox_can_check_the_signature_by_what_stands_in_dns(north, proven, dns, smtp):
    html = "<p>Grüße</p>" * 200
    with north.scope():
        actions.send_mail(**HELLO, html=html, key="hello")
    actions.send_waiting()
    [(envelope_from, content)] = smtp.taken

    def asked(name, timeout=5):
        return dns.texts[name.decode().rstrip(".")][0].encode()

    assert envelope_from == "bookings@north.test"
    assert dkim.verify(content, dnsfunc=asked)
    assert not dkim.verify(content.replace(b"Hello Ann", b"Hello Bob"), dnsfunc=asked)
    read = email.message_from_bytes(content, policy=policy.SMTP)
    assert (read["Subject"], read["From"]) == ("Hello — grüß Gott", "North Photos <bookings@north.test>")
    assert read["DKIM-Signature"].replace(" ", "").count("d=north.test;") == 1


def test_without_a_proven_domain_nothing_is_signed(north, sender, smtp):
    with north.scope():
        actions.send_mail(**HELLO, key="hello")
    actions.send_waiting()
    assert b"DKIM-Signature" not in smtp.taken[0][1]


# --- pages ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_are_for_those_who_may_change_settings(north, south, sender, path):
    people = (north.coordinator, north.contractor, north.agent, south.owner)
    assert {north.client(person).post(path, {}).status_code for person in people} == {404}


def test_the_sender_is_saved_and_its_records_shown(north, dns):
    page = north.client(north.owner).post("/settings/email/", OWN, follow=True)
    assert (page.redirect_chain, "tonomo-north._domainkey.north.test" in page.text) == (
        [("/settings/email/", 302)],
        True,
    )
    assert "north.test is not proven yet." in page.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"address": "north@gmail.com"}, "Nobody can prove that gmail.com is theirs"),
        ({"address": "nonsense"}, "valid email address"),
        ({"name": "A\r\nBcc: x"}, "A name has no brackets"),
    ],
)
def test_a_sender_that_cannot_be_is_refused(north, given, said):
    page = north.client(north.owner).post("/settings/email/", OWN | given)
    assert (page.status_code, said in page.text) == (422, True)
    with north.scope():
        assert not Sender.objects.exists()


def test_a_check_says_what_is_missing(north, sender, dns):
    page = north.client(north.owner).post("/settings/email/check/", follow=True)
    assert page.text.count("There is no ") == 3
    dns.texts = {one.name: [one.value] for one in wanted(sender)}
    page = north.client(north.owner).post("/settings/email/check/", follow=True)
    assert "North Photos &lt;bookings@north.test&gt;" in page.text


def test_there_is_nothing_to_check_before_an_address_is_named(north):
    assert north.client(north.owner).post("/settings/email/check/").status_code == 404


def test_a_test_goes_to_whoever_asks(north):
    north.client(north.owner).post("/settings/email/trial/")
    with north.scope():
        assert [(mail.to, mail.subject) for mail in Mail.objects.all()] == [
            (north.owner.user.email, "A test from North Media")
        ]
