from typing import override

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "orders"

    @override
    def ready(self) -> None:
        from orders import followers, gates, language, leading, notices, palette, setup, slack, wording

        assert followers
        assert gates
        assert language
        assert leading
        assert notices
        assert palette
        assert setup
        assert slack
        assert wording
