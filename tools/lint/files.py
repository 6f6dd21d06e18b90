"""The files that a check reads: those that git knows or would take."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TAKEN_OVER = "bench/limits/"
"""Programs that set limits stay as they are."""


@cache
def _known() -> tuple[str, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return tuple(sorted(set(listed.stdout.decode().split("\0")) - {""}))


def ours(*endings: str) -> Iterator[tuple[str, str]]:
    """Path and text of each file with one of these endings."""
    for path in _known():
        file = ROOT / path
        if path.endswith(endings) and not path.startswith(TAKEN_OVER) and file.is_file():
            yield path, file.read_text()
