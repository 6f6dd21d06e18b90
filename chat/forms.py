"""What rooms take from people and from their pages."""

from datetime import date
from typing import Any, override

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chat.searching import Sought, orders_meant, words_of
from companies.models import Member
from orders.models import Order

MOST_NAMES = 200
BIGGEST = 2**63 - 1


class DraftForm(forms.Form):
    """A text, and what its writer decided about the names in it. Whether it can be sent is the action's to say."""

    text = forms.CharField(label=_("Message"), required=False, strip=False)

    @override
    def clean(self) -> dict[str, Any]:
        chosen = [int(id) for id in self._all("mention") if id.isdecimal() and len(id) < 20]
        return {**self.cleaned_data, "chosen": chosen, "plain": self._all("plain")}

    @property
    def answers(self) -> dict[str, Any]:
        """What the writer decided: whom a name means, and which names mean nobody."""
        return {"chosen": self.cleaned_data["chosen"], "plain": self.cleaned_data["plain"]}

    def _all(self, name: str) -> list[str]:
        assert isinstance(self.data, QueryDict)
        return [str(value) for value in self.data.getlist(name)[:MOST_NAMES]]


class MessageForm(DraftForm):
    """A draft with the sender's id for it."""

    client_id = forms.UUIDField()
    quote = forms.IntegerField(min_value=1, max_value=BIGGEST, required=False)

    @property
    def attached(self) -> list[int]:
        """The ids of the files that go along."""
        return [int(id) for id in self._all("file") if id.isdecimal() and len(id) < 20]


class LaneForm(forms.Form):
    """What is said to the other side, with the sender's id for it. Whether it can be sent is the action's to say."""

    text = forms.CharField(label=_("Message"), required=False, strip=False)
    client_id = forms.UUIDField()


class BeforeForm(forms.Form):
    """The message above which the page begins; without one it is the end of the room."""

    before = forms.IntegerField(min_value=1, max_value=BIGGEST, required=False)


class AfterForm(forms.Form):
    """The first and the last message and the last line of the log that a page has, and since when."""

    first = forms.IntegerField(min_value=0, max_value=BIGGEST, required=False)
    after = forms.IntegerField(min_value=0, max_value=BIGGEST, required=False)
    since = forms.DateTimeField(required=False)
    activity = forms.IntegerField(min_value=0, max_value=BIGGEST, required=False)


class ReadForm(forms.Form):
    """The last message that was seen."""

    message = forms.IntegerField(min_value=1, max_value=BIGGEST)


class AroundForm(forms.Form):
    """The message that a page wants to stand at."""

    message = forms.IntegerField(min_value=1, max_value=BIGGEST)


class GuestForm(forms.Form):
    """A colleague who works here."""

    member = forms.ModelChoiceField(Member.objects.active())


class BeginForm(forms.Form):
    """A file that will come in pieces, and its sender's id for it."""

    client_id = forms.UUIDField()
    name = forms.CharField(max_length=255)
    size = forms.IntegerField(min_value=1, max_value=BIGGEST)


class UploadForm(forms.Form):
    """A file and its sender's id for it."""

    client_id = forms.UUIDField()
    file = forms.FileField(allow_empty_file=False, max_length=500)


class FindForm(forms.Form):
    """What somebody looks for in a room."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)
    author = forms.ModelChoiceField(
        Member.objects.select_related("user"),
        label=_("From"),
        empty_label=_("Anybody"),
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    before = forms.DateField(
        label=_("Before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
    )
    file = forms.BooleanField(label=_("With a file"), required=False)

    def __init__(self, *args: Any, speakers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["author"].queryset = speakers  # type: ignore[attr-defined]


DAYS = [
    MinValueValidator(date(2000, 1, 1), _("Choose a day from the year 2000 on.")),
    MaxValueValidator(date(2999, 12, 31), _("Choose a day before the year 3000.")),
]


class SearchForm(forms.Form):
    """What somebody looks for in the rooms of all orders that they may see."""

    q = forms.CharField(
        label=_("Words"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Look for fewer words: 200 characters are the most.")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    sender = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("From"),
        empty_label=_("Anybody"),
        required=False,
        error_messages={"invalid_choice": _("Choose somebody of your team.")},
    )
    place = forms.CharField(
        label=_("In the order"),
        max_length=100,
        required=False,
        error_messages={"max_length": _("A number or an address has 100 characters at most.")},
        widget=forms.TextInput(attrs={"placeholder": _("Number or address"), "autocomplete": "off"}),
    )
    after = forms.DateField(
        label=_("After"),
        required=False,
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    before = forms.DateField(
        label=_("Before"),
        required=False,
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    file = forms.BooleanField(label=_("With a file"), required=False)
    older = forms.IntegerField(min_value=1, max_value=BIGGEST, required=False)

    def __init__(self, *args: Any, orders: QuerySet[Order], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orders = orders
        self.fields["sender"].queryset = Member.objects.by_name()  # type: ignore[attr-defined]

    @property
    def shown(self) -> list[forms.BoundField]:
        """What is typed or chosen, as it stands on the page."""
        return [self[name] for name in ("q", "sender", "place", "after", "before")]

    def clean_q(self) -> str:
        text = str(self.cleaned_data["q"])
        if text and not words_of(text):
            raise forms.ValidationError(_("Look for a word or a number: signs alone are not found."))
        return text

    def clean_place(self) -> list[int] | None:
        text = str(self.cleaned_data["place"])
        if not text:
            return None
        found = orders_meant(self.orders, text)
        if not found:
            raise forms.ValidationError(_("No order that you see has this number or address."))
        return found

    @override
    def clean(self) -> dict[str, Any]:
        if self.errors.pop("older", None):
            self.cleaned_data["older"] = None
        after, before = (self.cleaned_data.get(name) for name in ("after", "before"))
        if after and before and (before - after).days < 2:
            self.add_error("before", _("No day lies between these two."))
        return self.cleaned_data

    def sought(self) -> Sought:
        """What is looked for, of a form that is valid."""
        asked = self.cleaned_data
        return Sought(
            asked["q"], asked["sender"], asked["place"], asked["file"], after=asked["after"], before=asked["before"]
        )
