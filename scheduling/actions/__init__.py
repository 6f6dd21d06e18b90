"""Everything that changes the schedule."""

from scheduling.actions.commissioning import keep_chosen_time
from scheduling.actions.holds import hold, refit_hold, release, release_expired_holds
from scheduling.actions.hours import add_time_off, remove_time_off, set_hours, set_skills
from scheduling.actions.rules import change_rules
from scheduling.actions.visits import (
    cancel_appointment,
    cancel_visits,
    finish_appointment,
    follow_property,
    make_appointment,
    move_appointment,
    reopen_appointment,
)

__all__ = [
    "add_time_off",
    "cancel_appointment",
    "cancel_visits",
    "change_rules",
    "finish_appointment",
    "follow_property",
    "hold",
    "keep_chosen_time",
    "make_appointment",
    "move_appointment",
    "refit_hold",
    "release",
    "release_expired_holds",
    "remove_time_off",
    "reopen_appointment",
    "set_hours",
    "set_skills",
]
