from typing import override

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    @override
    def ready(self) -> None:
        from notifications import gates, invitations, notices, setup, wording

        assert gates
        assert invitations
        assert notices
        assert setup
        assert wording
