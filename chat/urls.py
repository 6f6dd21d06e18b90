from django.urls import URLPattern, path

from chat.views import files, lane, message, pieces, presence, room, searching, speaking

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
    *in_thread("around/", room.around, "around"),
    *in_thread("pins/", room.pins, "pins"),
    *in_thread("messages/", speaking.messages, "messages"),
    *in_thread("mentions/", speaking.mentions, "mentions"),
    *in_thread("people/", speaking.people, "people"),
    *in_thread("files/", files.files, "files"),
    *in_thread("uploads/", pieces.uploads, "uploads"),
    path("chat/uploads/<uuid:client_id>/", pieces.upload, name="upload"),
    path("chat/uploads/<uuid:client_id>/file/", pieces.whole, name="upload-whole"),
    path("chat/files/<int:pk>/", files.file, name="file"),
    path("chat/files/<int:pk>/preview/", files.preview, name="preview"),
    *in_thread("here/", presence.here, "here"),
    *in_thread("typing/", presence.typing, "typing"),
    *in_thread("guests/", speaking.guests, "guests"),
    path("orders/<int:number>/chat/search/", room.search, name="search"),
    path("orders/<int:number>/chat/threads/", room.threads, name="threads"),
    path("orders/<int:number>/chat/agent/", lane.lane, name="lane"),
    path("orders/<int:number>/chat/agent/messages/", lane.messages, name="lane-messages"),
    path("orders/<int:number>/chat/agent/older/", lane.older, name="lane-older"),
    path("orders/<int:number>/chat/agent/newer/", lane.newer, name="lane-newer"),
    path("orders/<int:number>/chat/agent/reading/", lane.reading, name="lane-reading"),
    path("orders/<int:number>/chat/agent/seen/", lane.seen, name="lane-seen"),
    path("orders/<int:number>/chat/agent/unread/", lane.unread, name="lane-unread"),
    path("chat/messages/<int:pk>/", message.message, name="message"),
    path("chat/messages/<int:pk>/menu/", message.menu, name="menu"),
    path("chat/messages/<int:pk>/text/", message.text, name="text"),
    path("chat/messages/<int:pk>/deletion/", message.deletion, name="deletion"),
    path("chat/messages/<int:pk>/reactions/", message.reactions, name="reactions"),
    path("chat/messages/<int:pk>/pin/", message.pin, name="pin"),
    path("chat/messages/<int:pk>/saving/", message.saving, name="saving"),
    path("chat/messages/<int:pk>/unread/", message.unread, name="unread-from"),
    path("inbox/search/", searching.everywhere, name="everywhere"),
    path("inbox/saved/", message.saved, name="saved"),
    path("chat/activity/", room.activity, name="activity"),
]
