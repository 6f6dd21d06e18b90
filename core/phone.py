"""Telephone numbers as people type them, kept as E.164."""

from typing import Any, override

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

REGION = "US"


def international(text: str, region: str = REGION) -> str:
    """The number as E.164, such as +13125550100; raises ValueError with a sentence."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise ValueError(_("That is no telephone number. Write it like (312) 555-0100 or +44 20 7946 0000.")) from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError(_("That number has too few or too many digits."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def readable(number: str, region: str = REGION) -> str:
    """An E.164 number as people of the region read it."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return number
    national = parsed.country_code == phonenumbers.country_code_for_region(region)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


class PhoneField(forms.CharField):
    """A telephone number; its clean value is E.164, or empty."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, **kwargs})
        self.widget.input_type = "tel"
        self.widget.attrs["autocomplete"] = "tel"

    @override
    def prepare_value(self, value: Any) -> Any:
        return readable(value) if isinstance(value, str) and value.startswith("+") else value

    @override
    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return international(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error
