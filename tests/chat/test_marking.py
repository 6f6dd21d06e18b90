import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chat.marking import linked

A = 'rel="noopener nofollow" target="_blank"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "see https://a.test/x?y=1&z=2.",
            f'see <a href="https://a.test/x?y=1&amp;z=2" {A}>https://a.test/x?y=1&amp;z=2</a>.',
        ),
        ("(www.a.test)", f'(<a href="https://www.a.test" {A}>www.a.test</a>)'),
        ("http://a.test/b_(c)!", f'<a href="http://a.test/b_(c)" {A}>http://a.test/b_(c)</a>!'),
        ("HTTPS://A.test", f'<a href="HTTPS://A.test" {A}>HTTPS://A.test</a>'),
        ("https://", "https://"),
        ("www.", "www."),
        ("javascript:alert(1) data:text/html,x", "javascript:alert(1) data:text/html,x"),
        ("xhttps://a.test me@www.a.test", "xhttps://a.test me@www.a.test"),
        ('<a href="https://a.test">', f'&lt;a href=&quot;<a href="https://a.test" {A}>https://a.test</a>&quot;&gt;'),
        ("a\n\nb  c", "a\n\nb  c"),
    ],
)
def test_addresses_become_links_and_nothing_else(text, html):
    assert linked(text) == html


@given(st.text(st.sampled_from("htps:/w.a<>\"'&()[] \n@x"), max_size=40) | st.text())
@example("https://a.test'onmouseover='x")
@example("<script>https://a.test</script>")
def test_any_text_comes_out_as_it_was(text):
    html = linked(text)
    bare = re.sub(rf'<a href="https?://[^"]*" {A}>([^<]*)</a>', r"\1", html, flags=re.IGNORECASE)
    assert "<" not in bare
    assert unescape(bare) == unescape(text) or unescape(bare) == text
