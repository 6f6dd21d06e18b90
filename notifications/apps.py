from typing import override

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    @override
    def ready(self) -> None:
        from notifications import gates, invitations, setup, wording

        assert gates
        assert invitations
        assert setup
        assert wording
