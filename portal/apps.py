from typing import override

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    @override
    def ready(self) -> None:
        from portal import followers, live

        assert followers
        assert live
