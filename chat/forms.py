"""What rooms take from people and from their pages."""

from typing import Any, override

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from companies.models import Member

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
