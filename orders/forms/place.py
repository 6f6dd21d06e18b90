"""Where a shoot is, and how large the property; the one form for staff and agents."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.places.states import STATES
from orders.models import Order


class PropertyForm(forms.Form):
    """Street, city and size. Staff may leave the size open, and may write it as people do: 2,400."""

    street = forms.CharField(label=_("Street and number"), max_length=200)
    unit = forms.CharField(label=_("Apartment or floor"), max_length=40, required=False)
    city = forms.CharField(label=_("City"), max_length=120)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("Choose…")), *STATES.items()])
    postal_code = forms.CharField(
        label=_("ZIP code"), max_length=16, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    square_feet = forms.IntegerField(
        label=_("Square feet"),
        min_value=1,
        max_value=200_000,
        required=False,
        error_messages={
            "invalid": _("Write the size as a number, such as 2400."),
            "min_value": _("The size must be at least 1 square foot."),
            "max_value": _("That is more than 200,000 square feet."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    NAMES: ClassVar = ("street", "unit", "city", "state", "postal_code", "square_feet")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None:
            data = data.copy()
            data["square_feet"] = data.get("square_feet", "").replace(",", "").replace(" ", "")
        super().__init__(data, **kwargs)


def property_of(order: Order) -> dict[str, Any]:
    """The form as the order has it."""
    return {name: getattr(order, name) for name in PropertyForm.NAMES}
