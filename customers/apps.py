from typing import override

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "customers"

    @override
    def ready(self) -> None:
        from customers import palette, viewers, wording

        assert palette
        assert viewers
        assert wording
