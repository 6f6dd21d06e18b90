from psycopg.conninfo import conninfo_to_dict

from tonomo.embedded import addresses


def test_app_uses_the_owners_server_with_a_derived_password():
    app = conninfo_to_dict(addresses.app_url("postgresql://owner:se%20cret@db.example:5433/tonomo?sslmode=require"))
    assert app == {
        "user": "tonomo_app",
        "password": addresses.app_password("postgresql://owner:se%20cret@db.example/other"),
        "host": "db.example",
        "port": "5433",
        "dbname": "tonomo",
        "sslmode": "require",
    }
    assert len(app["password"]) == 64


def test_owner_without_password_gives_the_app_none():
    assert addresses.app_url("postgresql://owner@/tonomo?host=%2Fa") == "postgresql://tonomo_app@/tonomo?host=%2Fa"


def test_numbered_valkey_by_socket_and_by_port():
    assert addresses.with_number("unix:///a/valkey.sock?db=0", 7) == "unix:///a/valkey.sock?db=7"
    assert addresses.with_number("redis://:word@cache:6379/0", 7) == "redis://:word@cache:6379/7"


def test_broker_is_the_same_valkey_in_celerys_spelling():
    assert addresses.broker_url("unix:///a/valkey.sock?db=7") == "redis+socket:///a/valkey.sock?virtual_host=7"
    assert addresses.broker_url("redis://cache:6379/7") == "redis://cache:6379/7"
