"""The checks of our own find what they are for, and let pass what is meant."""

import pytest

from tools.lint import locks, rules, sizes, templates


def found(check, path, text):
    return [line.partition(": ")[2] for line in check(path, text)]


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<script>go()</script>", "inline script"),
        ('<script type="module">go()</script>', "inline script"),
        ('<script src="https://elsewhere.example/x.js"></script>', "script from elsewhere"),
        ('<b onclick="go()">', "inline handler: listen in a module"),
        ('<b hx-on:click="go()">', "hx-on: listen in a module"),
        ("<b hx-vals='js:{a: 1}'>", "js: is evaluated as a string"),
        ('<a href="javascript:go()">', "js: is evaluated as a string"),
        ("{{ words|safe }}", "|safe: make the HTML where it can be escaped"),
        ("{% autoescape off %}", "autoescape off"),
        ('<b style="color: red">', "inline style: use a class"),
        ("<style>b {}</style>", "style element: use a file"),
        ('<b hx-trigger="keyup[ctrlKey]">', "a filter in hx-trigger is evaluated as a string"),
        ('<b hx-trigger="load, click[shiftKey] once">', "a filter in hx-trigger is evaluated as a string"),
    ],
)
def test_template_that_the_browser_would_refuse_is_refused_first(html, why):
    assert found(templates.findings, "templates/orders/list.html", f"<p>\n{html}\n") == [why]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="{% static \'js/app.js\' %}" type="module"></script>',
        '<script type="importmap" nonce="{{ csp_nonce }}">{}</script>',
        '<script type="application/json" id="slots">[]</script>',
        '<b hx-trigger="changed:board from:body, input from:(input[name=q]) delay:300ms">',
        "{# hx-on is refused here #}",
        '<p data-on="click" title="about js: a word">',
    ],
)
def test_template_that_means_well_passes(html):
    assert found(templates.findings, "templates/orders/list.html", html) == []


def test_mail_may_carry_its_styles_but_no_scripts():
    mail = '<p style="margin: 0">Hello</p><script>go()</script>'
    assert found(templates.findings, "templates/mail/letter.html", mail) == ["inline script"]


def test_long_template_is_named_with_its_length():
    assert found(templates.findings, "templates/a.html", "<p>\n" * 151) == ["151 lines, at most 150"]


def test_function_view_and_task_have_their_own_sizes():
    body = "\n".join(f"    a{n} = {n}" for n in range(31))
    assert found(sizes.findings, "orders/actions.py", f"def long():\n{body}\n") == []
    assert found(sizes.findings, "orders/views/board.py", f"def long():\n{body}\n") == [
        "view long has 32 lines, at most 30"
    ]
    assert found(sizes.findings, "orders/tasks.py", f"@shared_task\ndef long():\n{body}\n") == [
        "task long has 32 lines, at most 10"
    ]


@pytest.mark.parametrize(
    ("path", "line", "why"),
    [
        ("orders/search.sql", "select set_config('app.company_id', %s, false)", "the company must be forgotten"),
        ("orders/search.sql", "SET app.company_id = 1", "the company must be forgotten"),
        ("orders/forms.py", "from django.utils.safestring import mark_safe", "mark_safe: use format_html"),
        ("orders/utils.py", "a = 1", "a name that says nothing"),
        ("orders/services.py", "a = 1", "a name that says nothing"),
        ("orders/models.py", "# TODO later", "unfinished work"),
        ("orders/models.py", "try:\n    go()\nexcept Exception:\n    pass", "swallows every error"),
    ],
)
def test_rule_of_the_house_is_enforced(path, line, why):
    [said] = found(rules.findings, path, line)
    assert said.startswith(why)


def test_what_the_rules_allow_passes():
    text = "select set_config('app.company_id', %s, true)\n# TODO #12\n"
    assert [line for pattern in rules.LINES for line in text.splitlines() if rules.re.search(pattern, line)] == []
    assert found(rules.findings, "services/views/services.py", "a = 1") == []


def test_lock_is_read_with_markers_and_extras(tmp_path):
    lock = tmp_path / "some.lock"
    lock.write_text(
        "brotli==1.2.1 ; platform_python_implementation == 'CPython' \\\n    --hash=sha256:aa\npsycopg[binary]==3.3.9 \\\n"
    )
    assert {name: str(version) for name, version in locks.pins(lock).items()} == {"brotli": "1.2.1", "psycopg": "3.3.9"}


def test_our_locks_fit_what_is_asked_for():
    assert locks.check() == ""
