from typing import override

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "scheduling"

    @override
    def ready(self) -> None:
        from scheduling import followers, gates, leading, letters, live, notices, readiness, setup, slack, wording

        assert followers
        assert gates
        assert leading
        assert letters
        assert live
        assert notices
        assert readiness
        assert setup
        assert slack
        assert wording
