"""Words that notices quote, said anew or taken back: in the inbox, in mails and browsers, in what is kept of those that left."""

import threading
from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.db import connection
from django.utils import timezone

from core.ledger import record
from notifications import actions
from notifications.actions import sending
from notifications.models import Mail, Notice, Push
from orders import actions as order_actions

GONE = "It was deleted."
WORDS = "gate <4471> & bell"


def tell(world, member, body=WORDS, *, kind="mention", on=None):
    with world.scope():
        activity = record("test.told", on=on or world.company, by=world.coordinator.as_actor)
        return actions.notify(member, kind=kind, title="Look", body=body, url="/x/", activity=activity)


def take_back(world, *notices, kind="mention"):
    with world.scope():
        return actions.take_back(kind, [notice.activity_id for notice in notices], instead=GONE)


def reword(world, *notices, words="gate <4472>"):
    with world.scope():
        return actions.reword("mention", [notice.activity_id for notice in notices], words=words)


def soon():
    return timezone.now() + timedelta(minutes=1)


def inbox(world):
    with world.scope():
        return list(Notice.objects.order_by("id").values_list("body", flat=True))


def mails(world):
    with world.scope():
        return list(Mail.objects.order_by("id"))


def quotes(mail, words):
    return (words in mail.text, words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in mail.html)


def test_what_nobody_has_read_and_nothing_has_sent_is_taken_away(north):
    gone, other = tell(north, north.editor), tell(north, north.editor, "another")
    assert take_back(north, gone) == 1
    assert inbox(north) == ["another"]
    actions.gather(soon())
    assert [quotes(mail, "another") for mail in mails(north)] == [(True, True)]
    assert take_back(north, gone) == 0
    assert take_back(north, other, kind="order.work") == 0


def test_a_mail_that_no_sender_has_taken_up_goes_with_its_notice(north):
    notice = tell(north, north.editor)
    actions.gather(soon())
    assert [quotes(mail, WORDS) for mail in mails(north)] == [(True, True)]
    take_back(north, notice)
    assert (inbox(north), mails(north), actions.send_waiting()) == ([], [], 0)


def test_a_read_notice_says_that_it_was_deleted(north):
    notice = tell(north, north.editor)
    with north.scope():
        actions.read(notice)
    take_back(north, notice)
    assert inbox(north) == [GONE]
    page = north.client(north.editor).get("/inbox/").text
    assert (GONE in page, "4471" in page) == (True, False)


def test_a_mail_of_several_keeps_the_words_of_the_others(north):
    _first, gone, _last = (tell(north, north.editor, words) for words in ("one", WORDS, "three"))
    actions.gather(soon())
    take_back(north, gone)
    actions.send_waiting()
    assert inbox(north) == ["one", GONE, "three"]
    [kept] = mails(north)
    [letter] = sent_mail.outbox
    for words, there in (("one", True), (GONE, True), ("three", True), (WORDS, False)):
        assert (quotes(kept, words), words in letter.body) == ((there, there), there), words


def test_the_log_keeps_that_a_mail_was_sent_but_not_its_words(north):
    order = north.order()
    notice = tell(north, north.editor, on=order)
    actions.gather(soon())
    actions.send_waiting()
    [before] = mails(north)
    take_back(north, notice)
    [kept] = mails(north)
    assert [(each.state, each.to, each.subject, each.sent_at) for each in (before, kept)] == [
        ("sent", north.editor.user.email, "Look", before.sent_at)
    ] * 2
    assert (quotes(before, WORDS), quotes(kept, WORDS), quotes(kept, GONE)) == ((True,) * 2, (False,) * 2, (True,) * 2)
    client, path = north.client(north.coordinator), f"/orders/{order.number}/sent/{kept.pk}/"
    assert [(GONE in page, "4471" in page) for page in (client.get(f"{path}html/").text,)] == [(True, False)]
    assert "4471" not in client.get(path).text


def test_a_mail_that_failed_is_tried_again_without_the_words(north):
    notice = tell(north, north.editor)
    actions.gather(soon())
    with north.scope():
        Mail.objects.update(state="failed", tries=12)
    take_back(north, notice)
    with north.scope():
        actions.send_again(Mail.objects.get())
    actions.send_waiting()
    assert [(GONE in each.body, "4471" in each.body) for each in sent_mail.outbox] == [(True, False)]


def test_a_letter_without_marks_loses_every_quote(north):
    notice = tell(north, north.editor)
    actions.gather(soon())
    with north.scope():
        mail = Mail.objects.get()
        Mail.objects.update(tries=1, html=mail.html.replace(f'data-notice="{notice.pk}"', ""))
    take_back(north, notice)
    assert [quotes(mail, WORDS) for mail in mails(north)] == [(False, False)]


def test_browsers_are_not_told_of_it_any_more(north):
    with north.scope():
        for name in ("Phone", "Desk"):
            actions.add_browser(north.editor, endpoint=f"https://x.test/{name}", p256dh="k", auth="a", name=name)
    untried, tried = tell(north, north.editor), tell(north, north.editor)
    with north.scope():
        Push.objects.filter(pk=tried.pushes.earliest("id").pk).update(state="sent", tries=1, sent_at=timezone.now())
    take_back(north, untried, tried)
    assert inbox(north) == [GONE]
    with north.scope():
        assert list(Push.objects.order_by("id").values_list("notice", "state")) == [
            (tried.pk, "sent"),
            (tried.pk, "stopped"),
        ]


def test_a_notice_for_the_mail_alone_goes_too(north):
    notice = tell(north, north.editor)
    with north.scope():
        Notice.objects.update(in_inbox=False)
    take_back(north, notice)
    assert (inbox(north), actions.gather(soon())) == ([], 0)


def test_other_words_stand_in_the_inbox_and_in_mails_that_wait(north):
    waits, sent = tell(north, north.editor), tell(north, north.photographer)
    actions.gather(soon())
    with north.scope():
        Mail.objects.filter(to=north.photographer.user.email).update(state="sent")
    assert reword(north, waits, sent) == 2
    assert inbox(north) == ["gate <4472>"] * 2
    assert [quotes(mail, "gate <4472>") for mail in mails(north)] == [(True, True), (False, False)]
    assert [quotes(mail, WORDS) for mail in mails(north)] == [(False, False), (True, True)]


def test_who_no_longer_sees_the_order_reads_no_new_words(north):
    order = north.order()
    with north.scope():
        order_actions.add_to_team(order, north.contractor, by=north.admin.as_actor)
    notice = tell(north, north.contractor, on=order)
    with north.scope():
        order_actions.remove_from_team(order, north.contractor, by=north.admin.as_actor)
    assert (reword(north, notice), inbox(north)) == (0, [WORDS])
    assert (take_back(north, notice), inbox(north)) == (1, [])


def test_other_companies_are_left_alone(north, south):
    mine, theirs = tell(north, north.editor), tell(south, south.editor)
    with north.scope():
        assert actions.take_back("mention", [mine.activity_id, theirs.activity_id], instead=GONE) == 1
        assert actions.reword("mention", [theirs.activity_id], words="x") == 0
    assert (inbox(north), inbox(south)) == ([], [WORDS])


def test_a_mail_taken_back_while_it_leaves_is_noted_as_sent_and_kept_without_words(north, monkeypatch):
    notice, hand_over = tell(north, north.editor), sending.deliver

    def deliver(mail, *args, **more):
        take_back(north, notice)
        return hand_over(mail, *args, **more)

    monkeypatch.setattr(sending, "deliver", deliver)
    actions.gather(soon())
    assert actions.send_waiting() == 1
    assert ["4471" in letter.body for letter in sent_mail.outbox] == [True]
    assert [(mail.state, quotes(mail, GONE)) for mail in mails(north)] == [("sent", (True, True))]
    assert inbox(north) == [GONE]


@pytest.mark.django_db(transaction=True)
def test_gathering_sending_and_taking_back_at_once_lose_nothing(north):
    notices = [tell(north, member) for member in (north.editor, north.photographer, north.admin) for _ in range(2)]
    ready, failed = threading.Barrier(3), []

    def work(act):
        try:
            ready.wait(10)
            act()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    def send():
        actions.gather(soon())
        actions.send_waiting()

    acts = (send, send, lambda: [take_back(north, notice) for notice in notices[::2]])
    threads = [threading.Thread(target=work, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    actions.gather(soon())
    actions.send_waiting()
    assert failed == []
    assert [body for body in inbox(north) if body != GONE] == [WORDS] * 3
    kept = mails(north)
    assert sorted((mail.state, mail.to) for mail in kept) == sorted(
        ("sent", to) for letter in sent_mail.outbox for to in letter.to
    )
    assert [mail.text.count(WORDS) for mail in kept] == [1, 1, 1]
    with north.scope():
        assert set(Notice.objects.filter(body=WORDS).values_list("mail__state", flat=True)) == {"sent"}
