"""Fixtures for every test. The servers and databases come from `plumbing` and `databases`."""

from tests.databases import django_db_setup
from tests.plumbing import test_servers

__all__ = ["django_db_setup", "test_servers"]
