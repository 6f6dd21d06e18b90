"""Whether the company's currency may still change. Apps that hold amounts say when it may not."""

from collections.abc import Callable

type Check = Callable[[], bool]

_checks: list[Check] = []


def fixes_currency(check: Check) -> Check:
    """Register a question, asked in the company's scope: is there anything whose amounts are in this currency?"""
    _checks.append(check)
    return check


def currency_is_fixed() -> bool:
    return any(check() for check in _checks)
