"""How mail reads in the activity log."""

from django.utils.translation import gettext_lazy as _

from activity.wording import word

word("mail.sent", _("Sent “{subject}” to {to}"))
word("mail.failed", _("Could not send “{subject}” to {to}: {error}"))
