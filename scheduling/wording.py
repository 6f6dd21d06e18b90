"""How the verbs of the schedule read in the activity log."""

from django.utils.translation import gettext_lazy as _

from activity.wording import word

word("hold.placed", _("{actor} chose {when}; {member} is held for it"))
word("hold.released", _("{actor} let go of {when} with {member}"))
word("appointment.made", _("{actor} scheduled the visit: {when} with {people}"))
word("appointment.moved", _("{actor} moved the visit from {before} to {after}"))
word("appointment.cancelled", _("{actor} cancelled the visit on {when} with {people}: {reason}"))
word("appointment.done", _("{actor} marked the visit on {when} as done"))
word("appointment.reopened", _("{actor} took back that the visit on {when} is done"))
word("hours.changed", _("{actor} changed the working hours of {member} from {before} to {after}"))
word("time_off.added", _("{actor} gave {member} time off: {when} {reason}"))
word("time_off.removed", _("{actor} took back time off of {member}: {when}"))
word("skills.changed", _("{actor} changed what {member} can do: added {added}, removed {removed}"))
word("rules.changed", _("{actor} changed the booking rules ({fields}) from {before} to {after}"))
