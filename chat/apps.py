from typing import override

from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "chat"

    @override
    def ready(self) -> None:
        from chat import followers, gates, notices, slack, wording

        assert followers
        assert gates
        assert notices
        assert slack
        assert wording
