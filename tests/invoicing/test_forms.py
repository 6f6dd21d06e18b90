from decimal import Decimal

import pytest

from invoicing.forms import amount_of


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1283.89", "1283.89"),
        ("1,283.89", "1283.89"),
        ("$1,283.89", "1283.89"),
        (" 1 283.89 USD", "1283.89"),
        ("1.283,89 €", "1283.89"),
        ("1'283.89", "1283.89"),
        ("1,283", "1283"),
        ("12,5", "12.5"),
        ("12,50", "12.50"),
        ("0", "0"),
        (".5", ".5"),
        ("−50", "-50"),
        ("-50.00", "-50.00"),
    ],
)
def test_amounts_as_people_write_them(text, amount):
    assert amount_of(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "lots", "12 apples 3", "1e3", "1.2.3", "1,2,3", "0x10", "½", "NaN", "--5", "5-"])
def test_what_is_no_amount(text):
    assert amount_of(text) is None
