from typing import override

from django.apps import AppConfig


class TonomoConfig(AppConfig):
    name = "tonomo"

    @override
    def ready(self) -> None:
        from tonomo import celery  # tasks are queued to this application from every process

        assert celery.app
