"""What a run of tests stands on: servers, a place of its own on them, and a database copied from a template.

Loaded as a plugin before Django reads its settings. Every process that runs tests (each worker of xdist too) holds one
numbered slot by a lock: the number names its database and its database in Valkey, so runs never meet.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import redis

from tonomo.embedded import addresses, keeper, lock, place, servers

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var/test"
SLOTS = 500
OF_THE_WORKER = (b"_kombu", b"celery", b"unacked", b":1:worker-beat")
STACK = pytest.StashKey[ExitStack]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    stack = early_config.stash[STACK] = ExitStack()
    early_config.add_cleanup(stack.close)
    take_slot(stack)
    return (yield)


@pytest.fixture(scope="session", autouse=True)
def test_servers() -> Iterator[None]:
    """PostgreSQL and Valkey answer for as long as tests run."""
    if on_own_server():
        yield
    else:
        with keeper.shared(DATA, throwaway=True):
            yield


@pytest.fixture(autouse=True)
def forgetful_valkey(test_servers: None) -> Iterator[None]:
    """What a test leaves in Valkey is gone for the next one, but for what a worker that goes on needs there."""
    yield
    store = redis.Redis.from_url(os.environ["VALKEY_URL"])
    if left := [key for key in store.scan_iter(count=1000) if not key.startswith(OF_THE_WORKER)]:
        store.delete(*left)
    store.close()


def take_slot(stack: ExitStack) -> int:
    """Hold the first free slot and point this process, and those it starts, at it."""
    for number in range(1, SLOTS):
        try:
            stack.enter_context(lock.hold(DATA / f"slots/{number}"))
        except lock.AlreadyRunning:
            continue
        point_at(number)
        return number
    raise pytest.UsageError(f"{SLOTS} runs of tests go on already.")


def point_at(number: int) -> None:
    """Set the variables that the settings read."""
    os.environ.setdefault("TEST_DATABASE_URL", os.environ.get("DATABASE_URL", ""))
    os.environ.setdefault("TEST_VALKEY_URL", os.environ.get("VALKEY_URL", ""))
    embedded = servers.addresses(place.find(DATA))
    owner = os.environ["TEST_DATABASE_URL"] or embedded["DATABASE_URL"]
    owner = addresses.with_database(owner, f"{addresses.database_of(owner)}_test_{number}")
    home = DATA / f"data/{number}"
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "TONOMO_ENV": "test",
        "DATABASE_URL": owner,
        "APP_DATABASE_URL": addresses.app_url(owner),
        "VALKEY_URL": addresses.with_number(os.environ["TEST_VALKEY_URL"] or embedded["VALKEY_URL"], number),
        "DATA_DIR": str(home),
        "TONOMO_DB_POOL": "0",
        "PYTEST_PLUGINS": "tests.plumbing",
    }


def on_own_server() -> bool:
    """True if the tests were given servers, and start none."""
    return bool(os.environ["TEST_DATABASE_URL"])
