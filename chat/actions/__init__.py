"""Everything that changes in a room."""

from chat.actions.changing import delete, edit
from chat.actions.filing import discard, upload
from chat.actions.lane import mark_read_by_agent, mark_read_by_member, say_to_agent, say_to_team
from chat.actions.marking import keep, let_go, mark_unread, pin, react, unpin
from chat.actions.pieces import add_piece, begin_upload, finish_upload, stop_upload
from chat.actions.reading import mark_read
from chat.actions.saying import LONGEST, say, tidy

__all__ = [
    "LONGEST",
    "add_piece",
    "begin_upload",
    "delete",
    "discard",
    "edit",
    "finish_upload",
    "keep",
    "let_go",
    "mark_read",
    "mark_read_by_agent",
    "mark_read_by_member",
    "mark_unread",
    "pin",
    "react",
    "say",
    "say_to_agent",
    "say_to_team",
    "stop_upload",
    "tidy",
    "unpin",
    "upload",
]
