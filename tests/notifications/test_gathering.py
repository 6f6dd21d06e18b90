"""Mails of notices: one for what comes together, each notice in exactly one, whatever dies on the way."""

import threading
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from core.ledger import record
from notifications import actions
from notifications.actions import gathering
from notifications.models import Mail, Notice
from notifications.queries.hearing import Channels
from notifications.timing import Times


def tell(world, member, title, *, kind="mention", on=None, **more):
    with world.scope():
        activity = record("test.told", on=on or world.company, by=world.coordinator.as_actor)
        return actions.notify(member, kind=kind, title=title, body="", url="/x/", activity=activity, **more)


def soon():
    return timezone.now() + timedelta(minutes=1)


def mails(world):
    with world.scope():
        return list(Mail.objects.order_by("id").values_list("kind", "to", "subject"))


def test_several_notices_of_one_minute_become_one_mail(north):
    for title in ("First", "Second", "Third"):
        tell(north, north.editor, title)
    tell(north, north.photographer, "Alone")
    assert actions.gather() == 0
    assert actions.gather(soon()) == 2
    assert mails(north) == [
        ("notices", north.editor.user.email, "3 notices for you: First"),
        ("mention", north.photographer.user.email, "Alone"),
    ]
    with north.scope():
        mail = Mail.objects.get(kind="notices")
        assert [word in mail.text for word in ("First", "Second", "Third", "/inbox/")] == [True] * 4
        assert [notice.mail_id for notice in Notice.objects.of_member(north.editor)] == [mail.pk] * 3


def test_what_was_read_meanwhile_is_not_mailed(north):
    seen = tell(north, north.editor, "Seen")
    tell(north, north.editor, "Not seen")
    with north.scope():
        actions.read(seen)
    actions.gather(soon())
    assert mails(north) == [("mention", north.editor.user.email, "Not seen")]


def test_whoever_left_meanwhile_gets_no_mail(north):
    tell(north, north.editor, "Late")
    with north.scope():
        north.editor.is_active = False
        north.editor.save(update_fields=["is_active"])
    assert [actions.gather(soon()), actions.gather(soon())] == [1, 0]
    assert mails(north) == []


def test_a_contractor_taken_off_the_order_gets_no_mail_about_it(north):
    order = north.order()
    tell(north, north.contractor, "Yours", on=order)
    tell(north, north.contractor, "You no longer go", on=order, kind="visit.cancelled", is_of_order=False)
    actions.gather(soon())
    assert mails(north) == [("visit.cancelled", north.contractor.user.email, "You no longer go")]


def test_a_mail_that_cannot_be_written_rests_and_holds_up_nobody(north, monkeypatch):
    tell(north, north.editor, "Bad")
    tell(north, north.photographer, "Good")
    write = gathering._write

    def fails(member_id, now):
        if member_id == north.editor.pk:
            raise ValueError("no words")
        return write(member_id, now)

    monkeypatch.setattr(gathering, "_write", fails)
    assert [actions.gather(soon()), actions.gather(soon())] == [2, 0]
    assert mails(north) == [("mention", north.photographer.user.email, "Good")]
    monkeypatch.undo()
    assert actions.gather(soon() + gathering.PAUSE) == 1
    assert len(mails(north)) == 2


def test_a_worker_that_dies_before_the_commit_loses_and_doubles_nothing(north, monkeypatch):
    tell(north, north.editor, "One")
    tell(north, north.editor, "Two")

    class Killed(BaseException):
        pass

    def killed(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(gathering.Notice.objects, "filter", killed)
        with pytest.raises(Killed):
            actions.gather(soon())
    assert mails(north) == []
    assert [actions.gather(soon()), actions.gather(soon())] == [1, 0]
    assert mails(north) == [("notices", north.editor.user.email, "2 notices for you: One")]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_mail(north):
    for number in range(5):
        tell(north, north.editor, f"Number {number}")
    ready = threading.Barrier(3)

    def work():
        ready.wait(10)
        actions.gather(soon())
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    assert mails(north) == [("notices", north.editor.user.email, "5 notices for you: Number 0")]


def test_new_times_hold_for_what_waits_already(north):
    tell(north, north.editor, "Ordinary", kind="order.team")
    tell(north, north.editor, "Urgent")
    tell(north, north.editor, "No more", kind="order.work")
    zone = ZoneInfo("America/Chicago")
    with north.scope():
        wanted = {"order.work": Channels(True, False)}
        actions.choose(north.editor, channels=wanted, times=Times(zone, digest_at=time(8)))
        due = dict(Notice.objects.values_list("title", "mail_at"))
    assert due["No more"] is None
    assert due["Ordinary"].astimezone(zone).time() == time(8)
    assert due["Urgent"] <= soon()
