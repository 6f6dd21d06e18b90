"""Texts to who booked: agreed to on the way, and then beside the letters."""

import pytest

from activity.actions import sweep
from core.actor import CLOCK
from notifications.actions import templates, texts
from notifications.composing import engine
from notifications.composing.registry import kind_of, kinds
from notifications.composing.texting import text_of
from notifications.models import Mail, Text, TextConsent
from notifications.segments import measure
from tests.portal.test_booking import CONTACT, photos, walk_to_review

__all__ = ["photos"]

GRETA = "+13125550144"


def book(north, photos, **contact):
    client = north.client()
    path = walk_to_review(client, photos)
    client.post(f"{path}contact/", CONTACT | contact)
    client.post(f"{path}review/", {"accepts": "on"})
    sweep()
    return client


def test_who_ticks_texts_is_texted_beside_the_confirmation_once(north, photos):
    book(north, photos, texts="on")
    sweep()
    with north.scope():
        assert TextConsent.objects.get(number=GRETA).how == "Ticked while booking order #1001"
        [text] = Text.objects.all()
    assert (text.to, text.kind, text.order_id is not None) == (GRETA, "confirmation", True)
    assert text.body.startswith("North Media: your shoot at 1427 Sheridan Rd is booked, ")
    assert text.body.endswith("/ STOP ends these texts.")


def test_who_does_not_tick_gets_the_letter_alone(north, photos):
    book(north, photos)
    with north.scope():
        assert (Mail.objects.filter(kind="confirmation").count(), Text.objects.count()) == (1, 0)


def test_a_tick_does_not_undo_the_stop_of_a_number(north, photos):
    with north.scope():
        texts.say(GRETA, agrees=False, how="Sent STOP", by=CLOCK)
    book(north, photos, texts="on")
    with north.scope():
        assert (TextConsent.objects.get(number=GRETA).agrees, Text.objects.count()) == (False, 0)


def test_a_letter_that_is_switched_off_takes_its_text_along(north, photos):
    with north.scope():
        templates.set_sending(kind_of("confirmation"), is_on=False, by=CLOCK)
    book(north, photos, texts="on")
    with north.scope():
        assert (Mail.objects.filter(kind="confirmation").count(), Text.objects.count()) == (0, 0)


def test_where_the_company_cannot_text_nobody_is_asked(north, photos, settings):
    path = walk_to_review(north.client(), photos)
    assert 'name="texts"' in north.client().get(f"{path}contact/").content.decode()
    settings.IS_PRODUCTION = True
    settings.SECURE_SSL_REDIRECT = False
    assert 'name="texts"' not in north.client().get(f"{path}contact/").content.decode()


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind.text], ids=lambda kind: kind.key)
def test_the_words_of_each_text_are_offered_by_its_letter_and_fit_one_message(kind):
    engine.check(str(kind.text), kind.shape())
    body = text_of(str(kind.text), kind.sample(), ends=kind.says_stop)
    assert (measure(body).encoding, measure(body).segments <= 1) == ("GSM-7", True)
