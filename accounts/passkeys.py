"""Adding a passkey. Apart from other forms, for allauth's need the app registry, and theirs are built on ours."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm


class AddPasskeyForm(AddWebAuthnForm):
    """What people call a passkey signs in alone; a key for the second step only is the exception."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
