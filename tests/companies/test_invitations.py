import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from accounts.actions import create_person
from accounts.models import User
from accounts.refusals import EmailTaken
from companies import actions
from companies.models import Invitation, Member
from companies.refusals import AlreadyThere, InvitationOver, NotYours, WrongPerson


def invited(world, email="new@example.com", role="staff", job_roles=("photographer",), by=None):
    with world.scope():
        return actions.invite([email], role=role, job_roles=job_roles, by=by or world.owner)[0]


def test_people_are_invited_by_e_mail(north, ledger):
    with north.scope():
        sent = actions.invite(
            ["One@Example.com", "two@example.com", "one@example.com"],
            role="staff",
            job_roles=["photographer"],
            by=north.admin,
        )
        assert [(row.email, row.role, row.job_roles, row.invited_by) for row in sent] == [
            ("one@example.com", "staff", ["photographer"], north.admin),
            ("two@example.com", "staff", ["photographer"], north.admin),
        ]
    assert ledger(north, "member.invited") == [
        ("member.invited", "Ada Admin", {"email": "one@example.com", "role": "Staff"}),
        ("member.invited", "Ada Admin", {"email": "two@example.com", "role": "Staff"}),
    ]


def test_an_admin_invites_no_owner(north):
    with pytest.raises(NotYours):
        invited(north, role="owner", by=north.admin)


def test_staff_invite_nobody(north):
    with pytest.raises(NotYours):
        invited(north, role="contractor", by=north.coordinator)


def test_a_member_is_not_invited_again(north):
    with pytest.raises(AlreadyThere, match="in the team already"):
        invited(north, email=north.editor.user.email.upper())


def test_somebody_who_left_is_brought_back_instead(north):
    with north.scope():
        actions.deactivate(north.editor, by=north.owner)
    with pytest.raises(AlreadyThere, match="worked here before"):
        invited(north, email=north.editor.user.email)


def test_one_who_is_there_stops_the_whole_invitation(north):
    with north.scope():
        with pytest.raises(AlreadyThere):
            actions.invite(["a@example.com", north.editor.user.email], role="staff", job_roles=[], by=north.owner)
        assert Invitation.objects.count() == 0


def test_inviting_again_renews_the_offer_and_its_link(north):
    first = invited(north)
    second = invited(north, role="admin", job_roles=())
    assert (second.pk, second.role, second.token == first.token) == (first.pk, "admin", False)


def test_an_old_offer_is_sent_again_with_a_new_link(north):
    offer = invited(north)
    with north.scope():
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
        again = actions.send_again(offer, by=north.admin)
    assert (again.is_expired, again.token == offer.token) == (False, False)


def test_a_withdrawn_offer_cannot_be_sent_again_nor_accepted(north, ledger):
    offer = invited(north)
    person = create_person(email="new@example.com", name="New", is_verified=True)
    with north.scope():
        actions.withdraw(offer, by=north.owner)
        with pytest.raises(InvitationOver, match="withdrawn"):
            actions.send_again(offer, by=north.owner)
        with pytest.raises(InvitationOver, match="withdrawn"):
            actions.accept(offer, user=person)
    assert ledger(north, "member.uninvited") == [("member.uninvited", "Olive Owner", {"email": "new@example.com"})]


def test_an_admin_does_not_withdraw_an_owners_place(north):
    offer = invited(north, role="owner")
    with north.scope(), pytest.raises(NotYours):
        actions.withdraw(offer, by=north.admin)


def test_a_person_with_an_account_joins(north, ledger):
    offer = invited(north)
    person = create_person(email="New@example.com", name="Nina New", is_verified=False)
    with north.scope():
        member = actions.accept(offer, user=person)
        assert (member.role, member.job_roles, member.is_active) == ("staff", ["photographer"], True)
    assert (EmailAddress.objects.get(user=person).verified, ledger(north, "member.joined")) == (
        True,
        [("member.joined", "Nina New", {"member": "Nina New", "role": "Staff"})],
    )


def test_a_new_person_joins_with_name_and_password(north):
    offer = invited(north)
    with north.scope():
        member = actions.accept_as_new(offer, name=" Nina New ", password="a-good-password")
    user = User.objects.get(email="new@example.com")
    address = EmailAddress.objects.get(user=user)
    assert (member.user, user.name, user.check_password("a-good-password"), address.verified, address.primary) == (
        user,
        "Nina New",
        True,
        True,
        True,
    )


def test_an_offer_is_for_one_person(north):
    offer = invited(north)
    somebody = create_person(email="else@example.com", name="Else", is_verified=True)
    with north.scope(), pytest.raises(WrongPerson, match="somebody else"):
        actions.accept(offer, user=somebody)


def test_an_old_offer_is_not_accepted(north):
    offer = invited(north)
    with north.scope():
        Invitation.objects.update(expires_at=timezone.now())
        with pytest.raises(InvitationOver, match="too old"):
            actions.accept_as_new(offer, name="New", password="a-good-password")
    assert User.objects.filter(email="new@example.com").exists() is False


def test_an_address_that_has_an_account_is_not_made_anew(north):
    offer = invited(north)
    create_person(email="new@example.com", name="New", is_verified=True)
    with north.scope(), pytest.raises(EmailTaken, match="an account with this e-mail already"):
        actions.accept_as_new(offer, name="New", password="a-good-password")


def test_accepting_twice_is_once(north, ledger):
    offer = invited(north)
    person = create_person(email="new@example.com", name="New", is_verified=True)
    with north.scope():
        assert actions.accept(offer, user=person) == actions.accept(offer, user=person)
    assert len(ledger(north, "member.joined")) == 1


def test_the_same_person_may_join_two_companies(north, south):
    person = create_person(email="new@example.com", name="New", is_verified=True)
    for world in (north, south):
        offer = invited(world)
        with world.scope():
            actions.accept(offer, user=person)
    for world in (north, south):
        with world.scope():
            assert Member.objects.filter(user=person).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_member(north):
    offer = invited(north)
    ready, done = threading.Barrier(2), []

    def click():
        ready.wait()
        try:
            with north.scope():
                done.append(actions.accept_as_new(offer, name="New", password="a-good-password").pk)
        except InvitationOver as refusal:
            done.append(refusal.why)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with north.scope():
        member = Member.objects.get(user__email="new@example.com")
    assert sorted(done, key=str) == sorted([member.pk, "used"], key=str)


@pytest.mark.django_db(transaction=True)
def test_two_admins_inviting_one_person_at_the_same_moment_make_one_offer(north):
    owner, admin = north.owner, north.admin
    ready = threading.Barrier(2)

    def offer(by):
        ready.wait()
        try:
            invited(north, by=by)
        finally:
            connection.close()

    threads = [threading.Thread(target=offer, args=(by,)) for by in (owner, admin)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with north.scope():
        assert Invitation.objects.count() == 1
