"""Everything that changes in a room."""

from chat.actions.changing import delete, edit
from chat.actions.filing import discard, upload
from chat.actions.marking import keep, let_go, mark_unread, pin, react, unpin
from chat.actions.reading import mark_read
from chat.actions.saying import LONGEST, say, tidy

__all__ = [
    "LONGEST",
    "delete",
    "discard",
    "edit",
    "keep",
    "let_go",
    "mark_read",
    "mark_unread",
    "pin",
    "react",
    "say",
    "tidy",
    "unpin",
    "upload",
]
