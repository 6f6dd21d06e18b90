"""Rules of the house that no other tool knows."""

import ast
import re
from collections.abc import Iterator

from tools.lint.files import ROOT, ours

SAYS_NOTHING = re.compile(r"(^|/)(utils|helpers|managers)\.py$|^\w+/services\.py$")
LINES = {
    r"set_config\([^)]*,\s*false\s*\)": "the company must be forgotten with the transaction: set_config(…, true)",
    r"(?i)\bset\s+(?:session\s+)?app\.": "the company must be forgotten with the transaction: set_config(…, true)",
    r"\bmark_safe\b|\bSafeString\(|\bSafeText\b": "mark_safe: use format_html",
    r"\b(?:TODO|FIXME|XXX|HACK)\b(?!.*#\d)": "unfinished work without the number of an issue",
    r"(?<![\w.])/(?:work|home|root|Users)/[\w.]": "a path of one machine",
    r"\bEMAIL_BACKEND\b": "MAILERS names the backend",
}
APART = ("tools/lint/", "tests/tools/")


def check() -> str:
    """What is against a rule, one line each; empty if nothing is."""
    found = [
        line for path, text in ours(".py", ".sql", ".sh") if not path.startswith(APART) for line in findings(path, text)
    ]
    return "\n".join(found + list(unlayered()))


def findings(path: str, text: str) -> Iterator[str]:
    """What is against a rule in one file."""
    if SAYS_NOTHING.search(path):
        yield f"{path}:1: a name that says nothing about the business"
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, why in LINES.items():
            if re.search(pattern, line):
                yield f"{path}:{number}: {why}"
    if path.endswith(".py"):
        yield from swallowed(path, ast.parse(text))


def swallowed(path: str, tree: ast.Module) -> Iterator[str]:
    """Handlers that take every error and say nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
            )
            if broad and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body):
                yield f"{path}:{node.lineno}: swallows every error"


def unlayered() -> Iterator[str]:
    """Apps that the layers in pyproject.toml do not know."""
    layered = (ROOT / "pyproject.toml").read_text()
    for init in sorted(ROOT.glob("*/__init__.py")):
        name = init.parent.name
        if name not in {"tests", "bench", "tools"} and f'"{name}"' not in layered.partition("root_packages")[2]:
            yield f"pyproject.toml:1: the app {name} is in no layer"
