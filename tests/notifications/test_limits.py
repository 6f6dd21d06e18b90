"""Only so much goes out at once: what does not fit waits its turn, and nothing is lost."""

import time

import pytest
from django.core import mail as sent_mail
from django.utils import timezone

from core.actor import CLOCK
from notifications import actions
from notifications.actions import texts
from notifications.channels import limits
from notifications.models import Mail, Text


@pytest.fixture(autouse=True)
def three_at_once(settings):
    """18 a minute: three at once, then one in 3.3 seconds."""
    settings.SENDING_PER_MINUTE = {"mail": 18, "texts": 18}


def put(world, count):
    with world.scope():
        for at in range(count):
            actions.send_mail(to=f"a{at}@agents.test", subject="Hi", text=f"{at}", kind="test", key=f"{at}")


def test_a_bucket_gives_what_it_holds_then_as_much_as_comes_in(north):
    got = [limits.pause("mail:smtp", north.company.pk) for _ in range(4)]
    assert (got[:3], 3 < got[3] < 3.4) == ([0, 0, 0], True)


def test_each_company_and_way_has_a_bucket_of_its_own(north, south):
    for _ in range(3):
        limits.pause("mail:smtp", north.company.pk)
    others = [("mail:smtp", south), ("mail:postmark", north), ("texts:twilio", north)]
    assert [limits.pause(way, world.company.pk) for way, world in others] == [0, 0, 0]


def test_a_bucket_fills_again(north, settings):
    settings.SENDING_PER_MINUTE = {"mail": 600}
    while not (wait := limits.pause("mail:smtp", north.company.pk)):
        pass
    time.sleep(wait)
    assert limits.pause("mail:smtp", north.company.pk) == 0


def test_what_does_not_fit_waits_untried_and_others_go_on(north, south):
    put(north, 6)
    put(south, 2)
    actions.send_waiting()
    with north.scope():
        rows = list(Mail.objects.order_by("id").values_list("state", "tries"))
        pauses = {round((mail.next_try_at - timezone.now()).total_seconds()) for mail in Mail.objects.waiting()}
    assert rows == [("sent", 1)] * 3 + [("waiting", 0)] * 3
    assert pauses == {3}
    with south.scope():
        assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}


def test_all_of_it_leaves_in_the_end_in_its_order(north, settings):
    put(north, 6)
    actions.send_waiting()
    settings.SENDING_PER_MINUTE = {"mail": 6000}
    store = limits._store()
    store.delete(*store.scan_iter("limit:*"))
    with north.scope():
        Mail.objects.waiting().update(next_try_at=timezone.now())
    actions.send_waiting()
    assert [message.body for message in sent_mail.outbox] == [str(at) for at in range(6)]


def test_texts_wait_too(north):
    with north.scope():
        texts.say("+13125550100", agrees=True, how="x", by=CLOCK)
        for at in range(5):
            actions.send_text(to="+13125550100", body="Hi", kind="test", key=f"{at}")
    actions.send_waiting_texts()
    with north.scope():
        assert sorted(Text.objects.values_list("state", flat=True)) == ["sent"] * 3 + ["waiting"] * 2


def test_without_valkey_nothing_is_held_up(north, settings):
    limits._store.cache_clear()
    settings.VALKEY_URL = "redis://127.0.0.1:1/0"
    try:
        assert [limits.pause("mail:smtp", north.company.pk) for _ in range(9)] == [0] * 9
    finally:
        limits._store.cache_clear()
