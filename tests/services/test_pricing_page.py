import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "pricing.md"


def test_every_example_of_the_pricing_page_holds():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert (failed, tried > 15) == (0, True)
