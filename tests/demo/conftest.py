"""The demo, filled once for all tests of this folder that ask for it; nobody changes it but on top of a savepoint."""

from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import timezone

from companies.hosts import forget_hosts
from companies.models import Company
from companies.scope import company_scope, everywhere
from tonomo.demo.filling.fill import fill


@dataclass
class Demo:
    now: object
    lakeshore: Company
    harbor: Company

    @contextmanager
    def scope(self, company=None):
        with company_scope((company or self.lakeshore).pk):
            yield


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    from django.test import override_settings

    now = timezone.now()
    with (
        django_db_blocker.unblock(),
        override_settings(
            MEDIA_ROOT=tmp_path_factory.mktemp("media"),
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ),
        transaction.atomic(),
    ):
        fill(orders=300, now=now, say=lambda _: None)
        with everywhere():
            lakeshore, harbor = (Company.objects.get(slug=slug) for slug in ("demo", "rival"))
        forget_hosts()
        yield Demo(now, lakeshore, harbor)
        transaction.set_rollback(True)
    forget_hosts()


@pytest.fixture
def undone(demo):
    """What a test changes is taken back after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
