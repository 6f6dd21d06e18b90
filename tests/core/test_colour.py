import itertools

import pytest

from core.colour import WHITE, contrast, readable, readable_ink, to_hex, to_oklch

EVERY = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in itertools.product(range(0, 256, 51), repeat=3)]


def test_white_words_on_every_brand_colour_are_readable():
    assert [colour for colour in EVERY if contrast(readable(colour), WHITE) < 4.5] == []


def test_every_brand_colour_is_readable_as_words_on_white():
    assert [colour for colour in EVERY if contrast(readable_ink(colour), WHITE) < 5] == []


def test_a_colour_that_is_dark_enough_stays_as_it_is():
    assert readable("#00627a") == "#00627a"


@pytest.mark.parametrize("colour", ["#1f5fd6", "#0a7d3c", "#777777", "#000000", "#ffffff"])
def test_a_colour_survives_the_way_there_and_back(colour):
    assert to_hex(to_oklch(colour)) == colour


def test_contrast_is_that_of_the_guidelines():
    assert (contrast("#000000", WHITE), contrast(WHITE, WHITE)) == (21, 1)


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("#ffd400", "#886100"),
        ("#1f5fd6", "#2a61c7"),
        ("#ff0000", "#b53126"),
        ("#8800ff", "#734bbb"),
        ("#777777", "#676767"),
    ],
)
def test_mails_and_papers_have_the_colour_that_browsers_show(chosen, shown):
    """Read off a canvas in Chromium, for oklch(from … clamp(0.36, l, 0.515) min(c, 0.17) h)."""
    assert readable(chosen) == shown
