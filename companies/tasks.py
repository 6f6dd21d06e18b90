"""The base of every task: it takes its company by name and works in that scope."""

from typing import Any, override

from celery.contrib.django.task import DjangoTask

from companies.scope import company_scope


class CompanyTask(DjangoTask):
    """Called with `company=` it runs in that company's scope; without, outside of any (sweeps only)."""

    abstract = True
    typing = False

    @override
    def __call__(self, *args: Any, company: int | None = None, **kwargs: Any) -> Any:
        if company is None:
            return super().__call__(*args, **kwargs)
        with company_scope(company):
            return super().__call__(*args, **kwargs)
