"""What the browser complains about is never missed."""

import pytest

from tests.browser.visitor import barriers

STYLES = {
    "an attribute": "document.querySelector('h1').setAttribute('style', 'color: red')",
    "an element": "document.head.append(Object.assign(document.createElement('style'), {textContent: 'h1 { color: red }'}))",
    "a fragment": "document.querySelector('h1').insertAdjacentHTML('beforeend', '<i style=\\'color: red\\'>x</i>')",
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("axe_first", [True, False], ids=["after axe", "before axe"])
def test_an_inline_style_of_ours_is_heard_whether_or_not_axe_looks_too(north, visitors, style, axe_first):
    page = visitors.open(north, north.admin, "/profile/")
    if axe_first:
        assert barriers(page) == []
    page.evaluate(f"{style}; 0")
    if not axe_first:
        barriers(page)
    with pytest.raises(AssertionError, match="inline style violates") as heard:
        visitors.leave()
    assert str(heard.value).count("inline style") == 1


def test_axe_alone_makes_no_console_complain(north, visitors):
    page = visitors.open(north, north.admin, "/profile/")
    for _ in range(3):
        assert barriers(page) == []
    page.wait_for_timeout(500)
    assert page.console.complaints == []
