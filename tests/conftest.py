"""Fixtures for every test. The servers and databases come from `plumbing` and `databases`, the people from `cast`."""

from tests.cast import north, south
from tests.databases import django_db_setup
from tests.plumbing import test_servers

__all__ = ["django_db_setup", "north", "south", "test_servers"]
