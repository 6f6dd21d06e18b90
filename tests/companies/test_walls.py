"""The three walls between companies, looked at from the database's side."""

import os

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from companies.base import CompanyLink, CompanyModel, CompanyOneToOne
from companies.models import Host, Invitation, Member, OpeningHours, Tax
from companies.scope import NoCompany, company_scope, everywhere
from customers.models import Customer


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def company_models():
    return [model for model in apps.get_models() if issubclass(model, CompanyModel)]


# --- the role ---------------------------------------------------------------------------------------------------------
def test_the_application_connects_as_a_role_that_cannot_pass_the_walls(db):
    assert rows("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [
        ("tonomo_app", False, False)
    ]


def test_the_application_owns_no_table(db):
    assert rows("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user") == []


def test_the_application_may_not_change_tables(db):
    with pytest.raises(ProgrammingError, match="must be owner"), transaction.atomic():
        rows("ALTER TABLE companies_member NO FORCE ROW LEVEL SECURITY")


# --- the tables -------------------------------------------------------------------------------------------------------
def test_every_table_with_a_company_is_walled_by_force(db):
    open_tables = rows(
        """SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company_id'
           WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
           AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1"""
    )
    assert open_tables == [("activity_outbox",)]  # ids only, swept across companies: says so in its docstring


def test_every_model_of_a_company_stands_behind_a_wall(db):
    walled = {name for (name,) in rows("SELECT DISTINCT tablename FROM pg_policies WHERE policyname = 'company'")}
    assert {model._meta.db_table for model in company_models()} - walled == set()


def test_every_link_inside_a_company_is_a_key_over_both_columns(db):
    keys = {
        (table, tuple(columns))
        for table, columns in rows(
            """SELECT c.conrelid::regclass::text, array_agg(a.attname::text ORDER BY k.place)
               FROM pg_constraint c CROSS JOIN unnest(c.conkey) WITH ORDINALITY AS k(number, place)
               JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number
               WHERE c.contype = 'f' GROUP BY c.oid, c.conrelid"""
        )
    }
    wanted = {
        (model._meta.db_table, ("company_id", field.column))
        for model in company_models()
        for field in model._meta.local_fields
        if isinstance(field, CompanyLink | CompanyOneToOne)
    }
    assert len(wanted) > 30
    assert wanted - keys == set()


def test_no_plain_key_leads_from_one_companys_row_to_another(db):
    plain = [
        f"{model.__name__}.{field.name}"
        for model in company_models()
        for field in model._meta.local_fields
        if field.is_relation
        and isinstance(field.related_model, type)
        and issubclass(field.related_model, CompanyModel)
        and not isinstance(field, CompanyLink | CompanyOneToOne)
    ]
    assert plain == []


def test_every_company_row_can_be_pointed_at_with_its_company(db):
    missing = [
        model.__name__
        for model in company_models()
        if not any(
            list(getattr(constraint, "fields", ())) == ["company", "id"] for constraint in model._meta.constraints
        )
    ]
    assert missing == []


# --- what shows -------------------------------------------------------------------------------------------------------
def test_outside_of_a_scope_a_query_fails_loudly(north):
    with pytest.raises(NoCompany):
        Member.objects.count()


def test_a_queryset_made_outside_follows_the_scope_it_runs_in(north, south):
    assert north.owner
    assert south.owner
    members = Member.objects.order_by("id")
    with north.scope():
        in_north = list(members.all())
    with south.scope():
        in_south = list(members.all())
    assert (in_north, in_south) == ([north.owner], [south.owner])


def test_outside_of_a_scope_the_database_shows_nothing(north):
    assert north.owner
    shown = [model.__name__ for model in company_models() if model.everywhere.exists()]
    assert shown == []


def test_inside_a_scope_the_database_shows_only_that_company(north, south):
    assert north.agent
    assert south.agent
    with north.scope():
        assert list(Customer.everywhere.values_list("company_id", flat=True)) == [north.company.pk]


def test_outside_of_a_scope_the_database_takes_nothing(north):
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Tax.everywhere.create(company=north.company, name="Stray", percent=1)


def test_a_row_cannot_be_put_into_another_company(north, south):
    with pytest.raises(ProgrammingError, match="row-level security"), north.scope(), transaction.atomic():
        Tax.everywhere.create(company=south.company, name="Stray", percent=1)


def test_a_row_cannot_be_moved_into_another_company(north, south):
    with pytest.raises(ProgrammingError, match="row-level security"), north.scope(), transaction.atomic():
        Tax.objects.update(company_id=south.company.pk)


def test_a_row_cannot_point_across_even_for_the_role_that_sees_everything(north, south):
    stranger = south.owner
    offer = {"email": "x@example.com", "role": "staff", "invited_by_id": stranger.pk, "token": "t" * 40}
    with pytest.raises(IntegrityError, match="same_company"), everywhere(), transaction.atomic():
        Invitation.everywhere.create(company=north.company, expires_at="2030-01-01T00:00Z", **offer)


def test_another_companys_row_is_not_there_to_be_deleted(north, south):
    with south.scope():
        theirs = OpeningHours.objects.count()
    with north.scope():
        OpeningHours.everywhere.filter(company_id=south.company.pk).delete()
    with south.scope():
        assert OpeningHours.objects.count() == theirs


# --- scopes -----------------------------------------------------------------------------------------------------------
def in_force():
    return rows("SELECT current_setting('app.company_id', true)")[0][0] or ""


def test_a_nested_scope_gives_the_outer_one_back(north, south):
    with north.scope():
        with south.scope():
            assert in_force() == str(south.company.pk)
        assert in_force() == str(north.company.pk)
        assert list(Host.objects.values_list("name", flat=True)) == [north.host]
    assert in_force() == ""


def test_a_nested_scope_that_fails_gives_the_outer_one_back(north, south):
    with north.scope():
        with pytest.raises(ZeroDivisionError), south.scope():
            raise ZeroDivisionError
        assert in_force() == str(north.company.pk)
        assert list(Host.objects.values_list("name", flat=True)) == [north.host]


def test_looking_everywhere_ends_with_its_block(north, south):
    with everywhere():
        assert Host.everywhere.count() == 2
    assert rows("SELECT current_user") == [("tonomo_app",)]
    assert Host.everywhere.count() == 0


def test_nothing_is_left_in_force_after_a_request(north):
    assert north.client(north.owner).get("/team/").status_code == 200
    assert (in_force(), Member.everywhere.count()) == ("", 0)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_in_force_on_the_connection_after_a_request(north):
    assert north.client(north.owner).get("/team/").status_code == 200
    assert (in_force(), Member.everywhere.count()) == ("", 0)


def test_a_request_that_finds_nothing_leaves_nothing_in_force(north):
    assert north.client(north.owner).get("/team/999999/").status_code == 404
    assert (in_force(), Member.everywhere.count()) == ("", 0)


# --- hosts ------------------------------------------------------------------------------------------------------------
def test_a_host_of_no_company_is_404(north):
    response = north.client().get("/team/", headers={"host": "elsewhere.example"})
    assert (response.status_code, "No company lives at this address" in response.content.decode()) == (404, True)


def test_a_member_is_nobody_on_another_companys_host(north, south):
    response = north.client(north.owner).get("/team/", headers={"host": south.host})
    assert response.status_code == 404


def test_the_host_is_read_without_port_and_case(north):
    response = north.client(north.owner).get("/team/", headers={"host": f"{north.host.upper()}:8000"})
    assert response.status_code == 200


def test_the_owner_of_the_tables_is_bound_by_the_walls_too(north):
    """A data migration sees nothing, and says nothing, unless it enters the role that sees everything."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as owner:
        assert owner.execute("SELECT count(*) FROM companies_host").fetchone() == (0,)


def test_one_company_cannot_enter_the_scope_of_another_by_its_id(north, south):
    """A scope is opened by code that names the company; nothing a request carries does."""
    client = north.client(north.owner)
    page = client.get("/settings/hosts/", {"company": south.company.pk, "company_id": south.company.pk})
    assert (north.host in page.content.decode(), south.host in page.content.decode()) == (True, False)


def test_a_scope_is_one_transaction(north):
    with pytest.raises(ZeroDivisionError), company_scope(north.company.pk):
        Tax.objects.create(name="Gone", percent=1)
        raise ZeroDivisionError
    with north.scope():
        assert list(Tax.objects.filter(name="Gone")) == []
