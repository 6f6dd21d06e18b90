import threading

import pytest
from django.db import connection

from companies import actions
from companies.models import Member
from companies.refusals import LastOwner, NotYours, OwnPlace, OwnRole


def test_a_role_and_jobs_are_changed(north, ledger):
    with north.scope():
        member = actions.change_member(
            north.editor, role="admin", job_roles=["video_editor", "photographer"], by=north.owner
        )
    assert (member.role, member.job_roles, ledger(north, "member.changed")) == (
        "admin",
        ["photographer", "video_editor"],
        [
            (
                "member.changed",
                "Olive Owner",
                {
                    "member": "Edda Editor",
                    "before": "Staff, Photo editor",
                    "after": "Admin, Photographer, Video editor",
                },
            )
        ],
    )


def test_nothing_changed_is_not_recorded(north, ledger):
    with north.scope():
        actions.change_member(north.editor, role="staff", job_roles=["photo_editor"], by=north.admin)
    assert ledger(north, "member.changed") == []


def test_an_admin_makes_no_owner(north):
    with north.scope(), pytest.raises(NotYours, match="Only an owner"):
        actions.change_member(north.editor, role="owner", job_roles=[], by=north.admin)


def test_an_admin_does_not_touch_an_owner(north):
    with north.scope():
        with pytest.raises(NotYours):
            actions.change_member(north.owner, role="staff", job_roles=[], by=north.admin)
        with pytest.raises(NotYours):
            actions.change_member(north.owner, role="owner", job_roles=["accounting"], by=north.admin)
        with pytest.raises(NotYours):
            actions.deactivate(north.owner, by=north.admin)


def test_staff_change_nobody(north):
    with north.scope(), pytest.raises(NotYours):
        actions.change_member(north.editor, role="contractor", job_roles=[], by=north.coordinator)


def test_nobody_raises_their_own_role(north):
    with north.scope(), pytest.raises(OwnRole, match="Nobody raises their own role"):
        actions.change_member(north.admin, role="owner", job_roles=[], by=north.admin)


def test_a_role_that_was_taken_away_meanwhile_counts(north):
    with north.scope():
        Member.objects.filter(pk=north.admin.pk).update(role="staff")
        with pytest.raises(NotYours):
            actions.change_member(north.editor, role="contractor", job_roles=[], by=north.admin)


def test_the_last_owner_stays_an_owner(north):
    with north.scope(), pytest.raises(LastOwner, match="A company needs an owner"):
        actions.change_member(north.owner, role="admin", job_roles=[], by=north.owner)


def test_one_of_two_owners_may_step_down(north):
    with north.scope():
        actions.change_member(north.admin, role="owner", job_roles=[], by=north.owner)
        assert actions.change_member(north.owner, role="staff", job_roles=[], by=north.owner).role == "staff"


def test_access_is_ended_and_given_back(north, ledger):
    with north.scope():
        gone = actions.deactivate(north.editor, by=north.admin)
        assert (gone.is_active, gone.can) == (False, frozenset())
        back = actions.reactivate(gone, by=north.admin)
    assert (back.is_active, [(verb, data) for verb, _actor, data in ledger(north, "member.")]) == (
        True,
        [
            ("member.deactivated", {"member": "Edda Editor"}),
            ("member.reactivated", {"member": "Edda Editor"}),
        ],
    )


def test_twice_is_once(north, ledger):
    with north.scope():
        for _ in range(2):
            actions.deactivate(north.editor, by=north.owner)
        for _ in range(2):
            actions.reactivate(north.editor, by=north.owner)
    assert [verb for verb, _actor, _data in ledger(north, "member.")] == ["member.deactivated", "member.reactivated"]


def test_nobody_ends_their_own_access(north):
    with north.scope(), pytest.raises(OwnPlace):
        actions.deactivate(north.admin, by=north.admin)


def test_a_deactivated_owner_does_not_count_as_the_other_one(north):
    with north.scope():
        second = north.member("Second Owner", "owner")
        actions.deactivate(second, by=north.owner)
        with pytest.raises(LastOwner):
            actions.change_member(north.owner, role="staff", job_roles=[], by=north.owner)


@pytest.mark.django_db(transaction=True)
def test_two_owners_cannot_remove_each_other_at_the_same_moment(north):
    second = north.member("Second Owner", "owner")
    pairs = [(north.owner, second), (second, north.owner)]
    ready, refused = threading.Barrier(2), []

    def remove(by, whom):
        ready.wait()
        try:
            with north.scope():
                actions.deactivate(whom, by=by)
        except (LastOwner, NotYours) as refusal:
            refused.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with north.scope():
        left = Member.objects.active().filter(role="owner").count()
    assert (left, len(refused)) == (1, 1)


def test_a_change_makes_open_pages_prove_themselves_again(north, monkeypatch, django_capture_on_commit_callbacks):
    with north.scope():
        with django_capture_on_commit_callbacks() as callbacks:
            actions.deactivate(north.editor, by=north.owner)
        names = [callback.__qualname__ for callback in callbacks]
    assert any(name.startswith("recheck") for name in names)


def test_the_tone_of_initials_is_ones_own(north, ledger):
    with north.scope():
        assert actions.choose_tone(north.editor, tone="pink").tone == "pink"
    assert ledger(north, "member.") == []
