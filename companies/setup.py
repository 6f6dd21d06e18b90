"""What a new company does on its way to the first booking. Each app names its own steps; all are derived from data.

A step is registered by the app that knows whether it is done, in its `ready()`:
`step("services", _("Set up a service that can be booked"), "/services/", at=40, is_done=some_query)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `is_done` is asked in the company's scope. `at` orders the steps."""

    key: str
    title: Any
    url: str
    is_done: Callable[[], bool]
    text: Any = ""
    at: int = 50


@dataclass(frozen=True, slots=True)
class Progress:
    step: Step
    is_done: bool


_steps: dict[str, Step] = {}


def step(key: str, title: Any, url: str, *, is_done: Callable[[], bool], text: Any = "", at: int = 50) -> None:
    """Add a step to the owner's checklist; registered again under the same key it is replaced."""
    _steps[key] = Step(key, title, url, is_done, text, at)


def progress() -> list[Progress]:
    """Every step in order, with how it stands in the company in force."""
    return [Progress(one, one.is_done()) for one in sorted(_steps.values(), key=lambda one: one.at)]
