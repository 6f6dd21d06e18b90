from typing import override

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "customers"

    @override
    def ready(self) -> None:
        from customers import language, palette, viewers, wording

        assert language
        assert palette
        assert viewers
        assert wording
