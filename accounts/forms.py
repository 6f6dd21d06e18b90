"""Forms of the account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class SignUpForm(forms.Form):
    """What we ask beside e-mail and password; allauth builds its sign-up form on this one."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True})
    )
    field_order = ["name", "email", "password1"]

    def signup(self, request: Any, user: User) -> None:
        """Called by allauth with the account that was just made."""
        user.name = self.cleaned_data["name"].strip()
        user.save(update_fields=["name"])
