"""The outbox: a stored row first, one mail for it, whatever dies on the way."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.db import connection
from django.utils import timezone

from activity.models import Activity
from companies.scope import company_scope
from notifications import actions
from notifications.actions import outbox
from notifications.models import Mail

HELLO = {"to": "ann@agents.test", "subject": "Hello", "text": "Hello Ann", "kind": "test"}


def states(world):
    with world.scope():
        return list(Mail.objects.order_by("id").values_list("key", "state", "tries", "last_error"))


def make_due(world):
    with world.scope():
        Mail.objects.update(next_try_at=timezone.now())


@pytest.fixture
def refuses(monkeypatch):
    """The mail server answers with this error as long as it is set."""
    answers = []

    def send(backend, messages):
        if answers:
            raise answers[0]
        sent_mail.outbox.extend(messages)
        return len(messages)

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)
    return answers


def test_mail_is_a_row_before_it_is_sent(north, django_capture_on_commit_callbacks):
    with north.scope(), django_capture_on_commit_callbacks() as wakes:
        mail = actions.send_mail(**HELLO, html="<p>Hello Ann</p>", key="hello")
    assert (mail.state, mail.to, mail.subject, mail.text, mail.html) == (
        "waiting",
        "ann@agents.test",
        "Hello",
        "Hello Ann",
        "<p>Hello Ann</p>",
    )
    assert sent_mail.outbox == []
    assert len(wakes) == 1


def test_the_same_key_is_one_mail(north):
    with north.scope():
        first = actions.send_mail(**HELLO, key="hello")
        again = actions.send_mail(**HELLO | {"text": "Other"}, key="hello")
        assert (again.pk, again.text) == (first.pk, "Hello Ann")
    assert actions.send_waiting() == 1
    assert [message.body for message in sent_mail.outbox] == ["Hello Ann"]


def test_companies_have_their_own_keys(north, south):
    for world in (north, south):
        with world.scope():
            actions.send_mail(**HELLO, key="hello")
    assert actions.send_waiting() == 2
    assert sorted(message.from_email for message in sent_mail.outbox) == [
        "North Media <bookings@localhost>",
        "South Media <bookings@localhost>",
    ]


def test_mail_goes_out_under_the_companys_name(north):
    with north.scope():
        mail = actions.send_mail(**HELLO, html="<p>Hello</p>", key="hello")
    actions.send_waiting()
    [message] = sent_mail.outbox
    assert message.to == ["ann@agents.test"]
    assert message.reply_to == ["office@north.test"]
    assert message.extra_headers["Message-ID"] == f"<{north.company.pk}.{mail.pk}@localhost>"
    assert [(part.content, part.mimetype) for part in message.alternatives] == [("<p>Hello</p>", "text/html")]
    assert states(north) == [("hello", "sent", 1, "")]
    assert actions.send_waiting() == 0


def test_a_mail_about_an_order_stands_in_its_log(north):
    with north.scope():
        actions.send_mail(**HELLO, key="hello", order_id=77)
    actions.send_waiting()
    with north.scope():
        lines = Activity.objects.of_order(77).values_list("verb", "actor_name", "data")
        assert list(lines) == [
            ("mail.sent", "Tonomo", {"subject": "Hello", "to": "ann@agents.test", "error": ""}),
        ]


def test_a_server_that_is_away_is_asked_again_later(north, refuses):
    with north.scope():
        actions.send_mail(**HELLO, key="hello")
    refuses.append(ConnectionRefusedError("nobody there"))
    before = timezone.now()
    assert actions.send_waiting() == 1
    assert states(north) == [("hello", "waiting", 1, "nobody there")]
    with north.scope():
        pause = Mail.objects.get().next_try_at - before
        assert timedelta(seconds=30) <= pause < timedelta(seconds=40)
    refuses.clear()
    assert actions.send_waiting() == 0
    make_due(north)
    assert actions.send_waiting() == 1
    assert states(north) == [("hello", "sent", 2, "")]


def test_a_server_that_stays_away_is_given_up_after_many_tries(north, refuses):
    with north.scope():
        actions.send_mail(**HELLO, key="hello", order_id=7)
    refuses.append(smtplib.SMTPServerDisconnected("gone"))
    for _ in range(outbox.MOST_TRIES):
        make_due(north)
        actions.send_waiting()
    assert states(north) == [("hello", "failed", outbox.MOST_TRIES, "gone")]
    with north.scope():
        assert [line.verb for line in Activity.objects.of_order(7)] == ["mail.failed"]
    make_due(north)
    assert actions.send_waiting() == 0


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"ann@agents.test": (550, b"no such user")}),
        smtplib.SMTPDataError(554, b"not this"),
        ValueError("a bug of ours"),
    ],
)
def test_a_refusal_is_final_at_once(north, refuses, error):
    with north.scope():
        actions.send_mail(**HELLO, key="hello")
    refuses.append(error)
    actions.send_waiting()
    assert states(north) == [("hello", "failed", 1, str(error))]


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"ann@agents.test": (451, b"try later")}),
        smtplib.SMTPAuthenticationError(535, b"wrong password"),
    ],
)
def test_what_may_pass_is_tried_again(north, refuses, error):
    with north.scope():
        actions.send_mail(**HELLO, key="hello")
    refuses.append(error)
    actions.send_waiting()
    assert [state for _key, state, _tries, _error in states(north)] == ["waiting"]


def test_a_failed_mail_can_be_sent_again(north, refuses):
    with north.scope():
        mail = actions.send_mail(**HELLO, key="hello")
    refuses.append(ValueError("broken"))
    actions.send_waiting()
    refuses.clear()
    with north.scope():
        actions.send_again(mail)
    actions.send_waiting()
    assert states(north) == [("hello", "sent", 1, "")]


def test_a_bad_mail_does_not_stop_the_next(north):
    with north.scope():
        actions.send_mail(**HELLO | {"subject": "two\nlines"}, key="bad")
        actions.send_mail(**HELLO, key="good")
    assert actions.send_waiting() == 2
    assert [state for _key, state, _tries, _error in states(north)] == ["failed", "sent"]


def test_a_claimed_mail_is_left_alone_until_its_lease_ends(north):
    with north.scope():
        actions.send_mail(**HELLO, key="hello")
    assert outbox.claim(Mail) is not None
    assert outbox.claim(Mail) is None
    assert actions.send_waiting() == 0
    make_due(north)
    assert actions.send_waiting() == 1


def test_the_app_role_sees_no_mail_without_a_company(north):
    with north.scope():
        actions.send_mail(**HELLO, key="hello")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.company_id', '', true)")
    assert Mail.everywhere.count() == 0
    with company_scope(north.company.pk):
        assert Mail.everywhere.count() == 1
