"""What happens to a message is seen in the room or the lane itself, so no log repeats it."""

from activity.wording import silent
from core.live.topics import quiet

for verb in (
    "message.said",
    "message.edited",
    "message.deleted",
    "message.pinned",
    "message.unpinned",
    "lane.team_said",
    "lane.agent_said",
):
    silent(verb)
    quiet(verb)
