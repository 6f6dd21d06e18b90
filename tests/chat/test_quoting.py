"""What people were told of a message follows it when it is edited or deleted."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail as sent_mail
from django.db import connection
from django.utils import timezone

from activity.actions import sweep
from chat import actions
from chat.models import Message
from core import live
from notifications.actions import gather, read, send_waiting
from notifications.models import Mail, Notice


def say(world, order, body):
    with world.scope():
        return actions.say(order, body=body, client_id=uuid4(), by=world.coordinator.as_actor)


def edit(world, message, body):
    with world.scope():
        return actions.edit(message, body=body, by=world.coordinator.as_actor)


def delete(world, message):
    with world.scope():
        return actions.delete(message, by=world.coordinator.as_actor)


def send():
    gather(timezone.now() + timedelta(minutes=1))
    send_waiting()


def inbox(world):
    with world.scope():
        return list(Notice.objects.order_by("id").values_list("body", flat=True))


@pytest.fixture
def message(north):
    assert north.editor
    return say(north, north.draft(), "@Edda Editor gate 4471")


def test_a_notice_of_a_deleted_message_goes_before_it_is_read(north, message):
    sweep()
    assert inbox(north) == ["@Edda Editor gate 4471"]
    delete(north, message)
    assert inbox(north) == []
    sweep()
    send()
    assert (inbox(north), sent_mail.outbox) == ([], [])


def test_a_read_notice_and_a_sent_mail_say_that_the_message_was_deleted(north, message):
    sweep()
    send()
    with north.scope():
        read(Notice.objects.get())
    delete(north, message)
    assert inbox(north) == ["This message was deleted."]
    with north.scope():
        mail = Mail.objects.get()
        assert (mail.state, mail.to, "4471" in mail.text + mail.html) == ("sent", north.editor.user.email, False)
        assert "This message was deleted." in mail.text


def test_the_words_of_an_edit_stand_in_the_notice_and_in_the_mail(north, message):
    sweep()
    edit(north, message, "@Edda Editor gate 4472")
    assert inbox(north) == ["@Edda Editor gate 4472"]
    sweep()
    send()
    assert inbox(north) == ["@Edda Editor gate 4472"]
    assert [("4472" in letter.body, "4471" in letter.body) for letter in sent_mail.outbox] == [(True, False)]


def test_who_was_named_by_an_edit_forgets_it_too(north):
    assert north.editor
    message = edit(north, say(north, north.draft(), "gate 4471"), "@Edda Editor gate 4471")
    sweep()
    assert inbox(north) == ["@Edda Editor gate 4471"]
    delete(north, message)
    assert inbox(north) == []


def test_nobody_is_told_of_a_message_that_was_deleted_meanwhile(north, message):
    delete(north, message)
    sweep()
    assert inbox(north) == []


def test_other_messages_and_companies_keep_their_notices(north, south, message):
    assert south.editor
    say(north, north.draft(), "@Edda Editor other")
    say(south, south.draft(), "@Edda Editor gate 4471")
    sweep()
    delete(north, message)
    assert (inbox(north), inbox(south)) == (["@Edda Editor other"], ["@Edda Editor gate 4471"])


@pytest.mark.django_db(transaction=True)
def test_the_inbox_of_whoever_was_told_hears_of_it(north, message, monkeypatch):
    sweep()
    heard = []
    monkeypatch.setattr(live, "tell", lambda company, topic, *also: heard.append(topic))
    delete(north, message)
    assert heard == [f"member:{north.editor.pk}"]


@pytest.mark.django_db(transaction=True)
def test_deleting_while_the_notice_is_written_leaves_no_words(north, message):
    ready = threading.Barrier(2)

    def work(act):
        ready.wait(10)
        act()
        connection.close()

    acts = (lambda: [sweep(), send()], lambda: delete(north, message))
    threads = [threading.Thread(target=work, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    sweep()
    send()
    with north.scope():
        assert Message.objects.get().deleted_at is not None
        assert [mail for mail in Mail.objects.all() if "4471" in mail.text + mail.html] == []
    assert [body for body in inbox(north) if "4471" in body] == []
