from typing import override

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "customers"

    @override
    def ready(self) -> None:
        from customers import viewers, wording

        assert viewers
        assert wording
