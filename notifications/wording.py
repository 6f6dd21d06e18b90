"""How mail reads in the activity log."""

from django.utils.translation import gettext_lazy as _

from activity.wording import word

word("mail.sent", _("Sent “{subject}” to {to}"))
word("mail.failed", _("Could not send “{subject}” to {to}: {error}"))
word("sender.changed", _("{actor} changed the sender of mail from {before} to {after}"))
word("sender.verified", _("{domain} is proven: mail leaves from it"))
word("sender.lost", _("{domain} is no longer proven: mail leaves from the address of the installation"))
word("template.saved", _("{actor} changed what “{letter}” says: version {number}"))
word("template.reset", _("{actor} put the standard text of “{letter}” in force again: version {number}"))
word("template.switched_on", _("{actor} switched “{letter}” on"))
word("template.switched_off", _("{actor} switched “{letter}” off"))
word("sender.provider_changed", _("{actor} changed who takes the mail from {before} to {after}"))
word("mail.stopped", _("Did not send “{subject}”: {to} takes no more mail"))
word("mail.bounced", _("“{subject}” to {to} came back: {error}"))
word("mail.complained", _("{to} marked “{subject}” as spam"))
word("address.suppressed", _("{address} gets no more mail: {reason}"))
word("address.lifted", _("{actor} lets {address} get mail again: {note}"))
word("text.sent", _("Texted {to}"))
word("text.failed", _("Could not text {to}: {error}"))
word("text.stopped", _("Did not text {to}: {error}"))
word("texts.agreed", _("{number} wants texts: {how}"))
word("texts.stopped", _("{number} wants no texts: {how}"))
word("texts.number_changed", _("{actor} changed the number that texts leave from, from {before} to {after}"))
word("letters.refused", _("{address} wants no more of “{letter}”"))
word("letters.wanted", _("{address} wants “{letter}” again"))
word("slack.connected", _("{actor} connected Slack"))
word("slack.disconnected", _("{actor} disconnected Slack"))
