"""A site whose Valkey and web process a test may break."""

import pytest

from tests.browser.site import Site, of_this_run
from tonomo.embedded import place
from tonomo.embedded.valkey import THROWAWAY, Valkey


@pytest.fixture
def valkey(tmp_path):
    server = Valkey(place.find(tmp_path), THROWAWAY)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_site(django_db_setup, valkey, tmp_path):
    """The application with a Valkey of its own."""
    with Site(of_this_run() | {"VALKEY_URL": f"unix://{valkey.socket}?db=0"}, tmp_path) as served:
        yield served
