"""What is wrong, in a sentence that can be translated: `text` is the message id, `params` go into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation by whoever shows it; nothing here knows a language."""
    return text


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken: the line of the file it starts in, and the heading of the column or "" for the row."""

    line: int
    column: str
    text: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.text.format(**self.params)

    def __str__(self) -> str:
        return f"Line {self.line}{self.column and f', {self.column}'}: {self.message}"


class Unreadable(ValueError):
    """The file as a whole cannot be read; its text is a sentence that says why and what to do."""

    def __init__(self, text: str, **params: str | int) -> None:
        super().__init__(text, params)
        self.text = text
        self.params = params

    def __str__(self) -> str:
        return self.text.format(**self.params)
