from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class MailboxForm(forms.Form):
    """What is looked for in the mailbox."""

    to = forms.CharField(label=_("To"), required=False, max_length=200)
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def wanted(self) -> dict[str, Any]:
        """The part of the address, and the page; whatever cannot be read is left out."""
        self.full_clean()
        return {"to": self.cleaned_data.get("to") or "", "number": self.cleaned_data.get("page") or 1}
