"""Where changes of the schedule are heard."""

from typing import Any

from core.live.topics import heard_on


@heard_on("hold.", "appointment.", "hours.", "time_off.", "skills.", "rules.", "order.")
def schedule(activity: Any) -> list[str]:
    """The schedule as a whole, and the part of everybody whom it concerns."""
    return ["schedule", *(f"schedule:{member}" for member in activity.data.get("member_ids", ()))]
