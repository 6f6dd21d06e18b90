"""Finds what has outgrown its size: a file, a function, a view, a task, a consumer."""

import ast
from collections.abc import Iterator

from tools.lint.files import ours

FILE, FUNCTION, VIEW, TASK, CONSUMER = 400, 50, 30, 10, 120


def check() -> str:
    """What is too long, one line each; empty if nothing is."""
    python = [line for path, text in ours(".py") if _counts(path) for line in findings(path, text)]
    pages = [line for path, text in ours(".js", ".css") for line in too_long(path, text)]
    return "\n".join(python + pages)


def findings(path: str, text: str) -> Iterator[str]:
    """What is too long in one Python file."""
    yield from too_long(path, text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            kind, most = ("function", FUNCTION)
            if _is_module(path, "views"):
                kind, most = "view", VIEW
            elif _is_module(path, "tasks") and node.decorator_list:
                kind, most = "task", TASK
        elif isinstance(node, ast.ClassDef) and _is_module(path, "consumers"):
            kind, most = "consumer", CONSUMER
        else:
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > most:
            yield f"{path}:{node.lineno}: {kind} {node.name} has {length} lines, at most {most}"


def too_long(path: str, text: str) -> Iterator[str]:
    """The file itself, if it is too long."""
    count = text.count("\n")
    if count > FILE:
        yield f"{path}:{count}: {count} lines, at most {FILE}"


def _counts(path: str) -> bool:
    return not path.startswith("tests/") and "/migrations/" not in path


def _is_module(path: str, name: str) -> bool:
    return path.endswith(f"/{name}.py") or f"/{name}/" in path
