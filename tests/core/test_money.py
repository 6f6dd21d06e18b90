from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import NotExact, format_money, from_minor, minor_units, quantize, smallest_unit, to_minor

CURRENCIES = st.sampled_from(["USD", "EUR", "JPY", "KWD", "CLF"])
AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=9)


def test_minor_units_follow_the_iso_table_and_are_two_elsewhere():
    assert {c: minor_units(c) for c in ("USD", "EUR", "JPY", "ISK", "KWD", "TND", "CLF")} == {
        "USD": 2,
        "EUR": 2,
        "JPY": 0,
        "ISK": 0,
        "KWD": 3,
        "TND": 3,
        "CLF": 4,
    }


@pytest.mark.parametrize("code", ["", "usd", "US", "USDX", "U$D", "ÜSD"])
def test_what_is_no_currency_code_is_refused(code):
    with pytest.raises(ValueError, match="not a currency code"):
        minor_units(code)


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("1.005", "USD", "1.01"),
        ("1.004999", "USD", "1.00"),
        ("-1.005", "USD", "-1.01"),
        ("0.5", "JPY", "1"),
        ("2.5", "JPY", "3"),
        ("1.0005", "KWD", "1.001"),
        ("-0.004", "USD", "0.00"),
        ("7", "USD", "7.00"),
    ],
)
def test_a_half_is_rounded_up(amount, currency, rounded):
    assert str(quantize(D(amount), currency)) == rounded


@pytest.mark.parametrize("amount", [D("NaN"), D("Infinity"), D("-Infinity"), D("1e60")])
def test_what_is_no_amount_is_refused(amount):
    for call in (quantize, to_minor, format_money):
        with pytest.raises(ValueError, match="is not an amount"):
            call(amount, "USD")


def test_units_count_whole_smallest_units():
    assert (to_minor(D("1283.89"), "USD"), to_minor(D(1500), "JPY"), to_minor(D("1.250"), "KWD")) == (
        128389,
        1500,
        1250,
    )
    assert (from_minor(128389, "USD"), from_minor(1500, "JPY"), from_minor(-5, "KWD")) == (
        D("1283.89"),
        D(1500),
        D("-0.005"),
    )


def test_the_other_side_may_count_in_other_units():
    assert (to_minor(D(1500), "ISK", decimals=2), to_minor(D("1500.00"), "MGA", decimals=0)) == (150000, 1500)
    assert (from_minor(150000, "ISK", decimals=2), str(from_minor(1500, "MGA", decimals=0))) == (D(1500), "1500.00")


def test_a_part_of_a_unit_is_refused_and_never_rounded_away():
    for amount, currency in ((D("0.001"), "USD"), (D("1.5"), "JPY"), (D("1." + "0" * 90 + "1"), "USD")):
        with pytest.raises(NotExact):
            to_minor(amount, currency)
    with pytest.raises(NotExact):
        from_minor(150, "ISK", decimals=2)


@given(units=st.integers(-(10**18), 10**18), currency=CURRENCIES)
def test_units_survive_the_way_there_and_back(units, currency):
    assert to_minor(from_minor(units, currency), currency) == units


@given(amount=AMOUNTS, currency=CURRENCIES)
def test_rounding_moves_an_amount_by_half_a_unit_at_most_and_only_once(amount, currency):
    rounded = quantize(amount, currency)
    assert abs(rounded - amount) * 2 <= smallest_unit(currency)
    assert quantize(rounded, currency) == rounded
    assert rounded.as_tuple().exponent == -minor_units(currency)


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "written"),
    [
        ("1283.89", "USD", "en", "$1,283.89"),
        ("1283.89", "USD", "en-us", "$1,283.89"),
        ("-50", "USD", "en", "−$50.00"),
        ("0", "USD", "en", "$0.00"),
        ("-0.001", "USD", "en", "$0.00"),
        ("1234567.5", "EUR", "de", "1.234.567,50\u00a0€"),
        ("1234.5", "EUR", "fr_FR", "1\u202f234,50\u00a0€"),
        ("1234.5", "EUR", "nl", "€\u00a01.234,50"),
        ("1500", "JPY", "en", "¥1,500"),
        ("1.25", "KWD", "en", "KWD\u00a01.250"),
        ("5", "CAD", "en", "CA$5.00"),
        ("5", "SEK", "tlh", "SEK\u00a05.00"),
    ],
)
def test_money_is_written_as_its_readers_write_it(amount, currency, locale, written):
    assert format_money(D(amount), currency, locale) == written
