import pytest

from core.actor import CLOCK
from core.ledger import record
from notifications import actions
from notifications.models import Notice
from notifications.queries.hearing import Channels, hearers, times_of
from notifications.registry import UnknownEvent, event_of, events_for


def heard(world, key, **more):
    with world.scope():
        return [member.name for member in hearers(event_of(key), **more)]


def chooses(world, member, key, *channels):
    with world.scope():
        actions.choose(member, channels={key: Channels(*channels)}, times=times_of(member))


def test_an_event_is_told_to_those_named_and_to_the_roles_it_names(north):
    people = (north.owner, north.coordinator, north.editor, north.contractor)
    assert heard(north, "order.placed", also=[north.editor.pk]) == [each.name for each in people[:3]]


def test_somebody_may_ask_for_every_order_and_somebody_may_not_want_it(north):
    assert north.owner
    assert north.editor
    chooses(north, north.editor, "order.placed", True, False, True)
    chooses(north, north.owner, "order.placed", True, False, False)
    assert heard(north, "order.placed") == [north.editor.name]
    assert heard(north, "order.placed", also=[north.owner.pk]) == [north.owner.name, north.editor.name]


def test_what_concerns_one_person_is_told_to_nobody_else(north):
    chooses(north, north.editor, "order.team", True, True, True)
    with north.scope():
        order = north.order()
        actions.attend(north.editor, order_id=order.pk, level="followed")
    assert heard(north, "order.team", order_id=order.pk, also=[north.photographer.pk]) == [north.photographer.name]


def test_a_follower_hears_what_happens_to_the_order(north):
    order = north.order()
    with north.scope():
        actions.attend(north.editor, order_id=order.pk, level="followed")
    assert heard(north, "order.status", order_id=order.pk) == [north.editor.name]
    assert heard(north, "order.status", order_id=order.pk + 1) == []
    with north.scope():
        actions.attend(north.editor, order_id=order.pk, level="")
    assert heard(north, "order.status", order_id=order.pk) == []


def test_a_contractor_never_hears_of_money(north):
    assert heard(north, "payment", also=[north.contractor.pk]) == []
    assert "payment" not in {event.key for events in events_for(north.contractor).values() for event in events}


def tell(world, member, kind, order):
    with world.scope():
        activity = record("test.told", on=order, by=CLOCK)
        return actions.notify(member, kind=kind, title="x", body="", url="/", activity=activity)


def test_a_muted_order_is_silent_but_for_mentions(north):
    order = north.order()
    with north.scope():
        actions.attend(north.editor, order_id=order.pk, level="muted")
    assert tell(north, north.editor, "order.status", order) is None
    assert tell(north, north.editor, "mention", order).order_id == order.pk


def test_an_event_comes_by_the_channels_that_were_chosen(north):
    order = north.order()
    chooses(north, north.editor, "order.status", False, True)
    mailed = tell(north, north.editor, "order.status", order)
    assert (mailed.in_inbox, mailed.mail_at is not None) == (False, True)
    chooses(north, north.editor, "order.status", False, False)
    assert tell(north, north.editor, "order.status", order) is None
    chooses(north, north.editor, "mention", False, False)
    mention = tell(north, north.editor, "mention", order)
    assert (mention.in_inbox, mention.mail_at) == (True, None)
    with north.scope():
        assert Notice.objects.of_member(north.editor).count() == 1


def test_what_nobody_registered_cannot_be_told(north):
    with pytest.raises(UnknownEvent):
        tell(north, north.editor, "gossip", north.order())
