"""What the inbox takes from its addresses and buttons."""

from django import forms


class InboxForm(forms.Form):
    """Which part of the inbox, and how many a page; anything else is the usual."""

    show = forms.ChoiceField(choices=[("all", ""), ("unread", "")], required=False)
    page = forms.IntegerField(min_value=1, required=False)
    per_page = forms.TypedChoiceField(choices=[(n, n) for n in (25, 50, 100, 250, 500)], coerce=int, required=False)

    def wanted(self) -> tuple[bool, int, int]:
        """Only the unread ones or not, the page, and how many a page."""
        self.is_valid()
        found = self.cleaned_data
        return found.get("show") == "unread", found.get("page") or 1, found.get("per_page") or 25


class UndoForm(forms.Form):
    """The moment at which everything was read."""

    read_at = forms.DateTimeField()
