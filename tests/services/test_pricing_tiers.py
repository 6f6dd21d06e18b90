from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.pricing import NoTier, Tier, package_saving, tier_for, visit_minutes

PHOTOS = [Tier(1000, D(189), 60), Tier(2000, D(229), 75), Tier(3000, D(269), 90)]
OPEN = [*PHOTOS, Tier(None, D(399), 150)]
FLAT = [Tier(None, D(75), 20)]


@pytest.mark.parametrize(("size", "price"), [(1, 189), (1000, 189), (1001, 229), (2000, 229), (2001, 269), (3000, 269)])
def test_a_bound_belongs_to_its_tier(size, price):
    assert tier_for(PHOTOS, size).price == price


@pytest.mark.parametrize("size", [3001, 1_000_000])
def test_a_tier_without_bound_takes_every_larger_home(size):
    assert tier_for(OPEN, size) == OPEN[-1]


@pytest.mark.parametrize("size", [None, 0, 1, 1_000_000])
def test_a_flat_price_needs_no_size(size):
    assert tier_for(FLAT, size) == FLAT[0]


@pytest.mark.parametrize(
    ("tiers", "size", "reason", "sentence"),
    [
        ([], 1200, "no_tiers", "No prices are set yet."),
        (PHOTOS, None, "no_size", "The price depends on the size: enter the square feet, 1 or more."),
        (PHOTOS, 0, "no_size", "The price depends on the size: enter the square feet, 1 or more."),
        (OPEN, -5, "no_size", "The price depends on the size: enter the square feet, 1 or more."),
        (PHOTOS, 1_000_000, "too_large", "Prices are set up to 3,000 square feet; 1,000,000 needs a quote."),
    ],
)
def test_a_size_without_price_says_why(tiers, size, reason, sentence):
    with pytest.raises(NoTier) as refusal:
        tier_for(tiers, size)
    assert (refusal.value.reason, refusal.value.square_feet, str(refusal.value)) == (reason, size, sentence)


@pytest.mark.parametrize("wrong", [(0, D(1), 1), (-1, D(1), 1), (10, D(-1), 1), (10, D("NaN"), 1), (10, D(1), -1)])
def test_a_tier_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match="tier"):
        Tier(*wrong)


@given(
    bounds=st.lists(st.integers(1, 20_000), min_size=2, max_size=8, unique=True),
    size=st.integers(1, 1_000_000),
    mixed=st.randoms(),
)
def test_the_smallest_bound_that_holds_the_size_wins_in_any_order(bounds, size, mixed):
    tiers = [Tier(bound, D(bound), bound) for bound in bounds]
    mixed.shuffle(tiers)
    holding = [bound for bound in bounds if bound >= size]
    if holding:
        assert tier_for(tiers, size).up_to == min(holding)
    else:
        with pytest.raises(NoTier) as refusal:
            tier_for(tiers, size)
        assert refusal.value.largest == max(bounds)


def test_a_visit_takes_the_minutes_of_all_its_work():
    assert (visit_minutes([PHOTOS[2], FLAT[0], FLAT[0]]), visit_minutes([])) == (130, 0)


def test_a_package_saves_what_its_services_cost_more_and_never_less_than_nothing():
    assert package_saving(D(349), [D(269), D("119.95")]) == D("39.95")
    assert package_saving(D(399), [D(269), D("119.95")]) == D(0)
