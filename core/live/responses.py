"""Telling the page that made a change what else on it has to be fetched again."""

from django.http import HttpResponse
from django_htmx.http import trigger_client_event


def changed(response: HttpResponse, *topics: str) -> HttpResponse:
    """Trigger on body, for each topic, the event that the socket brings to every other page."""
    for topic in topics:
        trigger_client_event(response, f"changed:{topic}", {"topics": [topic]})
    return response
