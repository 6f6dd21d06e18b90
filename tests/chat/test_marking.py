import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chat.marking import ATTRIBUTES, TAGS, marked
from chat.said import Author, Mark, Said

A = 'target="_blank" rel="noopener nofollow"'
EDDA = ((7, "Edda"),)


def drawn(body, *marks):
    author = Author("Cora", "blue", "")
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    said = Said(
        pk=1,
        order_id=1,
        line_id=None,
        body=body,
        client_id=uuid4(),
        created_at=moment,
        author_id=1,
        author=author,
        marks=tuple(marks),
    )
    return marked(said)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**b** *i* ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <s>s</s> <code>c</code></p>"),
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("> said\n\n- a\n- b", "<blockquote>\n<p>said</p>\n</blockquote>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("```js\na <b> **c**\n```", "<pre><code>a &lt;b&gt; **c**\n</code></pre>"),
        ("[the plan](https://a.test/p)", f'<p><a href="https://a.test/p" {A}>the plan</a></p>'),
        ("# no head\n---\n| a |", "<p># no head<br>\n---<br>\n| a |</p>"),
        ("call snake_case_name 5 * 3", "<p>call snake_case_name 5 * 3</p>"),
        ("\\*mere stars\\*", "<p>*mere stars*</p>"),
    ],
)
def test_a_message_is_formatted(text, html):
    assert drawn(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "see https://a.test/x?y=1&z=2.",
            f'see <a href="https://a.test/x?y=1&amp;z=2" {A}>https://a.test/x?y=1&amp;z=2</a>.',
        ),
        ("(www.google.com)", f'(<a href="http://www.google.com" {A}>www.google.com</a>)'),
        ("http://a.test/b_(c)!", f'<a href="http://a.test/b_(c)" {A}>http://a.test/b_(c)</a>!'),
        ("me@google.com", f'<a href="mailto:me@google.com" {A}>me@google.com</a>'),
        ("https://", "https://"),
        ("www.", "www."),
    ],
)
def test_addresses_become_links(text, html):
    assert drawn(text) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>)",
        "![x](https://a.test/spy.png)",
        "<javascript:alert(1)>",
        '[x](https://a.test "onmouseover=alert(1)")',
        "[x](https://a.test'onmouseover='x)",
        "`</code><script>`",
        "```\n</code></pre><script>\n```",
        '<https://a.test/"onclick="x>',
        "\ue0000\ue001 \ue00099\ue001",
    ],
)
def test_nothing_but_formatting_comes_out(text):
    assert strange(drawn(text)) == []


def test_mentions_are_marked_inside_formatting_and_are_text_in_code_and_addresses():
    body = "**@Edda** `@Edda` https://a.test/?q=@Edda"
    places = [found.span() for found in re.finditer("@Edda", body)]
    span = '<span class="mention" data-people="7">@Edda</span>'
    html = drawn(body, *(Mark(start, end, EDDA) for start, end in places))
    assert html.startswith(f'<p><strong>{span}</strong> <code>@Edda</code> <a href="https://a.test/?q=%40Edda" {A}>')


def test_a_role_is_shown_as_it_was_written():
    html = drawn("@editors, please", Mark(0, 8, ((7, "Edda"), (8, "Egon"))))
    assert html == '<p><span class="mention" data-people="7 8">@editors</span>, please</p>'


@given(st.text(st.sampled_from("htps:/w.a<>\"'&()[]*_~`>-1. \n@x!\\"), max_size=60) | st.text())
@example("[a](https://a.test'onmouseover='x)")
@example("<b onclick=x>*")
def test_any_text_comes_out_as_harmless_html(text):
    assert strange(drawn(text)) == []


def strange(html):
    """Tags and attributes that have no business in a message, and addresses that do more than lead somewhere."""
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            allowed = ATTRIBUTES.get(tag, set()) | {"target", "rel"} | ({"class"} if tag == "span" else set())
            found.extend([tag] if tag not in TAGS else [])
            found.extend(name for name, _ in attrs if name not in allowed)
            address = dict(attrs).get("href") or ""
            found.extend([address] if re.match(r"\s*(javascript|data|vbscript):", address, re.IGNORECASE) else [])

    Reader().feed(html)
    return found
