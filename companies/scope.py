"""The company in force: one context variable, one transaction, one database setting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, override

from django.db import connection, transaction
from django.db.models import BigIntegerField, Expression

_company: ContextVar[int | None] = ContextVar("company", default=None)


class NoCompany(RuntimeError):
    """A row of a company was asked for while no company was in force."""


def current_company_id() -> int:
    company_id = _company.get()
    if company_id is None:
        raise NoCompany("No company is in force: open company_scope() first.")
    return company_id


def is_scoped() -> bool:
    return _company.get() is not None


def _tell(company_id: int | None) -> None:
    with connection.cursor() as cursor:
        value = "" if company_id is None else str(company_id)
        cursor.execute("SELECT set_config('app.company_id', %s, true)", [value])


@contextmanager
def company_scope(company_id: int) -> Iterator[None]:
    """Work as one company, in one transaction. A nested scope restores the outer one."""
    outer, nested = _company.get(), connection.in_atomic_block
    token = _company.set(company_id)
    try:
        with transaction.atomic():
            if not (nested and outer == company_id):
                _tell(company_id)
            yield
        if nested and outer != company_id and not connection.needs_rollback:
            _tell(outer)
    finally:
        _company.reset(token)


@contextmanager
def everywhere() -> Iterator[None]:
    """Look across companies, in one transaction: sign-in, host look-up, sweeps. Keep it short."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE tonomo_everywhere")
        yield
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")


def scoped[**P, R](work: Callable[P, R]) -> Callable[..., R]:
    """Wrap a sync function so that it takes the company first and runs inside its scope."""

    @wraps(work)
    def inside(company_id: int, *args: Any, **kwargs: Any) -> R:
        with company_scope(company_id):
            return work(*args, **kwargs)

    return inside


class CurrentCompany(Expression):
    """The company in force when the SQL is made, not when the queryset is built."""

    output_field = BigIntegerField()

    @override
    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (current_company_id(),)
