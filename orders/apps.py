from typing import override

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "orders"

    @override
    def ready(self) -> None:
        from orders import followers, gates, palette, wording

        assert followers
        assert gates
        assert palette
        assert wording
