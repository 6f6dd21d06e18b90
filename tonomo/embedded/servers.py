"""Both servers together, under one lock."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import lock, place, postgres, roles, valkey
from .addresses import OWNER, app_url, on_socket

DATABASE = "tonomo"


def addresses(where: place.Place, database: str = DATABASE) -> dict[str, str]:
    """The variables under which our processes find the servers of this place."""
    owner = on_socket(where.sockets, user=OWNER, database=database)
    return {
        "DATABASE_URL": owner,
        "APP_DATABASE_URL": app_url(owner),
        "VALKEY_URL": f"unix://{where.sockets / 'valkey.sock'}?db=0",
    }


@contextmanager
def run(data: Path, *, throwaway: bool = False) -> Iterator[dict[str, str]]:
    """Run both servers for the time of the block; AlreadyRunning if somebody does so in this folder already.

    With `throwaway` they are quick and forget everything when the machine stops hard: for tests.
    """
    with lock.hold(data / "lock"):
        where = place.find(data)
        database = postgres.Postgres(where, postgres.THROWAWAY if throwaway else postgres.DEMO)
        store = valkey.Valkey(where, valkey.THROWAWAY if throwaway else valkey.DEMO)
        note = data / "servers.json"
        try:
            database.start()
            store.start()
            roles.found(database.conninfo, where, DATABASE)
            noted = addresses(where)
            _write_at_once(note, json.dumps(noted))
            yield noted
        finally:
            note.unlink(missing_ok=True)
            store.stop()
            database.stop()


def _write_at_once(file: Path, text: str) -> None:
    """Whoever reads the file meanwhile finds all of it, or none."""
    written = file.with_suffix(".new")
    written.write_text(text)
    written.replace(file)
