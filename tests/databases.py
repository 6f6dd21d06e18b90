"""A database for each process that runs tests: a copy of a template that all migrations have passed through once."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql

from tests.plumbing import ROOT, on_own_server
from tonomo.embedded import addresses, roles

ONE_BUILDER = 7_046_218
KEPT = "1 hour"
FILLED_BY_MIGRATIONS = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session")
def django_db_setup(test_servers: None, django_db_blocker) -> Iterator[None]:
    """Stands in for pytest-django's: our own database, as the app's role, made in a twentieth of a second."""
    owner_url = os.environ["DATABASE_URL"]
    database = addresses.database_of(owner_url)
    with maintenance() as admin:
        template = ready_template(admin)
        drop(admin, database)
        admin.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(database), sql.Identifier(template))
        )
        roles.let_connect(admin, database)
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty_tables(owner_url))
    yield
    patch.undo()
    with django_db_blocker.unblock():
        connections.close_all()
    with maintenance() as admin:
        drop(admin, database)


def maintenance() -> psycopg.Connection:
    """A connection of the owner to a database that no test uses."""
    url = os.environ["TEST_DATABASE_URL"] or addresses.with_database(os.environ["DATABASE_URL"], "tonomo")
    if on_own_server():
        roles.adopt(url)
    return psycopg.connect(url, autocommit=True)


def ready_template(admin: psycopg.Connection) -> str:
    """The name of a database in which every migration has run; built by one process while the others wait."""
    name = f"tonomo_template_{migrations_key()}"
    admin.execute("select pg_advisory_lock(%s)", [ONE_BUILDER])
    try:
        if not admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            build(admin, name)
    finally:
        admin.execute("select pg_advisory_unlock(%s)", [ONE_BUILDER])
    return name


def build(admin: psycopg.Connection, name: str) -> None:
    """Migrate into a database under a passing name, so that a broken migration leaves no template."""
    old = r"""
        select datname from pg_database where datname like 'tonomo\_template\_%%'
        and (shobj_description(oid, 'pg_database')::timestamptz > now() - %s::interval) is not true
    """
    for (stale,) in admin.execute(old, [KEPT]).fetchall():
        drop(admin, stale)
    fresh = "tonomo_template_new"
    drop(admin, fresh)
    url = roles.prepare_database(admin_url(admin), fresh)
    words = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
    done = subprocess.run(
        words,
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "APP_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.exit(f"The migrations do not run:\n{done.stdout}{done.stderr}", returncode=1)
    admin.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(fresh), sql.Identifier(name)))
    now = admin.execute("select now()::text").fetchone()
    admin.execute(sql.SQL("comment on database {} is {}").format(sql.Identifier(name), sql.Literal(now[0])))


def admin_url(admin: psycopg.Connection) -> str:
    """The address behind a maintenance connection."""
    return os.environ["TEST_DATABASE_URL"] or addresses.with_database(os.environ["DATABASE_URL"], admin.info.dbname)


def migrations_key() -> str:
    """Changes when a migration does, or a module of ours that one imports, or the list of apps."""
    digest = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    digest.update((ROOT / "requirements.lock").read_bytes())
    migrations: set[Path] = set()
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if ROOT in folder.parents and ".venv" not in folder.parts:
            migrations.update(folder.glob("migrations/*.py"))
    imported = {module for migration in migrations for module in ours_imported_by(migration)}
    for file in sorted(migrations | imported):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def ours_imported_by(migration: Path) -> set[Path]:
    """The files of our modules that a migration imports."""
    names = re.findall(r"^(?:from|import) ([\w.]+)", migration.read_text(), re.MULTILINE)
    places = [ROOT / name.replace(".", "/") for name in names]
    return {file for place in places for file in (place.with_suffix(".py"), place / "__init__.py") if file.exists()}


def drop(admin: psycopg.Connection, database: str) -> None:
    """Drop a database, whoever is still connected."""
    admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))


def empty_tables(owner_url: str) -> None:
    """Empty every table that holds something; the app's own role may not."""
    used = """
        select format('%%I', relname) from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0 and relname <> all(%s)
    """
    with psycopg.connect(owner_url, autocommit=True) as owner:
        tables = [name for (name,) in owner.execute(used, [list(FILLED_BY_MIGRATIONS)]).fetchall()]
        while tables:
            try:
                owner.execute(f"truncate {', '.join(tables)} cascade")
                return
            except psycopg.errors.DeadlockDetected:  # with a process of the site that is still at work
                continue
