"""What is typed on the settings pages of sending, turned into values."""

from typing import Any, override

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.channels.records import FREE


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
