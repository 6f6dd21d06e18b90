"""From the text of a cell to a clean value, or the sentence that says why not."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.languages import code_of
from customers.reading.columns import LONGEST, Field
from customers.reading.problems import gettext_noop

SHOWN: Final = 60
UNKEPT: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
EMPTY: Final[Mapping[Field, str]] = {
    "name": gettext_noop("The name is missing."),
    "email": gettext_noop("The e-mail address is missing."),
    "phone": gettext_noop("The phone number is missing."),
    "brokerage": gettext_noop("The brokerage is missing."),
    "preferences": gettext_noop("The preferences are missing."),
    "notes": gettext_noop("The notes are missing."),
    "language": gettext_noop("The language is missing."),
}
TOO_LONG: Final = gettext_noop("This is longer than {most} characters.")
CONTROL: Final = gettext_noop("A character in this cell cannot be kept: {code}.")
NO_EMAIL: Final = gettext_noop("“{value}” is not an e-mail address.")
NO_PHONE: Final = gettext_noop(
    "“{value}” is not a phone number. Write it with its area code, or with + and the country code."
)
NO_LANGUAGE: Final = gettext_noop("“{value}” is not a language. Write its name or its code, such as German or de.")


AMERICAN: Final = re.compile(r"(\+1[ .-]?)?\(?([2-9][0-9]{2})\)?[ .-]?([2-9][0-9]{2})[ .-]?([0-9]{4})")
AMERICAN_REGIONS: Final = frozenset(phonenumbers.COUNTRY_CODE_TO_REGION_CODE[1])


class Unfit(ValueError):
    """A value that cannot be taken, with the sentence and what goes into it."""

    def __init__(self, text: str, **params: str | int) -> None:
        super().__init__(text, params)
        self.text = text
        self.params = params


def clean(field: Field, text: str, region: str) -> str:
    """The value of a cell as we keep it; raises `Unfit`."""
    if not text:
        return ""
    if control := UNKEPT.search(text):
        raise Unfit(CONTROL, code=f"U+{ord(control[0]):04X}")
    if field in ("preferences", "notes"):
        return "\n".join(text.splitlines()).strip()
    value = " ".join(text.split())
    if value and field == "email":
        value = _email(value)
    elif value and field == "phone":
        value = _phone(value, region)
    elif value and field == "language":
        value = _language(value)
    most = LONGEST.get(field)
    if most is not None and len(value) > most:
        raise Unfit(TOO_LONG, most=most)
    return value


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise Unfit(NO_EMAIL, value=text[:SHOWN]) from None
    return text.lower()


def _language(text: str) -> str:
    if (code := code_of(text)) is None:
        raise Unfit(NO_LANGUAGE, value=text[:SHOWN])
    return code


def _phone(text: str, region: str) -> str:
    """The number with + and country code, and " x12" after it where it has an extension."""
    # Nearly all numbers in a file are of this kind, and the library takes 15 times as long to come to the same answer.
    if (usual := AMERICAN.fullmatch(text)) and (usual[1] or region in AMERICAN_REGIONS):
        national = usual[2] + usual[3] + usual[4]
        if _landline().fullmatch(national):
            return f"+1{national}"
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise Unfit(NO_PHONE, value=text[:SHOWN]) from None
    if not phonenumbers.is_valid_number(number):
        raise Unfit(NO_PHONE, value=text[:SHOWN])
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{written} x{number.extension}" if number.extension else written


@cache
def _landline() -> re.Pattern[str]:
    """The library's own pattern of landlines and mobiles in the United States; one that fits nothing if it has none."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region("US", None)
    landline = metadata.fixed_line if metadata else None
    return re.compile((landline.national_number_pattern if landline else None) or "(?!)")
