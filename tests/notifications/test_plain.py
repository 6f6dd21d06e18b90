from hypothesis import given
from hypothesis import strategies as st

from notifications.plain import plain


def test_paragraphs_lists_and_tables_become_lines():
    html = """<html><head><title>No</title><style>p {}</style></head><body>
      <h1>Order  #1042</h1><p>Dear <b>Ann</b>,<br>it is   placed.</p>
      <ul><li>Photos</li><li>Video</li></ul>
      <table><tr><th>When</th><td>Tuesday</td></tr><tr><th>Who</th><td>Priya</td></tr></table></body></html>"""
    assert plain(html) == ("Order #1042\n\nDear Ann,\nit is placed.\n\n- Photos\n- Video\n\nWhen Tuesday\nWho Priya\n")


def test_links_stand_with_their_address_once():
    html = (
        '<p><a href="https://a.test/i/1">See it</a>, <a href="https://b.test">https://b.test</a>,'
        ' <a href="mailto:x@a.test">x@a.test</a></p>'
    )
    assert plain(html) == "See it: https://a.test/i/1, https://b.test, x@a.test\n"


def test_what_is_only_for_html_is_left_out():
    html = "<p data-html-only>Logo <p>nested</p> here</p><p>Text &amp; signs &lt;b&gt;</p>"
    assert plain(html) == "Text & signs <b>\n"


@given(st.text())
def test_any_input_gives_text(html):
    assert plain(html).endswith("\n")
