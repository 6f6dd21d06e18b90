"""What is typed on the settings pages of sending, turned into values."""

from typing import Any, override

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies import languages
from core.languages import codes, english_name_of, name_of
from core.phone import PhoneField
from notifications.channels.records import FREE
from notifications.channels.slack import is_of_slack
from notifications.models.sender import Sender
from notifications.models.slack import SlackPlace
from notifications.models.text import TextNumber

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


class LanguageForm(forms.Form):
    """One more language that letters speak, by its own name and by the reader's."""

    language = forms.ChoiceField(label=gettext_lazy("Add a language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = languages.spoken()
        choices: Any = self.fields["language"]
        choices.choices = [
            ("", _("Choose")),
            *((code, f"{name_of(code)} · {english_name_of(code)}") for code in codes() if code not in spoken),
        ]


class LiftForm(forms.Form):
    """Why an address may be mailed again."""

    note = forms.CharField(label=gettext_lazy("How do you know?"), max_length=300)


class NumberForm(forms.Form):
    """The company's account at Twilio; an empty token leaves the one that is there."""

    account = forms.RegexField(
        r"^AC[0-9a-f]{32}$",
        label=gettext_lazy("Account SID"),
        required=False,
        error_messages={"invalid": gettext_lazy("An account SID begins with AC and has 34 signs.")},
    )
    secret = forms.CharField(
        label=gettext_lazy("Auth token"), max_length=200, required=False, widget=forms.PasswordInput(attrs=PASSWORD)
    )
    number = PhoneField(label=gettext_lazy("Your number at Twilio"), required=False)
    is_active = forms.BooleanField(label=gettext_lazy("Send texts from this number"), required=False)

    def __init__(self, *args: Any, row: TextNumber, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_all = cleaned.get("account") and cleaned.get("number") and (cleaned.get("secret") or self.row.secret)
        if cleaned.get("is_active") and not has_all and not self.errors:
            self.add_error("is_active", _("Enter account, token and number first."))
        return cleaned


class TestTextForm(forms.Form):
    """A text to one's own telephone."""

    to = PhoneField(label=gettext_lazy("Your own number"))
    body = forms.CharField(label=gettext_lazy("Text"), max_length=480, widget=forms.Textarea(attrs={"rows": 3}))
    agrees = forms.BooleanField(label=gettext_lazy("It is my telephone, and I want this text"))

    @classmethod
    def blank(cls, company: Any) -> "TestTextForm":
        return cls(initial={"body": _("A test from %s. Send STOP to get no more.") % company.name})


class ConsentForm(forms.Form):
    """What the owner of a number said about texts, and how."""

    number = PhoneField()
    agrees = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    how = forms.CharField(label=gettext_lazy("How did they say so?"), max_length=200)


class SlackForm(forms.Form):
    """Where Slack is and what is posted there; secrets that are left empty stay as they are."""

    webhook = forms.CharField(
        label=gettext_lazy("Incoming webhook"),
        max_length=300,
        required=False,
        widget=forms.PasswordInput(attrs=PASSWORD),
    )
    token = forms.RegexField(
        r"^xoxb-[\w-]+$",
        label=gettext_lazy("Bot token"),
        max_length=300,
        required=False,
        widget=forms.PasswordInput(attrs=PASSWORD),
        error_messages={"invalid": gettext_lazy("A bot token begins with xoxb-.")},
    )
    channel = forms.RegexField(
        r"^#?[\w.-]+$",
        label=gettext_lazy("Channel"),
        max_length=80,
        required=False,
        error_messages={"invalid": gettext_lazy("A channel such as #orders.")},
    )
    verbs = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    is_active = forms.BooleanField(label=gettext_lazy("Post to Slack"), required=False)

    def __init__(self, *args: Any, row: SlackPlace, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        verbs: Any = self.fields["verbs"]
        verbs.choices = choices

    def clean_webhook(self) -> str:
        webhook: str = self.cleaned_data["webhook"]
        if webhook and not is_of_slack(webhook):
            raise forms.ValidationError(_("A webhook of Slack begins with https://hooks.slack.com/."))
        return webhook

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        by_hook = bool(cleaned.get("webhook") or (self.row.webhook and not cleaned.get("token")))
        by_bot = bool((cleaned.get("token") or self.row.token) and cleaned.get("channel"))
        if cleaned.get("webhook") and cleaned.get("token"):
            self.add_error("token", _("Either a webhook or a bot: leave one of them empty."))
        elif cleaned.get("is_active") and not (by_hook or by_bot) and not self.errors:
            self.add_error("is_active", _("Enter a webhook first, or a bot token and its channel."))
        return cleaned
