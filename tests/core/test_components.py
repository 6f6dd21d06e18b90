import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

DANA = SimpleNamespace(name="Dana Whitfield", tone="teal")
PRIYA = SimpleNamespace(name="Priya Raman", tone="violet")
ACTIVE = SimpleNamespace(name="In Progress", tone="blue", kind="active")


def drawn(text, path="/", **context):
    html = Template("{% load ui %}" + text).render(Context({"request": RequestFactory().get(path), **context}))
    return re.sub(r">\s+<", "><", html.strip())


def icon(name, classes="icon"):
    return f'<svg class="{classes}" aria-hidden="true"><use href="/static/img/icons.svg#{name}"/></svg>'


class Visit(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the door.")
    code = forms.RegexField(label="Code", regex=r"^\d{4}$", required=False, error_messages={"invalid": "Four digits."})
    pets = forms.BooleanField(label="Pets", required=False)
    parking = forms.ChoiceField(label="Parking", widget=forms.RadioSelect, choices=[("a", "Drive"), ("b", "Street")])


def test_icon_without_a_label_is_hidden_and_with_one_is_named():
    assert drawn('{% icon "star" %}') == icon("star")
    assert drawn('{% icon "star" "star" tone="amber" label="Priority" %}') == (
        '<svg class="icon star" aria-label="Priority" data-tone="amber" role="img">'
        '<use href="/static/img/icons.svg#star"/></svg>'
    )


def test_button_is_a_button_and_with_an_address_a_link():
    assert drawn('{% button "Save" kind="primary" type="submit" hx_post="/x/" disabled=False %}') == (
        '<button class="button is-primary" hx-post="/x/" type="submit">Save</button>'
    )
    assert drawn('{% button "Orders" href="/orders/" class="push-end" %}') == (
        '<a class="button push-end" href="/orders/">Orders</a>'
    )


def test_button_of_an_icon_keeps_its_name():
    assert drawn('{% button "Close" icon="close" only_icon=True %}') == (
        f'<button class="button is-icon" title="Close" type="button">{icon("close")}'
        '<span class="visually-hidden">Close</span></button>'
    )


def test_words_of_people_are_escaped_everywhere():
    nasty = SimpleNamespace(name="<b>x</b> & y", tone='"><i>')
    for tag in (
        "{% avatar p %}",
        "{% person p %}",
        "{% button p.name %}",
        "{% notice p.name %}{{ p.name }}{% endnotice %}",
    ):
        html = drawn(tag, p=nasty)
        assert "<b>x" not in html.replace("<b>&lt;", "")
        assert "<i>" not in html


def test_avatars_count_those_they_do_not_show():
    html = drawn("{% avatars people most=1 %}", people=[DANA, PRIYA])
    assert html == (
        '<span class="avatars"><span class="avatar" data-tone="teal" aria-hidden="true" title="Dana Whitfield">DW</span>'
        '<span class="avatar is-more" aria-hidden="true">+1</span></span>'
    )
    assert "is-empty" in drawn("{% avatars people %}", people=[])


def test_person_without_a_tone_always_gets_the_same_one():
    assert drawn("{% avatar p %}", p="Owen Park") == drawn("{% avatar p %}", p="Owen Park")


def test_status_with_a_menu_is_the_button_that_opens_it():
    assert drawn('{% status s menu="m" label="change status" %}', s=ACTIVE) == (
        '<button class="status" type="button" data-tone="blue" popovertarget="m" aria-haspopup="menu">'
        f'{icon("status-active")}In Progress<span class="visually-hidden">, change status</span>'
        f"{icon('down', 'icon caret')}</button>"
    )


def test_money_is_written_with_a_true_minus():
    assert drawn('{% money "-1283.89" "USD" %}') == "−$1,283.89"
    assert drawn("{% money m %}", m=SimpleNamespace(amount="12500", currency="JPY")) == "¥12,500"


def test_time_is_said_on_the_wall_clock_of_the_zone():
    nine = timezone.now().astimezone(UTC).replace(hour=15, minute=30, second=0, microsecond=0) + timedelta(days=3)
    html = drawn('{% when at end=end zone="America/New_York" show="time" %}', at=nine, end=nine + timedelta(hours=1))
    assert re.sub(r' datetime="[^"]+"', "", html) in (
        "<time>10:30 – 11:30 AM</time>",
        "<time>11:30 AM – 12:30 PM</time>",
    )


def test_age_is_kept_up_to_date_by_the_browser():
    at = datetime(2020, 3, 1, 12, tzinfo=UTC)
    assert drawn("{% when at %}", at=at) == (
        '<relative-time datetime="2020-03-01T12:00:00+00:00">Mar 1, 2020, 12:00 PM</relative-time>'
    )


def test_field_ties_label_hint_and_error_to_its_control():
    html = drawn("{% field form.code %}", form=Visit({"name": "x", "code": "44"}))
    assert html == (
        '<div class="field"><label for="id_code">Code <span class="optional">optional</span></label>'
        '<input type="text" name="code" value="44" class="input" data-tone="red" aria-invalid="true" '
        'aria-describedby="id_code_error" id="id_code">'
        f'<div class="stack-tight" id="id_code_error"><p class="error" data-tone="red">{icon("warning")}Four digits.</p>'
        "</div></div>"
    )
    assert 'aria-describedby="id_name_helptext"' in drawn("{% field form.name %}", form=Visit())


def test_choices_are_a_fieldset_and_a_check_wears_its_label():
    assert drawn("{% field form.pets switch=True %}", form=Visit()) == (
        '<div class="field"><label class="switch"><input type="checkbox" name="pets" role="switch" id="id_pets">'
        "<span>Pets</span></label></div>"
    )
    choices = drawn("{% field form.parking %}", form=Visit())
    assert choices.startswith('<fieldset class="field"><legend class="label">Parking</legend>')
    assert choices.count('<label class="radio">') == 2


def test_summary_leads_to_each_field_and_is_nothing_without_errors():
    html = drawn("{% errors form %}", form=Visit({"name": "", "code": "4", "parking": "a"}))
    assert "2 things to fix" in html
    assert '<a href="#id_name">Name</a>: This field is required.' in html
    assert '<a href="#id_code">Code</a>: Four digits.' in html
    assert drawn("{% errors form %}", form=Visit({"name": "x", "parking": "a"})) == ""


def test_whole_form_comes_out_in_our_markup(settings):
    html = str(Visit())
    assert html.strip().startswith('<div class="form">')
    assert html.count('class="field"') == 4


def test_pager_says_where_one_is_and_keeps_the_filters():
    page = Paginator(range(2595), 50).page(2)
    html = drawn("{% pager page %}", path="/orders/?q=oak&page=2", page=page)
    assert "51–100 of 2,595" in html
    assert 'href="?q=oak&amp;page=1"' in html
    assert 'href="?q=oak&amp;page=3"' in html
    assert '<input type="hidden" name="q" value="oak">' in html
    assert "<option selected>50</option>" in html


def test_dialog_takes_its_own_footer_and_leaves_the_outer_one():
    html = drawn(
        '{% dialog "out" "Out" %}{% slot "footer" %}outer{% endslot %}'
        '{% dialog "in" "In" %}{% slot "footer" %}inner{% endslot %}{% enddialog %}{% enddialog %}'
    )
    assert re.findall(r"<footer>(\w+)</footer>", html) == ["inner", "outer"]


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("curl/8", "curl/8"),
    ],
)
def test_browser_is_named_as_its_owner_calls_it(agent, name):
    assert drawn("{{ agent|device }}", agent=agent) == name


def test_two_pagers_of_a_page_have_two_names():
    page = Paginator(range(60), 50).page(1)
    html = drawn("{% pager page %}{% pager page %}", page=page)
    assert re.findall(r'<nav class="pager" aria-label="([^"]+)"', html) == ["Pages", "Pages, once more"]
