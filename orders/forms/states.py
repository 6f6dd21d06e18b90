"""A status or a stage in the company's own words."""

from collections.abc import Sequence
from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.forms.tones import tone_field
from orders.models import Stage, Status


class WordsForm(forms.Form):
    """What both have. `others` are the rest of the list, to which one may go on from here."""

    name = forms.CharField(label=_("Name"), max_length=40)
    tone = tone_field(_("Colour"))
    leads_to = forms.TypedMultipleChoiceField(
        label=_("Goes on to"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("None chosen: to any. Back to where it came from is always possible."),
    )

    kinds: Sequence[tuple[str, Any]] = ()
    kind_label: Any = ""
    kind_help: Any = ""
    kind_key = "kind"

    def __init__(self, data: Any = None, *, state: Any = None, others: Sequence[Any] = ()) -> None:
        initial = {name: getattr(state, name) for name in self.base_fields} if state else {"tone": "grey"}
        super().__init__(data, initial=initial | ({} if state else {"is_active": True}))
        self.fields["leads_to"].choices = [(each.pk, each.name) for each in others]  # type: ignore[attr-defined]
        if state is None:
            self.fields[self.kind_key] = forms.ChoiceField(
                label=self.kind_label, choices=self.kinds, help_text=self.kind_help
            )

    @property
    def kind(self) -> forms.BoundField | None:
        """The field for the kind, which is chosen once."""
        return self[self.kind_key] if self.kind_key in self.fields else None


class StatusWordsForm(WordsForm):
    is_active = forms.BooleanField(
        label=_("In use"), required=False, help_text=_("Out of use, orders keep it, and none can get it.")
    )
    is_automatic = forms.BooleanField(
        label=_("Orders take it by themselves"),
        required=False,
        help_text=_("As soon as everything on an order in progress is complete."),
    )

    kinds = Status.Kind.choices
    kind_label = _("Kind")
    kind_help = _("What happens to an order that gets it. It cannot be changed later.")

    def __init__(self, data: Any = None, *, state: Any = None, others: Sequence[Any] = ()) -> None:
        super().__init__(data, state=state, others=others)
        if state is not None and state.kind != Status.Kind.COMPLETED:
            del self.fields["is_automatic"]

    @override
    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_automatic") and given.get("kind", Status.Kind.COMPLETED) != Status.Kind.COMPLETED:
            self.add_error("is_automatic", _("Only a completed one can be taken by itself."))
        if given.get("is_automatic") and not given.get("is_active"):
            self.add_error("is_automatic", _("Only one that is in use can be taken by itself."))
        return given


class StageWordsForm(WordsForm):
    limit = forms.IntegerField(
        label=_("Limit"),
        required=False,
        min_value=1,
        max_value=9999,
        help_text=_("More services than this at a time are too many: the board says so. Nothing is refused."),
    )

    kinds = Stage.Phase.choices
    kind_label = _("Phase")
    kind_help = _("What it means for an order and its agent. It cannot be changed later.")
    kind_key = "phase"


class StatePlaceForm(forms.Form):
    """Where it was dropped."""

    position = forms.IntegerField(min_value=0, max_value=10_000)
