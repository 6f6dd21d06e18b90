import json

from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.test import RequestFactory

from core.toasts import toast, toast_next, waiting


def request():
    asked = RequestFactory().get("/")
    asked.session = {}
    asked._messages = FallbackStorage(asked)
    return asked


def test_toast_travels_with_the_fragment_and_values_are_plain():
    answer = toast(HttpResponse(status=204), "Moved.", undo="/undo/", values={"order": 1042, "stage": None})
    assert json.loads(answer["HX-Trigger"]) == {
        "toast": {"text": "Moved.", "undo_url": "/undo/", "undo_values": {"order": "1042", "stage": ""}, "tone": ""}
    }


def test_toast_waits_for_the_next_page_and_is_said_once():
    asked = request()
    toast_next(asked, "Saved.", undo="/undo/", values={"version": 7})
    said = {"text": "Saved.", "undo_url": "/undo/", "undo_values": {"version": "7"}, "tone": ""}
    assert waiting(asked) == [said]


def test_message_of_a_library_takes_the_tone_of_its_level():
    asked = request()
    asked._messages.add(40, "Wrong code.")
    assert waiting(asked) == [{"text": "Wrong code.", "tone": "red"}]
