"""What is typed on the settings pages of sending, turned into values."""

from typing import Any, override

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.channels.records import FREE
from notifications.models.sender import Sender

PASSWORD = {"autocomplete": "off", "spellcheck": "false"}
SELECTORS = {"mailgun": "k1", "mailgun_eu": "k1", "resend": "resend", "sendgrid": "s1"}
"""Under which name providers mostly keep their DKIM key; Postmark has another one for each domain."""


class SenderForm(forms.Form):
    """Name and addresses of mail that leaves."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    address = forms.EmailField(label=gettext_lazy("From address"), required=False)
    reply_to = forms.EmailField(label=gettext_lazy("Answers go to"), required=False)

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address.rpartition("@")[2].lower() in FREE:
            words = _("Nobody can prove that %s is theirs. Use an address of your own domain; answers may go anywhere.")
            raise forms.ValidationError(words % address.rpartition("@")[2])
        return address

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if any(sign in cleaned.get("name", "") for sign in "\r\n<>"):
            self.add_error("name", _("A name has no brackets."))
        return cleaned


class ProviderForm(forms.Form):
    """Who takes the company's mail; keys that are left empty stay as they are."""

    provider = forms.ChoiceField(label=gettext_lazy("Sent by"), choices=Sender.Provider.choices)
    key = forms.CharField(
        label=gettext_lazy("API key"), max_length=300, required=False, widget=forms.PasswordInput(attrs=PASSWORD)
    )
    signing_key = forms.CharField(
        label=gettext_lazy("Webhook signing key"),
        max_length=300,
        required=False,
        widget=forms.PasswordInput(attrs=PASSWORD),
    )
    selector = forms.SlugField(label=gettext_lazy("Name of its DKIM record"), max_length=60, required=False)

    def __init__(self, *args: Any, sender: Sender, **kwargs: Any) -> None:
        initial = {"provider": sender.provider, "selector": sender.provider_selector}
        super().__init__(*args, initial=initial, **kwargs)
        self.sender = sender

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        provider = cleaned.get("provider", Sender.Provider.SMTP)
        is_same, is_own = provider == self.sender.provider, provider == Sender.Provider.SMTP
        has = {name: bool(cleaned.get(name) or (is_same and getattr(self.sender, of))) for name, of in KEYS.items()}
        if not is_own and not has["key"] and "key" not in self.errors:
            self.add_error("key", _("Enter the key that the provider gave you."))
        if provider.startswith("mailgun") and not has["signing_key"]:
            self.add_error("signing_key", _("Mailgun signs what it tells us: enter the key it shows under Webhooks."))
        cleaned["selector"] = "" if is_own else cleaned.get("selector") or SELECTORS.get(provider, "")
        if not is_own and not cleaned["selector"]:
            self.add_error("selector", _("Enter the part before ._domainkey of the record that the provider shows."))
        return cleaned


KEYS = {"key": "provider_key", "signing_key": "signing_key"}


class LiftForm(forms.Form):
    """Why an address may be mailed again."""

    note = forms.CharField(label=gettext_lazy("How do you know?"), max_length=300)
