"""A legal text as headings and paragraphs, from the plain words somebody typed."""

import re
from dataclasses import dataclass
from typing import Final

HEADING: Final = re.compile(r"^\d{1,2}\. .{1,80}$")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, or a paragraph with its lines."""

    is_heading: bool
    lines: tuple[str, ...]


def blocks(body: str) -> list[Block]:
    """The text in order: an empty line ends a paragraph, a short numbered line is a heading."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", body.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        while lines and HEADING.match(lines[0]):
            found.append(Block(True, (lines.pop(0),)))
        if lines:
            found.append(Block(False, tuple(lines)))
    return found
