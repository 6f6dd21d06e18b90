from typing import override

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"

    @override
    def ready(self) -> None:
        from companies import own_pages

        assert own_pages
