from dataclasses import replace
from decimal import ROUND_DOWN, Decimal, getcontext, localcontext
from decimal import Decimal as D
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import minor_units, smallest_unit
from services.pricing import Adjustment, BadCart, Cart, Line, PricedAdjustment, PricedLine, Tax, Totals, price

CURRENCIES = st.sampled_from(["USD", "USD", "EUR", "JPY", "KWD", "CLF"])
EITHER = st.booleans()
PRICES = st.one_of(
    st.decimals(0, 2000, places=2),
    st.decimals(0, 10**9, places=6),
    st.sampled_from([D(0), D("0.005"), D("0.585"), D(999999999999999), D("0.000000000001")]),
)
QUANTITIES = st.one_of(st.integers(0, 40), st.decimals(0, 1000, places=3))
PERCENTS = st.one_of(st.sampled_from([D(0), D("7.25"), D(10), D(100), D("33.333333")]), st.decimals(0, 100, places=3))


@st.composite
def lines(draw, taxable=EITHER):
    return Line(draw(st.sampled_from("abcde")), "x", draw(QUANTITIES), draw(PRICES), draw(taxable))


@st.composite
def adjustments(draw, kinds=("discount", "fee"), taxable=EITHER):
    by_percent = draw(st.booleans())
    return Adjustment(
        draw(st.sampled_from("abcde")),
        "x",
        draw(st.sampled_from(kinds)),
        amount=None if by_percent else draw(PRICES),
        percent=draw(PERCENTS) if by_percent else None,
        taxable=draw(taxable),
    )


TAXES = st.none() | st.builds(Tax, st.just("Tax"), PERCENTS, st.booleans())
CARTS = st.builds(
    Cart,
    CURRENCIES,
    st.lists(lines(), max_size=8).map(tuple),
    st.lists(adjustments(), max_size=4).map(tuple),
    TAXES,
)
ALIKE = st.booleans().flatmap(
    lambda taxable: st.builds(
        Cart,
        CURRENCIES,
        st.lists(lines(st.just(taxable)), min_size=1, max_size=8).map(tuple),
        st.lists(adjustments(taxable=st.just(True)), max_size=4).map(tuple),
        TAXES,
    )
)


def half_up(exact: Fraction) -> int:
    return int((exact + Fraction(1, 2)) // 1)


def by_fractions(cart: Cart) -> tuple[int, ...]:
    """The page's eight steps again, in whole smallest units and exact fractions."""
    scale = 10 ** minor_units(cart.currency)
    amounts = [half_up(Fraction(line.unit_price) * Fraction(line.quantity) * scale) for line in cart.lines]
    subtotal = left = sum(amounts)
    taken = {True: 0, False: 0}
    for lowers_tax in (True, False):
        for each in cart.adjustments:
            if each.kind == "discount" and each.taxable is lowers_tax:
                exact = (
                    subtotal * Fraction(each.percent) / 100 if each.amount is None else Fraction(each.amount) * scale
                )
                part = min(left, half_up(exact))
                taken[lowers_tax] += part
                left -= part
    fees = {True: 0, False: 0}
    for each in cart.adjustments:
        if each.kind == "fee":
            exact = left * Fraction(each.percent) / 100 if each.amount is None else Fraction(each.amount) * scale
            fees[each.taxable] += half_up(exact)
    taxable = sum(amount for amount, line in zip(amounts, cart.lines, strict=True) if line.taxable)
    share = half_up(Fraction(taken[True] * taxable, subtotal)) if subtotal else 0
    taxed = taxable - share + fees[True]
    tax = 0
    if cart.tax:
        percent = Fraction(cart.tax.percent)
        tax = half_up(taxed * percent / (100 + percent if cart.tax.included else 100))
    on_top = 0 if cart.tax and cart.tax.included else tax
    return subtotal, subtotal - left, sum(fees.values()), taxed, tax, left + sum(fees.values()) + on_top


def units(totals: Totals) -> tuple[int, ...]:
    unit = smallest_unit(totals.currency)
    parts = (totals.subtotal, totals.discount, totals.fees, totals.taxed, totals.tax, totals.total)
    with localcontext(prec=60):
        assert all(part % unit == 0 for part in parts)
        return tuple(int(part / unit) for part in parts)


def test_a_whole_cart():
    cart = Cart(
        "USD",
        (Line("photos", "Photos", 1, D(269)), Line("miles", "Miles", 37, D("0.585"), taxable=False)),
        (
            Adjustment("spring", "SPRING10", "discount", percent=D(10)),
            Adjustment("saturday", "Saturday", "fee", amount=D(25)),
        ),
        Tax("Sales tax", D("7.25")),
    )
    assert price(cart) == Totals(
        currency="USD",
        lines=(
            PricedLine("photos", "Photos", 1, D(269), D("269.00"), True),
            PricedLine("miles", "Miles", 37, D("0.585"), D("21.65"), False),
        ),
        adjustments=(
            PricedAdjustment("spring", "SPRING10", "discount", D("29.07"), True),
            PricedAdjustment("saturday", "Saturday", "fee", D("25.00"), True),
        ),
        subtotal=D("290.65"),
        discount=D("29.07"),
        fees=D("25.00"),
        taxed=D("267.10"),
        tax=D("19.36"),
        total=D("305.94"),
        included=False,
    )


def test_an_empty_cart_costs_nothing_written_in_full():
    totals = price(Cart("KWD", tax=Tax("Tax", D(5))))
    assert [str(part) for part in (totals.subtotal, totals.discount, totals.fees, totals.tax, totals.total)] == [
        "0.000"
    ] * 5


@given(cart=CARTS)
def test_every_figure_is_the_exact_one(cart):
    assert units(price(cart)) == by_fractions(cart)


@given(cart=CARTS)
def test_what_is_shown_adds_up(cart):
    totals = price(cart)
    kinds = {kind: [each.amount for each in totals.adjustments if each.kind == kind] for kind in ("discount", "fee")}
    with localcontext(prec=60):
        assert totals.subtotal == sum(line.amount for line in totals.lines)
        assert totals.discount == sum(kinds["discount"]) <= totals.subtotal
        assert totals.fees == sum(kinds["fee"])
        assert totals.total == totals.subtotal - totals.discount + totals.fees + totals.tax_added
        assert totals.tax_added == (0 if totals.included else totals.tax)
    shown = [*(line.amount for line in totals.lines), *(each.amount for each in totals.adjustments), *units(totals)]
    assert all(amount >= 0 and not Decimal(amount).is_signed() for amount in shown)


@given(cart=CARTS)
def test_no_line_is_off_by_more_than_half_a_unit(cart):
    unit = smallest_unit(cart.currency)
    for line, priced in zip(cart.lines, price(cart).lines, strict=True):
        exact = Fraction(line.unit_price) * Fraction(line.quantity)
        assert abs(Fraction(priced.amount) - exact) * 2 <= Fraction(unit)
        assert priced.amount.as_tuple().exponent == -minor_units(cart.currency)


@given(cart=CARTS, mixed=st.randoms())
def test_the_order_of_lines_and_adjustments_changes_no_figure(cart, mixed):
    lines, adjustments = list(cart.lines), list(cart.adjustments)
    mixed.shuffle(lines)
    mixed.shuffle(adjustments)
    assert units(price(replace(cart, lines=tuple(lines), adjustments=tuple(adjustments)))) == units(price(cart))


@given(cart=ALIKE, more=PRICES, which=st.integers(0, 7))
def test_a_higher_price_never_makes_a_lower_total(cart, more, which):
    place = which % len(cart.lines)
    line = cart.lines[place]
    dearer = line._replace(unit_price=min(line.unit_price + more, D(10) ** 15))
    raised = replace(cart, lines=(*cart.lines[:place], dearer, *cart.lines[place + 1 :]))
    assert price(raised).total >= price(cart).total


@given(cart=CARTS, line=lines())
def test_one_line_more_takes_back_a_unit_at_most(cart, line):
    with localcontext(prec=60):
        assert price(replace(cart, lines=(*cart.lines, line))).total >= price(cart).total - smallest_unit(cart.currency)


@given(cart=CARTS, fee=adjustments(kinds=("fee",)))
def test_one_fee_more_never_makes_a_lower_total(cart, fee):
    assert price(replace(cart, adjustments=(*cart.adjustments, fee))).total >= price(cart).total


@given(cart=CARTS, discount=adjustments(kinds=("discount",)))
def test_one_discount_more_never_makes_a_higher_total(cart, discount):
    assert price(replace(cart, adjustments=(*cart.adjustments, discount))).total <= price(cart).total


@given(cart=CARTS, percent=PERCENTS)
def test_a_tax_that_is_included_changes_no_total(cart, percent):
    without = price(replace(cart, tax=None))
    included = price(replace(cart, tax=Tax("VAT", percent, included=True)))
    assert (included.total, included.taxed) == (without.total, without.taxed)
    assert 0 <= included.tax <= included.taxed


@given(net=st.integers(0, 10**9), percent=st.sampled_from([D(5), D("7.25"), D(19), D(20), D("8.875")]))
def test_the_tax_contained_in_a_price_is_the_one_that_was_put_on_top(net, percent):
    amount = D(net).scaleb(-2)
    on_top = price(Cart("EUR", (Line("a", "A", 1, amount),), tax=Tax("VAT", percent)))
    contained = price(Cart("EUR", (Line("a", "A", 1, on_top.total),), tax=Tax("VAT", percent, included=True)))
    assert (contained.tax, contained.total) == (on_top.tax, on_top.total)


@given(quantity=st.integers(0, 10_000), amount=st.decimals(0, 5000, places=2))
def test_a_quantity_costs_as_much_as_so_many_single_lines(quantity, amount):
    together = price(Cart("USD", (Line("a", "A", quantity, amount),)))
    assert together.total == amount * quantity


def test_a_tie_falls_on_the_taxable_lines():
    cart = Cart(
        "USD",
        (Line("a", "A", 1, D("1.00")), Line("b", "B", 1, D("1.00"), taxable=False)),
        (Adjustment("d", "D", "discount", amount=D("0.05")),),
        Tax("Tax", D(100)),
    )
    assert price(cart).taxed == D("0.97")


def test_a_discount_that_is_not_taxable_leaves_the_tax_alone():
    cart = Cart("USD", (Line("a", "A", 1, D(100)),), tax=Tax("Tax", D(10)))
    gift = Adjustment("gift", "Gift", "discount", amount=D(30), taxable=False)
    totals = price(replace(cart, adjustments=(gift,)))
    assert (totals.discount, totals.taxed, totals.tax, totals.total) == (D(30), D(100), D(10), D(80))


def test_discounts_stop_at_the_subtotal_whatever_their_order():
    cart = Cart("USD", (Line("a", "A", 1, D(100)),), tax=Tax("Tax", D(10)))
    gifts = (
        Adjustment("gift", "Gift", "discount", amount=D(90), taxable=False),
        Adjustment("half", "Half", "discount", percent=D(50)),
        Adjustment("ten", "Ten", "discount", amount=D(10)),
    )
    for order in permutations(gifts):
        totals = price(replace(cart, adjustments=order))
        taken = {each.key: each.amount for each in totals.adjustments}
        assert (taken, totals.taxed, totals.total) == ({"gift": D(40), "half": D(50), "ten": D(10)}, D(40), D(4))


def test_percent_fees_are_taken_of_what_the_discount_left():
    cart = Cart(
        "USD",
        (Line("a", "A", 1, D(200)),),
        (
            Adjustment("card", "Card fee", "fee", percent=D(3), taxable=False),
            Adjustment("half", "Half", "discount", percent=D(50)),
        ),
        Tax("Tax", D(10)),
    )
    totals = price(cart)
    assert (totals.fees, totals.taxed, totals.total) == (D("3.00"), D("100.00"), D("113.00"))


def test_the_callers_decimal_context_changes_nothing():
    cart = Cart("USD", (Line("a", "A", 3, D("123456.785")),), tax=Tax("Tax", D("7.25")))
    expected = price(cart)
    with localcontext(prec=3, rounding=ROUND_DOWN):
        assert price(cart) == expected
        assert getcontext().prec == 3


def test_a_million_square_feet_of_yen_and_dinars_are_exact():
    dear = D(999999999999999)
    assert (
        price(Cart("JPY", (Line("a", "A", 10**15, dear),), tax=Tax("Tax", D(10)))).total
        == int(dear) * 10**15 * 11 // 10
    )
    assert str(price(Cart("KWD", (Line("a", "A", 3, D("15.0005")),), tax=Tax("Tax", D(10)))).total) == "49.502"
    assert str(price(Cart("JPY", (Line("a", "A", 3, D("1500.5")),), tax=Tax("Tax", D(10)))).total) == "4952"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Cart("USD", (Line("a", "A", -1, D(1)),)),
        lambda: Cart("USD", (Line("a", "A", 10**15 + 1, D(1)),)),
        lambda: Cart("USD", (Line("a", "A", 1, D(-1)),)),
        lambda: Cart("USD", (Line("a", "A", 1, D("NaN")),)),
        lambda: Cart("USD", (Line("a", "A", 1, D("Infinity")),)),
        lambda: Cart("USD", (Line("a", "A", 1, D("sNaN")),)),
        lambda: Cart("USD", (Line("a", "A", 1, 9.99),)),
        lambda: Cart("USD", (Line("a", "A", 1.5, D(1)),)),
        lambda: Cart("USD", (Line("a", "A", 1, D("1e16")),)),
        lambda: Cart("USD", (Line("a", "A", 1, D("1e-13")),)),
        lambda: Adjustment("a", "A", "discount"),
        lambda: Adjustment("a", "A", "discount", amount=D(1), percent=D(1)),
        lambda: Adjustment("a", "A", "discount", percent=D("100.01")),
        lambda: Adjustment("a", "A", "fee", amount=D(-1)),
        lambda: Adjustment("a", "A", "tip", amount=D(1)),
        lambda: Tax("Tax", D("100.5")),
        lambda: Tax("Tax", D(-1)),
    ],
)
def test_a_number_no_price_can_be_made_of_is_refused(make):
    with pytest.raises(BadCart):
        make()


def test_an_unknown_currency_code_is_refused():
    with pytest.raises(ValueError, match="not a currency code"):
        Cart("dollars")
