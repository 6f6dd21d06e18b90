"""Texts that must not lie readable in the database: keys of gateways and their like."""

from functools import lru_cache
from typing import Any, override

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _current_box() -> MultiFernet:
    return _box(tuple(settings.SECRETS_KEYS))


def lock(text: str) -> str:
    """The text so that only we can read it."""
    return _current_box().encrypt(text.encode()).decode()


def unlock(text: str) -> str:
    """What `lock` was given."""
    return _current_box().decrypt(text.encode()).decode()


class SecretText(models.TextField):
    """A text that is encrypted on its way to the database (Fernet, newest key first) and readable in Python."""

    @override
    def get_prep_value(self, value: Any) -> Any:
        if not value:
            return ""
        return lock(str(value))

    def from_db_value(self, value: str, *_: Any) -> str:
        return unlock(value) if value else ""
