"""Refuses in templates what our Content-Security-Policy would refuse in the browser, and what hides where HTML comes from."""

import re
from collections.abc import Iterator

from tools.lint.files import ours

MOST_LINES = 150
APART = re.compile(r"(^|/)(mail|email|emails|papers|pdf)/")
"""Mail and paper are not shown by a browser under our policy: styles may stand in them."""

ANYWHERE = {
    r"<script(?![^>]*\ssrc=)(?![^>]*\stype=\"(importmap|application/json|speculationrules)\")": "inline script",
    r"<script[^>]*\ssrc=\"(https?:)?//": "script from elsewhere",
    r"\s(?:data-)?hx-on[:\w-]*=": "hx-on: listen in a module",
    r"\son[a-z]+=\s*[\"']": "inline handler: listen in a module",
    r"[\"'](js|javascript):": "js: is evaluated as a string",
    r"\shx-live\b": "hx-live is evaluated as a string",
    r"\|\s*safe\b": "|safe: make the HTML where it can be escaped",
    r"{%\s*autoescape\s+off": "autoescape off",
}
IN_PAGES = {r"\sstyle=\s*[\"']": "inline style: use a class", r"<style\b": "style element: use a file"}
TRIGGER = re.compile(r"\shx-trigger(?:[:\w-]*)=\"([^\"]*)\"|\shx-trigger(?:[:\w-]*)='([^']*)'")
FILTER = re.compile(r"(?:^|,)\s*[\w:.-]+\[")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)


def check() -> str:
    """What is wrong, one line each; empty if nothing is."""
    return "\n".join(line for path, text in ours(".html") for line in findings(path, text))


def findings(path: str, text: str) -> Iterator[str]:
    """What is wrong in one template."""
    count = text.count("\n")
    if count > MOST_LINES:
        yield f"{path}:{count}: {count} lines, at most {MOST_LINES}"
    patterns = ANYWHERE if APART.search(path) else ANYWHERE | IN_PAGES
    plain = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for pattern, why in patterns.items():
        for match in re.finditer(pattern, plain):
            yield f"{path}:{_line(plain, match)}: {why}"
    for match in TRIGGER.finditer(plain):
        if FILTER.search(match[1] or match[2] or ""):
            yield f"{path}:{_line(plain, match)}: a filter in hx-trigger is evaluated as a string"


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start() + 1) + 1
