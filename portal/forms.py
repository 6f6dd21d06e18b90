"""What agents type while they book."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.phone import PhoneField
from core.places.states import STATES
from customers.models import Customer
from orders.models import Order
from services.models import Package, Service


class PropertyForm(forms.Form):
    """Where the shoot is, and how large the property."""

    street = forms.CharField(label=_("Street and number"), max_length=200)
    unit = forms.CharField(label=_("Apartment or floor"), max_length=40, required=False)
    city = forms.CharField(label=_("City"), max_length=120)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("Choose…")), *STATES.items()])
    postal_code = forms.CharField(label=_("ZIP code"), max_length=16)
    square_feet = forms.IntegerField(
        label=_("Finished size"),
        min_value=1,
        max_value=200_000,
        help_text=_("Include the basement if you want it photographed."),
        error_messages={
            "invalid": _("Write the size as a number, such as 2400."),
            "min_value": _("The size must be at least 1 square foot."),
            "max_value": _("That is more than 200,000 square feet. Call us for a property of this size."),
        },
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    AUTOCOMPLETE: ClassVar[dict[str, str]] = {
        "street": "address-line1",
        "unit": "address-line2",
        "city": "address-level2",
        "state": "address-level1",
        "postal_code": "postal-code",
    }

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None:
            data = data.copy()
            data["square_feet"] = data.get("square_feet", "").replace(",", "").replace(" ", "")
        super().__init__(data, **kwargs)
        for name, words in self.AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = words
        self.fields["postal_code"].widget.attrs["inputmode"] = "numeric"
        self.fields["square_feet"].widget = forms.TextInput(attrs={"inputmode": "numeric"})


class ChoiceForm(forms.Form):
    """The core services and packages that are ticked; only what is offered counts."""

    services = forms.ModelMultipleChoiceField(Service.objects.active().core(), required=False)
    packages = forms.ModelMultipleChoiceField(Package.objects.active(), required=False)


class DetailsForm(forms.Form):
    """Add-ons, and what the photographer should know."""

    add_ons = forms.ModelMultipleChoiceField(Service.objects.active().add_ons(), required=False)
    access_notes = forms.CharField(
        label=_("How do we get in?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lockbox and its code, doorman, who is at home."),
    )
    agent_notes = forms.CharField(
        label=_("Anything we should know?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Pets, parking, what to avoid, the picture you dream of."),
    )


class TimeForm(forms.Form):
    """The start that was chosen, as an instant."""

    starts_at = forms.DateTimeField(
        error_messages={"required": _("Choose a time first."), "invalid": _("Choose a time first.")}
    )


class ContactForm(forms.Form):
    """Whom to reach about the shoot."""

    name = forms.CharField(label=_("Full name"), max_length=160)
    email = forms.EmailField(label=_("E-mail"), help_text=_("The confirmation goes there."))
    phone = PhoneField(label=_("Mobile"), help_text=_("For the day of the shoot."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class PlaceForm(forms.Form):
    """The last word before an order is placed."""

    accepts = forms.BooleanField(
        error_messages={"required": _("Please accept the terms to book the shoot.")}, required=True
    )

    def __init__(self, *args: Any, has_terms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accepts"].required = has_terms


def property_of(order: Order) -> dict[str, Any]:
    """The property form as the draft has it."""
    names = ("street", "unit", "city", "state", "postal_code", "square_feet")
    return {name: getattr(order, name) for name in names}


class ProfileForm(forms.ModelForm):
    """What an agent keeps about themselves."""

    phone = PhoneField(label=_("Mobile"), required=False)

    class Meta:
        model = Customer
        fields = ("name", "phone", "preferences")
        widgets: ClassVar = {"preferences": forms.Textarea(attrs={"rows": 4})}
