"""Everything that changes in a room."""

from chat.actions.reading import mark_read
from chat.actions.saying import LONGEST, say, tidy

__all__ = ["LONGEST", "mark_read", "say", "tidy"]
