"""What the inbox takes from its addresses and buttons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Member
from notifications.queries.inbox import Wanted
from notifications.registry import events_for


class InboxForm(forms.Form):
    """Which part of the inbox, and how many a page; anything else is the usual."""

    show = forms.ChoiceField(choices=[("all", ""), ("unread", ""), ("mentions", "")], required=False)
    kind = forms.ChoiceField(required=False, label=_("About"))
    order = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    page = forms.IntegerField(min_value=1, required=False)
    per_page = forms.TypedChoiceField(choices=[(n, n) for n in (25, 50, 100, 250, 500)], coerce=int, required=False)

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(str(group), [(e.key, e.title) for e in events]) for group, events in events_for(member).items()]
        self.fields["kind"].choices = [("", _("Everything")), *groups]  # type: ignore[attr-defined]

    def wanted(self) -> tuple[Wanted, int, int]:
        """What is shown, the page, and how many a page."""
        self.is_valid()
        found = self.cleaned_data
        wanted = Wanted(found.get("show") or "all", found.get("kind") or "", found.get("order"))
        return wanted, found.get("page") or 1, found.get("per_page") or 25


class UndoForm(forms.Form):
    """The moment at which everything was read."""

    read_at = forms.DateTimeField()
