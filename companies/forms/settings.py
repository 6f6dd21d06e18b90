"""What a company decides for itself."""

from datetime import time
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.forms.zones import currency_choices, zone_choices
from companies.models import Company, Tax
from companies.naming import clean_own_domain
from core.phone import PhoneField
from core.pictures import NotAPicture, clean_picture

LONGEST_LOGO = 512
LONGEST_TEXT = 2000


class CompanyForm(forms.ModelForm):
    """Name, address and rules of the company; the currency only while nothing is in it."""

    class Meta:
        model = Company
        fields = [
            "name",
            "email",
            "phone",
            "address",
            "time_zone",
            "currency",
            "payment_terms_days",
            "invoice_footer",
            "shows_carts",
        ]

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    currency = forms.ChoiceField(label=_("Currency"))
    phone = PhoneField(label=_("Phone"), required=False)

    def __init__(self, *args: Any, currency_is_fixed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].choices = currency_choices(self.instance.currency)  # type: ignore[attr-defined]
        if currency_is_fixed:
            self.fields["currency"].disabled = True
            self.fields["currency"].help_text = gettext("There are orders in this currency, so it stays.")
        for name in ("address", "invoice_footer"):
            self.fields[name].widget.attrs["rows"] = 3
            self.fields[name].widget.attrs["maxlength"] = LONGEST_TEXT
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_TEXT))


class BrandForm(forms.Form):
    colour = forms.CharField(
        label=_("Colour"),
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour such as #1f5fd6."))],
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("Where white words would be hard to read on it, we darken it a little. See beside it."),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP, up to 5 MB. It is shown at most 40 pixels high."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    without_logo = forms.BooleanField(label=_("Show no logo"), required=False)

    def clean_logo(self) -> Any:
        upload = self.cleaned_data["logo"]
        if not upload:
            return None
        try:
            return clean_picture(upload, longest=LONGEST_LOGO, is_drawn=True)
        except NotAPicture as why:
            raise ValidationError(str(why)) from None


class HostForm(forms.Form):
    name = forms.CharField(
        label=_("Domain"),
        max_length=253,
        widget=forms.TextInput(
            attrs={
                "placeholder": "book.example.com",
                "autocomplete": "off",
                "spellcheck": "false",
                "autocapitalize": "none",
            }
        ),
    )

    def clean_name(self) -> str:
        return clean_own_domain(self.cleaned_data["name"])


class TaxForm(forms.ModelForm):
    class Meta:
        model = Tax
        fields = ["name", "percent", "is_included"]

    percent = forms.DecimalField(
        label=_("Percent"),
        max_digits=6,
        decimal_places=3,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        widget=forms.NumberInput(attrs={"step": "0.001", "inputmode": "decimal", "min": "0", "max": "100"}),
    )


class LegalForm(forms.Form):
    body = forms.CharField(
        label=_("Text"),
        max_length=100_000,
        help_text=_("An empty line begins a new paragraph. A line that begins with a number and a dot is a heading."),
        widget=forms.Textarea(attrs={"rows": 24}),
    )


class TimeField(forms.TimeField):
    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


class HoursForm(forms.Form):
    """Two ranges for each weekday; a day with none is closed."""

    DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    RANGES = (1, 2)

    def __init__(self, *args: Any, hours: dict[int, list[tuple[time, time]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, name in enumerate(self.DAYS):
            for number in self.RANGES:
                again = "" if number == 1 else gettext(" again")
                opens = TimeField(gettext("%(day)s%(again)s from") % {"day": name, "again": again})
                closes = TimeField(gettext("%(day)s%(again)s until") % {"day": name, "again": again})
                if len(hours[day]) >= number:
                    opens.initial, closes.initial = hours[day][number - 1]
                self.fields[f"opens_{day}_{number}"], self.fields[f"closes_{day}_{number}"] = opens, closes

    def days(self) -> list[dict[str, Any]]:
        """One row a weekday, for the template."""
        return [
            {
                "name": name,
                "ranges": [(self[f"opens_{day}_{number}"], self[f"closes_{day}_{number}"]) for number in self.RANGES],
                "errors": [
                    error
                    for number in self.RANGES
                    for kind in ("opens", "closes")
                    for error in self[f"{kind}_{day}_{number}"].errors
                ],
            }
            for day, name in enumerate(self.DAYS)
        ]

    @override
    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for day in range(7):
            last: time | None = None
            for number in self.RANGES:
                opens, closes = given.get(f"opens_{day}_{number}"), given.get(f"closes_{day}_{number}")
                last = self._checked(day, number, opens, closes, last)
        return given

    def _checked(
        self, day: int, number: int, opens: time | None, closes: time | None, last: time | None
    ) -> time | None:
        field = f"closes_{day}_{number}"
        if (opens is None) != (closes is None):
            self.add_error(field, gettext("Give both times, or none."))
        elif opens and closes and closes <= opens:
            self.add_error(field, gettext("The end must be later than the beginning."))
        elif opens and last and opens < last:
            self.add_error(field, gettext("This overlaps the time before it."))
        return closes or last

    def spans(self) -> list[tuple[int, time, time]]:
        """Every range that was given, as (weekday, opens, closes)."""
        found = []
        for day in range(7):
            for number in self.RANGES:
                opens, closes = self.cleaned_data[f"opens_{day}_{number}"], self.cleaned_data[f"closes_{day}_{number}"]
                if opens and closes:
                    found.append((day, opens, closes))
        return found
