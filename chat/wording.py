"""A message stands in the room itself, so no log repeats that it was said."""

from activity.wording import silent
from core.live.topics import quiet

silent("message.said")
quiet("message.said")
