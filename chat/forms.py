"""What rooms take from people and from their pages."""

from typing import Any, override

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

MOST_NAMES = 200
BIGGEST = 2**63 - 1


class DraftForm(forms.Form):
    """A text, and what its writer decided about the names in it. Whether it can be sent is the action's to say."""

    text = forms.CharField(label=_("Message"), required=False, strip=False)

    @override
    def clean(self) -> dict[str, Any]:
        chosen = [int(id) for id in self._all("mention") if id.isdecimal() and len(id) < 20]
        return {**self.cleaned_data, "chosen": chosen, "plain": self._all("plain")}

    def _all(self, name: str) -> list[str]:
        assert isinstance(self.data, QueryDict)
        return [str(value) for value in self.data.getlist(name)[:MOST_NAMES]]


class MessageForm(DraftForm):
    """A draft with the sender's id for it."""

    client_id = forms.UUIDField()


class BeforeForm(forms.Form):
    """The message above which the page begins, and one that it must reach back to."""

    before = forms.IntegerField(min_value=1, max_value=BIGGEST)
    back_to = forms.IntegerField(min_value=0, max_value=BIGGEST, required=False)


class AfterForm(forms.Form):
    """The last message and the last line of the log that a page has."""

    after = forms.IntegerField(min_value=0, max_value=BIGGEST, required=False)
    activity = forms.IntegerField(min_value=0, max_value=BIGGEST, required=False)


class ReadForm(forms.Form):
    """The last message that was seen."""

    message = forms.IntegerField(min_value=1, max_value=BIGGEST)
