from typing import override

from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    name = "invoicing"

    @override
    def ready(self) -> None:
        from invoicing import followers, gates, leading, letters, live, notices, setup, slack, wording

        assert followers
        assert gates
        assert leading
        assert letters
        assert live
        assert notices
        assert setup
        assert slack
        assert wording
