"""How the verbs of companies read in the activity log. They stand here, for companies lie below activity."""

from django.utils.translation import gettext_lazy as _

from activity.wording import word

word("company.created", _("{actor} started {company}"))
word("company.changed", _("{actor} changed {fields} of the company"))
word("hours.changed", _("{actor} changed the hours from {before} to {after}"))
word("host.added", _("{actor} added the address {host}"))
word("host.made_primary", _("{actor} made {after} the main address"))
word("host.removed", _("{actor} removed the address {host}"))
word("tax.added", _("{actor} added the tax {tax}, {percent} %"))
word("tax.changed", _("{actor} changed the tax {before} to {after}"))
word("tax.made_standard", _("{actor} put {after} on new orders"))
word("tax.removed", _("{actor} removed the tax {tax}"))
word("legal.published", _("{actor} published {page}, version {number}"))
word("member.invited", _("{actor} invited {email} as {role}"))
word("member.uninvited", _("{actor} withdrew the invitation of {email}"))
word("member.joined", _("{member} joined as {role}"))
word("member.changed", _("{actor} changed {member} from {before} to {after}"))
word("member.deactivated", _("{actor} ended the access of {member}"))
word("member.reactivated", _("{actor} brought {member} back"))
