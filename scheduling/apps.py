from typing import override

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "scheduling"

    @override
    def ready(self) -> None:
        from scheduling import followers, gates, live, notices, readiness, setup, wording

        assert followers
        assert gates
        assert live
        assert notices
        assert readiness
        assert setup
        assert wording
