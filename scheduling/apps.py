from typing import override

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "scheduling"

    @override
    def ready(self) -> None:
        from scheduling import followers, gates, live, setup, wording

        assert followers
        assert gates
        assert live
        assert setup
        assert wording
