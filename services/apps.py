from typing import override

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "services"

    @override
    def ready(self) -> None:
        from services import setup, wording

        assert setup
        assert wording
