from typing import override

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    @override
    def ready(self) -> None:
        from portal import followers, letters, live

        assert followers
        assert letters
        assert live
