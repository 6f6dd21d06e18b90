"""Counting what strangers may do only so often."""

from django.core.cache import cache


def may(what: str, who: str, *, times: int, seconds: int) -> bool:
    """Whether this is still within `times` in the window of `seconds` that the first one opened. Counts this one."""
    key = f"throttle:{what}:{who}"
    if cache.add(key, 1, timeout=seconds):
        return times >= 1
    try:
        return bool(cache.incr(key) <= times)
    except ValueError:  # the window closed between the two
        cache.set(key, 1, timeout=seconds)
        return times >= 1
