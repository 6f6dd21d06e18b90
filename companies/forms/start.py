"""Beginning a company, and joining one."""

from typing import Any, override

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import person_of
from companies.forms.zones import zone_choices
from companies.naming import clean_slug


def password_field(label: Any, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}), max_length=128
    )


class StartForm(forms.Form):
    """A company and its owner. Somebody with an account proves it by its password."""

    name = forms.CharField(
        label=_("Company"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    slug = forms.CharField(
        label=_("Short name"),
        max_length=40,
        help_text=_("Your address on the web begins with it. Small letters, digits and hyphens."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices, initial="America/Chicago")
    owner_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = password_field(_("Password"), "new-password")

    def clean_slug(self) -> str:
        return clean_slug(self.cleaned_data["slug"])

    @override
    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        email, password = given.get("email"), given.get("password")
        if not email or not password:
            return given
        known = person_of(email)
        if known is None:
            check_password(self, "password", password, User(email=email, name=given.get("owner_name", "")))
        elif not known.is_active or not known.check_password(password):
            self.add_error(
                "password",
                gettext("There is an account with this e-mail already. Give its password, or another e-mail."),
            )
        return given


class JoinForm(forms.Form):
    """What we need of an invited person who has no account yet."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True})
    )
    password = password_field(_("Choose a password"), "new-password")

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    @override
    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password"):
            check_password(self, "password", given["password"], User(email=self.email, name=given.get("name", "")))
        return given


def check_password(form: forms.Form, field: str, password: str, user: User) -> None:
    """Put what is wrong with a new password beside its field."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        form.add_error(field, error)
