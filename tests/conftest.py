"""Fixtures for every test: servers and databases, the site and browsers on it, and the people from `cast`."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from hypothesis import settings

from tests.browser.fixtures import chrome, pytest_collection_modifyitems, site, visitors
from tests.cast import north, south
from tests.databases import django_db_setup
from tests.plumbing import forgetful_valkey, test_servers

__all__ = [
    "cheap_passwords",
    "chrome",
    "django_db_setup",
    "forgetful_valkey",
    "north",
    "pytest_collection_modifyitems",
    "site",
    "south",
    "test_servers",
    "visitors",
]

# A machine that does other work at the same time may take long over one example; that is no fault of the code.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """A password is made to take half a second to check; tests check hundreds of them."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield
