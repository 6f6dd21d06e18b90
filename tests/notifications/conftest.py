"""Servers of the outside world, all real and all of this machine."""

import pytest

from tests.notifications.names import name_server


@pytest.fixture
def dns(settings):
    """The name server that we ask; the installation sends as mail.tonomo.test."""
    with name_server() as zone:
        settings.DNS_SERVER = f"127.0.0.1:{zone.port}"
        settings.MAIL_SPF_DOMAIN = "mail.tonomo.test"
        yield zone
