"""Short notices at the edge of the page: it is done, and can be undone."""

import json
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django_htmx.http import trigger_client_event

type Values = Mapping[str, str | int | None]


def toast(
    response: HttpResponse, text: str, *, undo: str = "", values: Values | None = None, tone: str = ""
) -> HttpResponse:
    """Say `text` on the page that gets this fragment; `undo` is an address that takes `values` by POST."""
    said = {"text": str(text), "undo_url": undo, "undo_values": _plain(values), "tone": tone}
    return trigger_client_event(response, "toast", said)


def toast_next(
    request: HttpRequest, text: str, *, undo: str = "", values: Values | None = None, tone: str = ""
) -> None:
    """Say `text` on the next whole page this person gets, such as the one behind a redirect."""
    messages.info(request, text, extra_tags=json.dumps({"undo_url": undo, "undo_values": _plain(values), "tone": tone}))


def waiting(request: HttpRequest) -> list[dict[str, object]]:
    """What is to be said on this page, once."""
    return [{"text": str(said), **_details(said.extra_tags, said.level_tag)} for said in messages.get_messages(request)]


def _plain(values: Values | None) -> dict[str, str]:
    """As a form would send them: nothing is groups of thousands, nothing is None."""
    return {name: "" if value is None else str(value) for name, value in (values or {}).items()}


def _details(extra: str | None, level: str) -> dict[str, object]:
    """A message put there by another hand (allauth's, for one) has no JSON in its tags, but a level."""
    if extra and extra.startswith("{"):
        details: dict[str, object] = json.loads(extra)
        return details
    return {"tone": {"error": "red", "warning": "amber"}.get(level, "")}
