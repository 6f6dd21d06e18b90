"""The roles of the database: the owner migrates, the app owns nothing, and 'everywhere' is entered for one transaction."""

import os
import sys
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from .addresses import APP, EVERYWHERE, OWNER, app_password, app_url, database_of, on_socket, with_database
from .place import Place

OLDEST = 180000
ONE_AT_A_TIME = 7_046_217
USERS = sql.SQL(", ").join([sql.Identifier(APP), sql.Identifier(EVERYWHERE)])


class CannotPrepare(Exception):
    """The database cannot be used as it is; the message says what to do."""


def found(superuser: str, place: Place, database: str) -> str:
    """Make roles and database on our own server, as far as they are missing; the owner's address."""
    with psycopg.connect(superuser, autocommit=True) as admin:
        _make_role(admin, OWNER, "LOGIN CREATEDB")
        _make_role(admin, APP, "LOGIN")
        _make_role(admin, EVERYWHERE, "NOLOGIN")
        for role in (OWNER, APP):
            _let_enter(admin, role)
        if not admin.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            admin.execute(
                sql.SQL("create database {} owner {}").format(sql.Identifier(database), sql.Identifier(OWNER))
            )
    url = on_socket(place.sockets, user=OWNER, database=database)
    with psycopg.connect(url, autocommit=True) as owner:
        _grant(owner)
    return url


def adopt(owner_url: str, url_of_app: str | None = None) -> str:
    """Make the other roles on a server of one's own, as far as they are missing; the app's address."""
    chosen = url_of_app or app_url(owner_url)
    secret = urlsplit(chosen).password or app_password(owner_url)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        if owner.info.server_version < OLDEST:
            raise CannotPrepare(
                f"PostgreSQL 18 is needed; this server is {owner.info.parameter_status('server_version')}."
            )
        owner.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        try:
            _make_role(owner, APP, "LOGIN", secret)
            _make_role(owner, EVERYWHERE, "NOLOGIN")
            for role in (owner.info.user, APP):
                _let_enter(owner, role)
            _grant(owner)
        except psycopg.errors.InsufficientPrivilege as refused:
            raise CannotPrepare(_by_hand(owner.info.user, owner.info.dbname)) from refused
    try:
        psycopg.connect(chosen, connect_timeout=10).close()
    except psycopg.OperationalError as refused:
        raise CannotPrepare(
            f"The role {APP} is there but cannot connect. Set APP_DATABASE_URL.\n{refused}"
        ) from refused
    return chosen


def prepare_database(owner_url: str, database: str) -> str:
    """Make a further database with the same rights, on a server where the roles are there; the owner's address."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(sql.SQL("create database {}").format(sql.Identifier(database)))
    url = with_database(owner_url, database)
    with psycopg.connect(url, autocommit=True) as owner:
        _grant(owner)
    return url


def _make_role(connection: psycopg.Connection, name: str, kind: str, password: str = "") -> None:
    if connection.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone():
        return
    statement = sql.SQL("create role {} nosuperuser nobypassrls {}").format(sql.Identifier(name), sql.SQL(kind))
    if password:
        statement += sql.SQL(" password {}").format(sql.Literal(password))
    connection.execute(statement)


def _let_enter(connection: psycopg.Connection, role: str) -> None:
    """The role may become 'everywhere' by SET ROLE, and has none of its rights before it does."""
    ready = "select 1 from pg_auth_members where roleid = %s::regrole and member = %s::regrole and set_option and not inherit_option"
    if not connection.execute(ready, [EVERYWHERE, role]).fetchone():
        grant = sql.SQL("grant {} to {} with inherit false, set true")
        connection.execute(grant.format(sql.Identifier(EVERYWHERE), sql.Identifier(role)))


def let_connect(owner: psycopg.Connection, database: str) -> None:
    """Only our roles may connect to this database. A copy of a database does not take this over, only what is inside."""
    name = sql.Identifier(database)
    owner.execute(sql.SQL("revoke all on database {} from public").format(name))
    owner.execute(sql.SQL("grant connect, temporary on database {} to {}").format(name, USERS))


def _grant(owner: psycopg.Connection) -> None:
    """What the owner makes in this database from now on, app and everywhere may use."""
    let_connect(owner, owner.info.dbname)
    owner.execute(sql.SQL("grant usage on schema public to {}").format(USERS))
    for rights, things in (
        ("select, insert, update, delete", "tables"),
        ("usage, select", "sequences"),
        ("execute", "functions"),
    ):
        statement = sql.SQL("alter default privileges grant {} on {} to {}")
        owner.execute(statement.format(sql.SQL(rights), sql.SQL(things), USERS))


def _by_hand(owner: str, database: str) -> str:
    return (
        f"The role {owner} may not make roles here. As a superuser of that server, once:\n"
        f"  ALTER ROLE {owner} CREATEROLE; ALTER DATABASE {database} OWNER TO {owner};\n"
        "Then start again."
    )


if __name__ == "__main__":
    try:
        adopt(os.environ["DATABASE_URL"], os.environ.get("APP_DATABASE_URL"))
    except CannotPrepare as reason:
        sys.exit(f"{database_of(os.environ['DATABASE_URL'])}: {reason}")
