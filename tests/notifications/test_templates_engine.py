"""Words of a company: what may stand in them, what is refused and how, and that nothing in a value runs or draws."""

import pytest

from notifications.composing.drawing import check_links, draw
from notifications.composing.engine import NotUnderstood, check, fill, unwrapped

SHAPE = {"order": {"address": None, "number": None}, "visits": [{"when": None, "people": [{"name": None}]}]}
EVIL = "<img src=x onerror=alert(1)>*b* | [x](javascript:alert(1)) {{ order.number }}\n# h"


def refused(source):
    with pytest.raises(NotUnderstood) as trouble:
        check(source, SHAPE)
    return str(trouble.value)


@pytest.mark.parametrize(
    "source",
    [
        "{{ order.address }} {{ visits.size }} {{ 'word' }} {{ order.number | default: order.address | upcase }}",
        "{% for visit in visits %}{{ visit.when }}{% for who in visit.people %}{{ who.name }}{% endfor %}{% endfor %}",
        "{% for visit in visits limit: 2 %}{% unless forloop.last %}, {% endunless %}{% endfor %}",
        "{% if order.number == '7' and visits.size > 1 %}a{% elsif visits %}b{% else %}c{% endif %}",
    ],
)
def test_what_the_letter_offers_may_stand_in_it(source):
    check(source, SHAPE)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            "{{ order.adress }}",
            "There is no variable “order.adress” in this letter. Did you mean “order.address”?",
        ),
        ("{{ zzz }}", "There is no variable “zzz” in this letter."),
        ("{{ order }}", "“order” is a group: say which part, such as “order.address”."),
        ("{{ visits }}", "“visits” is a list: go through it with “for”."),
        ("{% for v in order.number %}{% endfor %}", "“{% for … in order.number %}”: order.number is not a list."),
        ("{% for v in (1..9) %}{% endfor %}", "“{% for … in (1..9) %}”: (1..9) is not a list."),
        ("{% if order.address %}", "“{% endif %}” is missing."),
        ("{{ order.address", "“{{ order.address” is not closed."),
        ("{{ order.address }", "“{{ order.address }” is not closed."),
        ("{{ }}", "“{{ }}” is not understood. Write a variable between the braces."),
        ("{{#each visits}}", "“{{#each visits}}” is not understood. Write a variable between the braces."),
        (
            "{{ order.number | system }}",
            "There is no filter “system”. You can use: capitalize, default, downcase, upcase.",
        ),
        ("{% if order.number = 1 %}x{% endif %}", "“{% if order.number = 1 %}x{% endif %}” is not understood."),
        (
            "{% for v in visits %}{{ v.wen }}{% endfor %}",
            "There is no variable “v.wen” in this letter. Did you mean “v.when”?",
        ),
    ],
)
def test_what_is_wrong_is_named(source, sentence):
    assert refused(source) == sentence


@pytest.mark.parametrize(
    "tag", ["include 'x'", "render 'x'", "assign a = 1", "capture a", "liquid", "raw", "echo order"]
)
def test_other_tags_are_refused(tag):
    assert refused("{% " + tag + " %}").startswith("“{% " + tag.split()[0] + " %}” cannot stand there.")


@pytest.mark.parametrize(
    "reach",
    [
        "order.__class__", "order.address.__class__.__mro__", "order['__class__']", "order[order.number]",
        "visits[0].when", "visits.first", "order.address.size", "self", "forloop", "request.user", "order.items",
    ],
)  # fmt: skip
def test_nothing_else_is_within_reach(reach):
    assert "in this letter" in refused("{{ " + reach + " }}") or "list" in refused("{{ " + reach + " }}")


def test_a_variable_of_a_loop_is_gone_after_it():
    assert refused("{% for v in visits %}{% endfor %}{{ v.when }}") == "There is no variable “v.when” in this letter."


def test_values_are_words_whatever_they_look_like():
    drawn = draw(fill("Hello **{{ name }}**\n\n| | |\n|-|-|\n| a | {{ name }} |\n", {"name": EVIL}))
    assert ("<img" in drawn, "<a" in drawn, "<em>" in drawn, "<h1>" in drawn) == (False, False, False, False)
    assert (
        drawn.count("&lt;img src=x onerror=alert(1)&gt;*b* | [x](javascript:alert(1)) {{ order.number }}<br># h") == 2
    )


def test_html_that_somebody_types_is_shown_as_words():
    drawn = draw(fill("<script>alert(1)</script>\n\n<b onclick=x>hi</b> ![pic](https://x.example/p.png)", {}))
    assert ("<script" in drawn, "<b " in drawn, "<img" in drawn) == (False, False, False)


@pytest.mark.parametrize(
    "scheme", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "/my/", "java\nscript:x"]
)
def test_a_link_that_would_run_something_leads_nowhere(scheme):
    assert draw(fill("[x]({{ link }})", {"link": scheme})) == '<p><a class="button">x</a></p>\n'


def test_a_link_keeps_its_address_and_escapes_it():
    assert (
        draw(fill("a [x]({{ link }})", {"link": 'https://a.example/?b=1&c="2'}))
        == '<p>a <a href="https://a.example/?b=1&amp;c=&quot;2">x</a></p>\n'
    )


def test_a_typed_link_to_nowhere_is_refused():
    with pytest.raises(NotUnderstood) as trouble:
        check_links("[x](/my/orders/)")
    assert str(trouble.value) == (
        "The link to “/my/orders/” leads nowhere: write the whole address, such as https://example.com."
    )
    check_links("[x](https://a.example) [y](mailto:a@b.example) [z](tel:+1312)")


def test_a_table_without_headings_is_a_list_of_facts():
    drawn = draw("| | |\n|-|-|\n| Where | here |\n")
    assert ("<thead" in drawn, '<table role="presentation" class="facts">' in drawn) == (False, True)
    assert "<thead" in draw("| A | B |\n|-|-|\n| Where | here |\n")


def test_tags_alone_on_a_line_leave_none_behind():
    source = "a\n{% for visit in visits %}\n- {{ visit.when }}\n{% endfor %}\nb"
    assert unwrapped(fill(source, {"visits": [{"when": "1"}, {"when": "2"}]})) == "a\n- 1\n- 2\nb\n"


def test_what_is_empty_is_nothing():
    source = "{% if word %}x{% endif %}{% if list %}y{% endif %}{% unless word %}none{% endunless %}"
    assert unwrapped(fill(source, {"word": "", "list": []})) == "none\n"


def test_nobody_can_type_our_wrappings():
    assert unwrapped(fill("\ue00041\ue001 {{ a }}", {"a": "\ue00042\ue001"})) == "41 \ue00042\ue001\n"


def test_a_letter_that_would_never_end_is_refused():
    nest = "".join(f"{{% for v{n} in list %}}" for n in range(5)) + "x" + "{% endfor %}" * 5
    with pytest.raises(NotUnderstood, match="too long"):
        fill(nest, {"list": list(range(50))})
