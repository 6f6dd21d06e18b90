from django.urls import URLPattern, path

from chat.views import room, speaking

app_name = "chat"

PROJECT = "orders/<int:number>/chat/"
SERVICE = "orders/<int:number>/chat/services/<int:line>/"


def in_thread(rest: str, view: object, name: str) -> list[URLPattern]:
    """An address in the thread about an order, and the same in the thread about one of its services."""
    return [path(base + rest, view, name=name) for base in (PROJECT, SERVICE)]  # type: ignore[call-overload]


urlpatterns = [
    *in_thread("", room.room, "room"),
    *in_thread("older/", room.older, "older"),
    *in_thread("newer/", room.newer, "newer"),
    *in_thread("reading/", room.reading, "reading"),
    *in_thread("messages/", speaking.messages, "messages"),
    *in_thread("mentions/", speaking.mentions, "mentions"),
    *in_thread("people/", speaking.people, "people"),
    path("orders/<int:number>/chat/threads/", room.threads, name="threads"),
    path("chat/activity/", room.activity, name="activity"),
]
