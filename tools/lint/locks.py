"""Checks that the locks hold what pyproject.toml and package.json ask for, and name no host."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools.lint.files import ROOT

PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.+!-]+)", re.MULTILINE)
FILES = ("requirements.lock", "requirements-dev.lock", "tools/setup/node.lock", "package-lock.json")


def check() -> str:
    """What does not fit, one line each; empty if everything does."""
    return "\n".join([*hosts(), *python(), *npm()])


def hosts() -> Iterator[str]:
    """Addresses in a lock."""
    for name in FILES:
        text = (ROOT / name).read_text()
        if re.search(r"https?://", text) or '"resolved"' in text:
            yield f"{name}:1: names a host; write it with bin/lock"


def pins(lock: Path) -> dict[str, Version]:
    """What a lock pins."""
    return {canonicalize_name(name): Version(version) for name, version in PIN.findall(lock.read_text())}


def python() -> Iterator[str]:
    """Requirements that a lock does not meet, and pins that the two locks do not share."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run, dev = pins(ROOT / "requirements.lock"), pins(ROOT / "requirements-dev.lock")
    for wanted, lock, name in (
        (project["project"]["dependencies"], run, "requirements.lock"),
        (project["dependency-groups"]["dev"], dev, "requirements-dev.lock"),
    ):
        for text in wanted:
            requirement = Requirement(text)
            found = lock.get(canonicalize_name(requirement.name))
            if found is None or found not in requirement.specifier:
                yield f"{name}:1: {text} is asked for, {found} is locked; run bin/lock"
    for package in sorted(run.keys() - {name for name, version in dev.items() if run.get(name) == version}):
        yield f"requirements-dev.lock:1: {package} differs from requirements.lock; run bin/lock"


def npm() -> Iterator[str]:
    """Requirements of package.json that its lock was not written for."""
    asked = json.loads((ROOT / "package.json").read_text())
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        if asked.get(kind, {}) != locked.get(kind, {}):
            yield f"package-lock.json:1: {kind} differ from package.json; run bin/lock"
