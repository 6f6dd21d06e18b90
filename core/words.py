"""The sentences that scripts say, kept here so that they are translated with the rest."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

WORDS: Final[dict[str, Any]] = {
    "undo": _("Undo"),
    "close": _("Close"),
    "again": _("Try again"),
    "reload": _("Reload"),
    "cancel": _("Cancel"),
    "confirm": _("Continue"),
    "reason": _("Why?"),
    "offline": _("No connection. What you typed is still here."),
    "failed": _("That did not work on our side. What you typed is still here."),
    "forbidden": _("You may not do that, or you have been signed out."),
    "missing": _("That is no longer here."),
    "often": _("Too many tries. Wait a moment."),
    "large": _("That is too large to send."),
    "passkey": _("That passkey was not used. Try again, or sign in with your password."),
    "expired": _("This page has been open too long. Reload it and send again."),
    "reconnecting": _("Reconnecting…"),
    "stopped": _("Live updates have stopped."),
    "moved": _("Moved to {list}, {place} of {count}."),
    "unmoved": _("Put back where it was."),
    "left": _("{count} characters left"),
    "over": _("{count} characters too many"),
    "unsaved": _("You have changes that are not saved."),
    "draft": _("We kept what you had typed here."),
    "none": _("Nothing found"),
    "found": _("{count} found"),
    "newer": _("New messages"),
    "unread": _("{count} unread"),
    "which": _("Which {name}?"),
    "mentions": _("People to mention"),
    "remove": _("Remove {name}"),
    "copied": _("Copied."),
    "sending": _("Sending…"),
    "unsent": _("Not sent"),
    "selected": _("{count} selected"),
}
