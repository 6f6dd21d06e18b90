"""What every other test relies on: the role, the walls, and servers that nobody else writes to."""

import os

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection

from companies.base import CompanyModel
from companies.models import Member
from orders.models import Order

COMPANY_TABLES = """
    select relname, relrowsecurity, relforcerowsecurity from pg_class
    join pg_attribute on attrelid = pg_class.oid and attname = 'company_id'
    where relkind = 'r' and relnamespace = 'public'::regnamespace
"""
OUTSIDE_THE_WALLS = {"activity_outbox"}
"""Holds ids only, and is swept for all companies at once."""


def rows(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


@pytest.mark.django_db
def test_tests_connect_as_a_role_that_cannot_pass_a_wall():
    role = rows("select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user")
    assert role == [("tonomo_app", False, False, False)]


@pytest.mark.django_db
def test_role_of_the_application_owns_nothing():
    assert rows("select relname from pg_class where relowner = 'tonomo_app'::regrole") == []
    assert rows("select has_schema_privilege('tonomo_app', 'public', 'create')") == [(False,)]


@pytest.mark.django_db
def test_role_everywhere_is_entered_on_purpose_only():
    members = rows(
        "select member::regrole::text, inherit_option, set_option from pg_auth_members "
        "where roleid = 'tonomo_everywhere'::regrole and member <> 10 order by 1"
    )
    assert members == [("tonomo_app", False, True), ("tonomo_owner", False, True)]


@pytest.mark.django_db
def test_every_table_of_a_company_stands_behind_a_forced_wall():
    tables = rows(COMPANY_TABLES)
    open_ones = {name for name, enabled, forced in tables if not (enabled and forced)}
    assert open_ones == OUTSIDE_THE_WALLS
    known = {model._meta.db_table for model in apps.get_models() if issubclass(model, CompanyModel)}
    assert known - {name for name, _, _ in tables} == set()


@pytest.mark.django_db
def test_nothing_is_seen_outside_a_scope_nor_after_a_request(north):
    order = north.order()
    count = f"select count(*) from {Order._meta.db_table}"
    assert rows(count) == [(0,)]
    assert north.client(north.agent).get(f"/my/orders/{order.number}/").status_code in (200, 404)
    assert rows(count) == [(0,)]
    assert rows("select nullif(current_setting('app.company_id', true), '')") == [(None,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", ["first", "second"])
def test_committed_rows_are_gone_for_the_next_test(_time, north):
    with north.scope():
        assert Member.objects.count() == 0
    assert north.admin.pk


@pytest.mark.parametrize("_time", ["first", "second"])
def test_what_was_kept_in_valkey_is_gone_for_the_next_test(_time):
    assert cache.get("told") is None
    cache.set("told", "yes")


def test_this_run_has_a_database_and_a_valkey_of_its_own():
    number = os.environ["DATABASE_URL"].partition("?")[0].rpartition("_")[2]
    assert connection.settings_dict["NAME"] == f"tonomo_test_{number}"
    assert os.environ["VALKEY_URL"].endswith((f"?db={number}", f"/{number}"))
