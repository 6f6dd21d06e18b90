import pytest

from activity.models import Activity
from companies import actions
from notifications.invitations import write_to_the_invited
from notifications.models import Mail


@pytest.fixture
def offer(north):
    with north.scope():
        return actions.invite(["new@example.com"], role="staff", job_roles=[], by=north.owner)[0]


def invited(world):
    return list(Activity.objects.filter(verb="member.invited").order_by("id"))


def test_the_invited_get_their_link(north, offer):
    with north.scope():
        write_to_the_invited(invited(north)[0])
        mail = Mail.objects.get()
    assert (mail.to, mail.subject, f"http://north.localhost/team/join/{offer.token}/" in mail.text) == (
        "new@example.com",
        "Join North Media",
        True,
    )
    assert "Olive Owner invites you to work with North Media, as staff." in mail.text


def test_twice_is_once(north, offer):
    with north.scope():
        for _ in range(2):
            write_to_the_invited(invited(north)[0])
        assert Mail.objects.count() == 1


def test_sent_again_it_is_a_new_mail_with_the_new_link(north, offer):
    with north.scope():
        again = actions.send_again(offer, by=north.owner)
        for activity in invited(north):
            write_to_the_invited(activity)
        assert [again.token in mail.text for mail in Mail.objects.all()] == [True, True]


def test_who_was_uninvited_meanwhile_gets_nothing(north, offer):
    with north.scope():
        actions.withdraw(offer, by=north.owner)
        write_to_the_invited(invited(north)[0])
        assert Mail.objects.count() == 0
