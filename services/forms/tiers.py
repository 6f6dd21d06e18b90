"""The table of size tiers: rows of bound, price and minutes. Empty rows are left out."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class PriceStep(forms.Form):
    """One size tier of a package."""

    up_to = forms.IntegerField(
        label=_("up to sq ft"),
        min_value=1,
        max_value=10_000_000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": _("any size")}),
    )
    price = forms.DecimalField(
        label=_("price"),
        min_value=Decimal(0),
        max_digits=9,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("price") is None and not self.errors and any(value is not None for value in given.values()):
            self.add_error("price", _("Give this size a price, or empty the row."))
        return given

    @property
    def is_filled(self) -> bool:
        return self.cleaned_data.get("price") is not None


class TierStep(PriceStep):
    """One size tier of a service."""

    minutes = forms.IntegerField(
        label=_("minutes on site"),
        min_value=0,
        max_value=1440,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class BaseSteps(forms.BaseFormSet):
    """No two tiers have the same bound; at most one has none."""

    def clean(self) -> None:
        bounds = [form.cleaned_data["up_to"] for form in self.forms if not form.errors and form.is_filled]
        if len(bounds) != len(set(bounds)):
            raise ValidationError(_("Two rows have the same size. Each size stands once; one row may be left open."))

    def rows(self) -> list[dict[str, Any]]:
        """The rows that are filled, smallest first, the open one last."""
        filled = [form.cleaned_data for form in self.forms if form.is_filled]
        return sorted(filled, key=lambda row: (row["up_to"] is None, row["up_to"] or 0))


TierSteps = forms.formset_factory(TierStep, BaseSteps, extra=3, max_num=30, absolute_max=40)
PriceSteps = forms.formset_factory(PriceStep, BaseSteps, extra=3, max_num=30, absolute_max=40)
