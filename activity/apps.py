from typing import override

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "activity"

    @override
    def ready(self) -> None:
        from activity import words_of_companies
        from activity.storage import store
        from core import ledger

        ledger.keep_in(store)
        assert words_of_companies
