"""The mails that allauth asks for, in our words: which of our letters says it."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

CODES: Final[dict[str, Any]] = {
    "email_confirmation_signup": _(
        "Enter it on the page where you made your account. It shows us that this e-mail is yours."
    ),
    "email_confirmation": _("Enter it on the page that is open. It shows us that this e-mail is yours."),
    "login_code": _("Enter it on the page that is open, and you are signed in without a password."),
}
CHANGES: Final[dict[str, Any]] = {
    "email_changed": _("Your e-mail was changed."),
    "email_confirm": _("An e-mail address was confirmed."),
    "email_deleted": _("An e-mail address was removed."),
    "password_changed": _("Your password was changed."),
    "password_reset": _("Your password was set anew."),
    "password_set": _("A password was set."),
    "recovery_codes_generated": _("New recovery codes were made; the old ones no longer work."),
    "totp_activated": _("Signing in now asks for a code of your authenticator app."),
    "totp_deactivated": _("Signing in no longer asks for a code of your authenticator app."),
    "webauthn_added": _("A passkey or security key was added."),
    "webauthn_removed": _("A passkey or security key was removed."),
}
LETTERS: Final[dict[str, str]] = {
    "password_reset_key": "mail/account/password.html",
    "account_already_exists": "mail/account/exists.html",
    "unknown_account": "mail/account/unknown.html",
}
SAID: Final = ("code", "email", "password_reset_url", "signup_url", "ip", "user_agent", "timestamp")


def letter(prefix: str, context: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Our template for one of allauth's, and what stands in it."""
    name = prefix.rpartition("/")[2]
    words: dict[str, Any] = {key: context[key] for key in SAID if key in context}
    if name in CODES:
        return "mail/account/code.html", words | {"sentence": CODES[name]}
    if name in CHANGES:
        return "mail/account/changed.html", words | {"sentence": CHANGES[name]}
    return LETTERS[name], words
