import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail as sent_mail
from django.db import connection
from django.utils import timezone

from activity.actions import sweep
from activity.models import Activity
from chat import actions
from chat.models import LastRead, Mention, Message
from chat.refusals import Blank, TooLong, Unclear
from chat.threads import Thread
from core import ledger
from notifications.actions import gather, send_waiting
from notifications.models import Notice
from orders import actions as order_actions


def say(world, order, body, *, by=None, client_id=None, **more):
    by = (by or world.coordinator).as_actor
    with world.scope():
        return actions.say(order, body=body, client_id=client_id or uuid4(), by=by, **more)


def named(world):
    with world.scope():
        return list(Mention.objects.order_by("id").values_list("member", "places"))


def test_what_is_said_is_kept_and_recorded_without_its_words(north):
    order = north.draft()
    message = say(north, order, "  Gate code is 4471#\r\nsee you  ")
    with north.scope():
        kept = Message.objects.values_list("order", "author", "body")
        assert list(kept) == [(order.pk, north.coordinator.pk, "Gate code is 4471#\nsee you")]
        line = Activity.objects.get(verb="message.said")
        assert (line.order_id, line.subject_id, line.actor_name, line.data) == (
            order.pk,
            message.pk,
            "Cora Coordinator",
            {"mentioned": []},
        )


def test_only_a_message_that_names_somebody_leaves_work_for_later(north):
    order = north.draft()
    say(north, order, "Hello")
    say(north, order, f"Hello @{north.editor.name}")
    with north.scope():
        said = Activity.objects.filter(verb="message.said").order_by("id")
        later = [[follower.name for follower in ledger.after(each)] for each in said]
    assert later == [[], ["chat.followers.tell_the_mentioned"]]


def test_the_same_id_says_it_once(north):
    order, client_id = north.draft(), uuid4()
    first = say(north, order, "Hello", client_id=client_id)
    again = say(north, order, "Hello", client_id=client_id)
    assert again == first
    other = say(north, order, "Hello", client_id=client_id, by=north.editor)
    assert other != first
    with north.scope():
        assert Message.objects.count() == 2
        assert Activity.objects.filter(verb="message.said").count() == 2


@pytest.mark.parametrize("body", ["", " \n\t ", "\0", "\u2003"])
def test_saying_nothing_is_refused(north, body):
    with pytest.raises(Blank):
        say(north, north.draft(), body)


def test_the_longest_message_fits_and_one_sign_more_does_not(north):
    order = north.draft()
    assert len(say(north, order, "é" * 10_000).body) == 10_000
    with pytest.raises(TooLong, match="This has 102,400 characters; a message takes 10,000"):
        say(north, order, "x" * 102_400)
    with north.scope():
        assert Message.objects.count() == 1


@pytest.mark.parametrize("body", ["👩‍👩‍👧‍👦 ok", "שלום עולם", "مرحبا", "a\u202eb", "𝕏", "e\u0301"])
def test_every_script_is_kept(north, body):
    message = say(north, north.draft(), body)
    with north.scope():
        assert Message.objects.get(pk=message.pk).body == actions.tidy(body)


def test_a_name_typed_whole_is_a_mention(north):
    order = north.draft()
    assert north.editor
    assert north.photographer
    say(north, order, "Hi @EddaEditor and @phil photographer, @EddaEditor!")
    assert named(north) == [(north.editor.pk, [3, 14, 39, 50]), (north.photographer.pk, [19, 37])]


def test_a_mention_is_told_in_the_inbox_and_by_mail(north):
    order = north.draft(street="1427 Sheridan Rd")
    assert north.editor
    message = say(north, order, "@Edda Editor which track?")
    sweep()
    gather(timezone.now() + timedelta(minutes=1))
    send_waiting()
    with north.scope():
        assert list(Notice.objects.values_list("member", "kind", "title", "body", "url")) == [
            (
                north.editor.pk,
                "mention",
                "Cora Coordinator mentioned you in 1427 Sheridan Rd",
                "@Edda Editor which track?",
                f"/orders/{order.number}/#m{message.pk}",
            )
        ]
    [letter] = sent_mail.outbox
    assert letter.to == [north.editor.user.email]
    assert f"http://north.localhost/orders/{order.number}/#m{message.pk}" in letter.body
    sweep()
    gather(timezone.now() + timedelta(minutes=1))
    send_waiting()
    assert len(sent_mail.outbox) == 1


def test_nobody_is_told_of_their_own_words(north):
    say(north, north.draft(), "note for @Cora Coordinator")
    sweep()
    with north.scope():
        assert Notice.objects.count() == 0


def test_who_left_cannot_be_mentioned(north):
    with north.scope():
        north.editor.is_active = False
        north.editor.save(update_fields=["is_active"])
    say(north, north.draft(), "@Edda Editor?")
    assert named(north) == []


def test_people_of_another_company_cannot_be_mentioned(north, south):
    assert south.member("Zoe Zimmer")
    say(north, north.draft(), "@Zoe Zimmer?")
    assert named(north) == []


def test_namesakes_are_asked_for(north):
    order = north.draft()
    one, other = (
        north.member("John Smith", "staff", "photographer"),
        north.member("John Smith", "staff", "photo_editor"),
    )
    with pytest.raises(Unclear, match=r"Which John Smith\?"):
        say(north, order, "@JohnSmith look")
    say(north, order, "@JohnSmith look", chosen=[other.pk])
    assert named(north) == [(other.pk, [0, 10])]
    say(north, order, "@JohnSmith look", chosen=[one.pk, other.pk])
    say(north, order, "@JohnSmith look", plain=["@JohnSmith"])
    assert named(north)[1:] == [(one.pk, [0, 10]), (other.pk, [0, 10])]


def test_a_contractor_who_cannot_see_the_order_is_not_told_of_it(north):
    order = north.draft()
    assert north.contractor
    with pytest.raises(Unclear, match="Conny Contractor cannot see this order and would not be told"):
        say(north, order, "@Conny Contractor look")
    say(north, order, "@Conny Contractor look", plain=["@Conny Contractor"])
    assert named(north) == []
    with north.scope():
        order_actions.add_to_team(order, north.contractor, by=north.admin.as_actor)
    say(north, order, "@Conny Contractor look")
    assert named(north) == [(north.contractor.pk, [0, 17])]


def test_who_lost_the_order_before_the_notice_is_not_told(north):
    order = north.draft()
    with north.scope():
        order_actions.add_to_team(order, north.contractor, by=north.admin.as_actor)
    say(north, order, "@Conny Contractor look")
    with north.scope():
        order_actions.remove_from_team(order, north.contractor, by=north.admin.as_actor)
    sweep()
    with north.scope():
        assert Notice.objects.count() == 0


def test_reading_goes_forward_only_and_reads_the_mentions(north):
    order, other = north.draft(), north.draft(street="1 N State St")
    assert north.editor
    first, second = say(north, order, "@Edda Editor one"), say(north, order, "@Edda Editor two")
    say(north, other, "@Edda Editor elsewhere")
    sweep()
    with north.scope():
        assert actions.mark_read(Thread(order), member=north.editor, up_to=first.pk) == first.pk
        assert Notice.objects.unread().count() == 2
        assert actions.mark_read(Thread(order), member=north.editor, up_to=second.pk + 1000) == second.pk
        assert actions.mark_read(Thread(order), member=north.editor, up_to=first.pk) == second.pk
        assert list(LastRead.objects.values_list("order", "member", "message_id")) == [
            (order.pk, north.editor.pk, second.pk)
        ]
        assert [notice.body for notice in Notice.objects.unread()] == ["@Edda Editor elsewhere"]


@pytest.mark.django_db(transaction=True)
def test_ids_of_a_room_grow_as_messages_appear(north):
    order = north.draft()
    by, seen, wrong = north.coordinator.as_actor, [], []
    done = threading.Event()

    def speak():
        for _ in range(8):
            with north.scope():
                actions.say(order, body="x", client_id=uuid4(), by=by)
        connection.close()

    def watch():
        while not done.is_set():
            with north.scope():
                now = list(Message.objects.filter(order=order).order_by("id").values_list("id", flat=True))
            if now[: len(seen)] != seen:
                wrong.append((list(seen), now))
            seen[:] = now
        connection.close()

    watcher = threading.Thread(target=watch)
    speakers = [threading.Thread(target=speak) for _ in range(4)]
    watcher.start()
    for speaker in speakers:
        speaker.start()
    for speaker in speakers:
        speaker.join()
    done.set()
    watcher.join()
    assert wrong == []
    with north.scope():
        assert Message.objects.count() == 32


@pytest.mark.django_db(transaction=True)
def test_the_same_id_at_the_same_moment_says_it_once(north):
    order, client_id, said = north.draft(), uuid4(), []
    by = north.coordinator.as_actor

    def speak():
        with north.scope():
            said.append(actions.say(order, body="x", client_id=client_id, by=by).pk)
        connection.close()

    speakers = [threading.Thread(target=speak) for _ in range(6)]
    for speaker in speakers:
        speaker.start()
    for speaker in speakers:
        speaker.join()
    assert len(said) == 6
    assert len(set(said)) == 1
