"""Mail that could not be delivered is a problem that somebody hears of."""

import smtplib
from datetime import timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from activity.actions import sweep
from core.actor import CLOCK
from core.ledger import record
from notifications import actions
from notifications.models import Mail, Notice

PAGE = "/inbox/undelivered/"


@pytest.fixture
def refusing(monkeypatch):
    """A mail server that knows nobody."""

    def refuse(self, messages):
        to = messages[0].to[0]
        raise smtplib.SMTPRecipientsRefused({to: (550, b"no such mailbox")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def notices(world):
    with world.scope():
        rows = Notice.objects.filter(kind="mail-failed").order_by("id")
        return [
            (row.member.user.name, row.title, row.mail_at is not None) for row in rows.select_related("member__user")
        ]


def send(world, **words):
    with world.scope():
        given = {"to": "gone@agents.test", "subject": "Hello", "text": "Hello", "kind": "receipt", "key": "hello"}
        return actions.send_mail(**given | words)


def test_owner_and_admins_hear_of_it_and_nobody_else(north, refusing):
    assert [north.owner.name, north.admin.name, north.coordinator.name]
    send(north)
    actions.send_waiting()
    sweep()
    title = "“Hello” could not be delivered to gone@agents.test"
    assert notices(north) == [("Olive Owner", title, True), ("Ada Admin", title, True)]


def test_a_mail_that_came_back_and_a_text_that_failed_are_told_too(north):
    assert north.owner.name
    mail, order = send(north), north.order()
    with north.scope():
        record("mail.bounced", on=mail, by=CLOCK, subject="Hello", to=mail.to, error="mailbox full")
        words = {"to": "+13125550100", "body": "Nine", "kind": "reminder", "key": "t", "order_id": order.pk}
        record("text.failed", on=actions.send_text(**words), by=CLOCK, to="+13125550100", error="switched off")
    sweep()
    assert notices(north) == [
        ("Olive Owner", "“Hello” could not be delivered to gone@agents.test", True),
        ("Olive Owner", "A text could not be delivered to +13125550100", True),
    ]


def test_a_code_is_not_told(north, refusing):
    assert north.owner.name
    send(north, subject="123456 is your code", kind="account")
    actions.send_waiting()
    sweep()
    assert notices(north) == [("Olive Owner", "An e-mail could not reach gone@agents.test", True)]
    assert "123456" not in north.client(north.owner).get(PAGE).text


def test_a_notice_that_could_not_be_mailed_is_told_in_the_inbox_only(north, refusing):
    assert north.owner.name
    with north.scope():
        activity = record("test.told", on=north.company, by=north.coordinator.as_actor)
        actions.notify(north.editor, kind="mention", title="Look", body="", url="/x/", activity=activity)
    actions.gather(timezone.now() + timedelta(minutes=1))
    actions.send_waiting()
    sweep()
    title = f"“Look” could not be delivered to {north.editor.user.email}"
    assert notices(north) == [("Olive Owner", title, False)]


def test_it_stands_on_a_page_and_is_tried_again_from_there(north, refusing):
    mail = send(north)
    actions.send_waiting()
    client = north.client(north.owner)
    assert "no such mailbox" in client.get(PAGE).text
    assert client.post(f"{PAGE}{mail.pk}/again/")["Location"] == PAGE
    with north.scope():
        assert list(Mail.objects.values_list("state", "tries")) == [("waiting", 0)]
    assert client.post(f"{PAGE}{mail.pk}/again/").status_code == 404


def test_staff_agents_and_strangers_do_not_find_it(north, south, refusing):
    mail = send(north)
    actions.send_waiting()
    for client in (north.client(north.coordinator), north.client(north.agent), south.client(south.owner)):
        assert client.post(f"{PAGE}{mail.pk}/again/").status_code == 404
    assert north.client(north.coordinator).get(PAGE).status_code == 404
    assert "gone@agents.test" not in south.client(south.owner).get(PAGE).text
