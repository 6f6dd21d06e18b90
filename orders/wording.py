"""How the verbs of orders read in the activity log."""

from django.utils.translation import gettext_lazy as _

from activity.wording import word

word("order.created", _("{actor} created order {order} ({channel})"))
word("order.changed", _("{actor} changed {fields} from {before} to {after}"))
word("order.property_changed", _("{actor} set the property to {after}"))
word("order.chosen", _("{actor} chose {after}, {total} in all"), discreet=_("{actor} chose {after}"))
word("order.commissioned", _("{actor} placed order {order} for {customer}: {before} became {after}"))
word("order.status_changed", _("{actor} changed the status from {before} to {after}"))
word("order.manager_assigned", _("{actor} changed the project manager from {before} to {after}"))
word("order.team_added", _("{actor} added {member} to the team"))
word("order.team_removed", _("{actor} took {member} off the team"))
word("order.archived", _("{actor} archived the order"))
word("order.restored", _("{actor} took the order out of the archive"))
word("line.added", _("{actor} added {line}; the order comes to {total}"), discreet=_("{actor} added {line}"))
word("line.removed", _("{actor} removed {line}"))
word("line.moved", _("{actor} moved {line} from {before} to {after}"))
word("line.assigned", _("{actor} gave {line} to {after} (before: {before})"))
word("line.changed", _("{actor} renamed {before} to {after}"))
word("task.added", _("{actor} created the task “{line}” in {stage}"))
word("notes.changed", _("{actor} changed the notes ({what}) from {before} to {after}"))
word("checklist.added", _("{actor} added “{text}” to the checklist"))
word("checklist.removed", _("{actor} removed “{text}” from the checklist"))
word("checklist.ticked", _("{actor} ticked off “{text}”"))
word("checklist.unticked", _("{actor} took the tick from “{text}”"))
word("deliverable.added", _("{actor} added the link “{title}” to {line}"))
word("deliverable.removed", _("{actor} removed the link “{title}” from {line}"))
word("adjustment.added", _("{actor} added {text} ({amount}); the total went from {before} to {after}"))
word("adjustment.removed", _("{actor} removed {text}; the total went from {before} to {after}"))
word("letter.sent", _("{actor} sent “{letter}” to {to}"))
word("letter.withheld", _("{actor} decided not to send “{letter}”"))
