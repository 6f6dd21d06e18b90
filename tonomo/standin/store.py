"""What the stand-in remembers, in one small file, so that a restart loses nothing."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .messages import Json

_TABLES = """
create table if not exists things (
    place integer primary key autoincrement, id text not null unique, kind text not null,
    account text not null, content text not null
);
create table if not exists answers (
    account text not null, key text not null, request text not null, content text not null,
    primary key (account, key)
);
create table if not exists deliveries (
    id integer primary key autoincrement, event text not null, account text not null,
    due real not null, tries integer not null default 0, state text not null default 'waiting',
    status text not null default ''
);
"""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One sending of one event to one account's address."""

    id: int
    event: str
    account: str
    due: float
    tries: int
    state: str
    status: str


class Store:
    """Rows of one file. Everything inside `changing()` happens at once or not at all."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._depth = 0
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One change at a time, kept whole."""
        with self._lock:
            self._depth += 1
            try:
                if self._depth == 1:
                    self._db.execute("begin immediate")
                yield
                if self._depth == 1:
                    self._db.execute("commit")
            except BaseException:
                if self._depth == 1:
                    self._db.execute("rollback")
                raise
            finally:
                self._depth -= 1

    def keep(self, kind: str, account: str, thing: Json) -> None:
        """Keep a thing under its `id`, new or changed."""
        with self.changing():
            self._db.execute(
                "insert into things (id, kind, account, content) values (?, ?, ?, ?)"
                " on conflict (id) do update set content = excluded.content",
                (thing["id"], kind, account, json.dumps(thing)),
            )

    def find(self, kind: str, thing_id: str, *, account: str | None = None) -> Json | None:
        """The thing of that id, if that account has it."""
        with self._lock:
            row = self._db.execute(
                "select content from things where id = ? and kind = ? and account = coalesce(?, account)",
                (thing_id, kind, account),
            ).fetchone()
        return json.loads(row[0]) if row else None

    def account_of(self, thing_id: str) -> str:
        """The key of the account a thing belongs to; empty if there is no such thing."""
        with self._lock:
            row = self._db.execute("select account from things where id = ?", (thing_id,)).fetchone()
        return row[0] if row else ""

    def all(self, kind: str, *, account: str | None = None) -> list[Json]:
        """Every thing of a kind, newest first."""
        with self._lock:
            rows = self._db.execute(
                "select content from things where kind = ? and account = coalesce(?, account) order by place desc",
                (kind, account),
            ).fetchall()
        return [json.loads(row[0]) for row in rows]

    def remember(self, account: str, key: str, *, request: str, content: Json) -> None:
        """Keep the answer given under an idempotency key."""
        with self.changing():
            self._db.execute(
                "insert into answers values (?, ?, ?, ?)",
                (account, key, request, json.dumps(content)),
            )

    def remembered(self, account: str, key: str) -> tuple[str, Json] | None:
        """The request and the answer of an idempotency key used before."""
        with self._lock:
            row = self._db.execute(
                "select request, content from answers where account = ? and key = ?",
                (account, key),
            ).fetchone()
        return (row[0], json.loads(row[1])) if row else None

    def queue(self, event: str, account: str, *, due: float) -> None:
        """An event is to be sent."""
        with self.changing():
            self._db.execute(
                "insert into deliveries (event, account, due) values (?, ?, ?)",
                (event, account, due),
            )

    def deliveries(self, *, due: float | None = None) -> list[Delivery]:
        """Every sending, oldest first; with `due` only those still waiting whose time has come."""
        with self._lock:
            rows = self._db.execute(
                "select id, event, account, due, tries, state, status from deliveries"
                " where ? is null or (state = 'waiting' and due <= ?) order by id",
                (due, due),
            ).fetchall()
        return [Delivery(*row) for row in rows]

    def tried(self, delivery: Delivery, *, status: str, state: str, due: float) -> None:
        """A sending was tried."""
        with self.changing():
            self._db.execute(
                "update deliveries set tries = tries + 1, status = ?, state = ?, due = ? where id = ?",
                (status, state, due, delivery.id),
            )
