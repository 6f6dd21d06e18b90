from datetime import timedelta

from django.core import mail as sent_mail
from django.utils import timezone

from core.ledger import record
from notifications import actions
from notifications.models import Mail, Notice


def tell(world, member, *, by=None, kind="mention", **more):
    with world.scope():
        activity = record("test.told", on=world.company, by=(by or world.coordinator).as_actor)
        told = {"title": "Cora mentioned you", "body": "Look <here>", "url": "/orders/7/"}
        return actions.notify(member, kind=kind, activity=activity, **told | more), activity


def test_a_notice_stands_in_the_inbox_and_goes_out_by_mail(north):
    notice, activity = tell(north, north.editor)
    with north.scope():
        assert list(Notice.objects.values_list("member", "kind", "title", "body", "url", "activity_id", "read_at")) == [
            (north.editor.pk, "mention", "Cora mentioned you", "Look <here>", "/orders/7/", activity.pk, None)
        ]
        assert Mail.objects.count() == 0
    assert actions.gather(timezone.now() + timedelta(minutes=1)) == 1
    with north.scope():
        assert list(Mail.objects.values_list("key", "to", "subject", "state")) == [
            (f"notice:{notice.pk}", north.editor.user.email, "Cora mentioned you", "waiting")
        ]
    actions.send_waiting()
    [message] = sent_mail.outbox
    assert message.from_email == "North Media <bookings@localhost>"
    assert message.body == (
        "Cora mentioned you\n\nLook <here>\n\nOpen it: http://north.localhost/orders/7/\n\n"
        "You get this because you work with North Media. Choose what you are told: "
        "http://north.localhost/profile/notifications/\n\n"
        "North Media\noffice@north.test\n"
    )
    html = message.alternatives[0].content
    assert "Look &lt;here&gt;" in html
    assert 'href="http://north.localhost/orders/7/"' in html


def test_the_same_cause_is_told_once(north):
    notice, activity = tell(north, north.editor)
    with north.scope():
        again = actions.notify(north.editor, kind="mention", title="x", body="", url="/", activity=activity)
        assert again == notice
        assert Notice.objects.count() == 1
    assert [actions.gather(timezone.now() + timedelta(minutes=1)) for _ in range(2)] == [1, 0]
    with north.scope():
        assert Mail.objects.count() == 1


def test_nobody_is_told_of_what_they_did(north):
    assert tell(north, north.editor, by=north.editor)[0] is None
    with north.scope():
        assert Notice.objects.count() == 0


def test_somebody_who_left_is_told_nothing(north):
    north.editor.is_active = False
    assert tell(north, north.editor)[0] is None
    north.photographer.user.is_active = False
    assert tell(north, north.photographer)[0] is None


def test_a_notice_may_stay_without_mail(north):
    tell(north, north.editor, mail=False)
    assert actions.gather(timezone.now() + timedelta(minutes=1)) == 0
    with north.scope():
        assert Notice.objects.count() == 1


def test_seeing_the_thing_itself_reads_its_notices(north):
    _first, activity = tell(north, north.editor)
    other, _ = tell(north, north.editor)
    mine, _ = tell(north, north.photographer)
    with north.scope():
        assert actions.read_because_of(north.editor, kind="mention", activities=[activity.pk]) == 1
        assert list(Notice.objects.unread().order_by("id")) == [other, mine]
