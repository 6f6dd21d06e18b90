"""A private PostgreSQL: the shipped binaries, started and stopped by us, reached by its socket only."""

import signal
import subprocess
import time
from pathlib import Path
from typing import BinaryIO

import psycopg

from . import processes
from .place import Place

VERSION = "18"
SUPERUSER = "postgres"
ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
DEMO = {"synchronous_commit": "off", "shared_buffers": "256MB"}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "jit": "off",
}
LOG_KEPT = 5_000_000


class CannotStart(Exception):
    """A server ended instead of answering; the message carries the end of its log."""


class Postgres:
    """One server over one data folder. Whoever starts it holds the lock of that folder."""

    def __init__(self, place: Place, options: dict[str, str]) -> None:
        self.place = place
        self.options = {**ALWAYS, **options, "unix_socket_directories": str(place.sockets)}
        self.log = place.logs / "postgres.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def conninfo(self) -> str:
        """How the superuser connects."""
        return f"host={self.place.sockets} user={SUPERUSER} dbname=postgres"

    def start(self) -> None:
        """Return when the server takes connections, whatever an earlier one left behind."""
        self._init()
        self._clear_left_over()
        words = [str(self.place.binaries / "postgres"), "-D", str(self.place.database)]
        for name, value in self.options.items():
            words += ["-c", f"{name}={value}"]
        with open_log(self.log) as log:
            self.process = subprocess.Popen(
                words,
                **self.place.account(),  # type: ignore[call-overload]
                start_new_session=True,
                preexec_fn=processes.die_with_parent(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        while not self.answers():
            if self.process.poll() is not None:
                raise CannotStart(f"PostgreSQL did not start:\n{tail(self.log)}")
            time.sleep(0.02)

    def stop(self) -> None:
        """End every connection and stop. Not by SIGTERM, which waits for the clients to leave."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(10)
        self.process = None

    def answers(self) -> bool:
        """True if a connection succeeds now."""
        try:
            psycopg.connect(self.conninfo, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _init(self) -> None:
        kind = self.place.database / "PG_VERSION"
        if kind.exists():
            if (found := kind.read_text().strip()) != VERSION:
                raise CannotStart(f"{self.place.database} was made by PostgreSQL {found}; this is {VERSION}.")
            return
        subprocess.run(
            [str(self.place.binaries / "initdb"), "-D", str(self.place.database), "-U", SUPERUSER, "-A", "trust"]
            + ["-E", "UTF8", "--no-sync", "--locale-provider=builtin", "--locale=C.UTF-8"],
            **self.place.account(),  # type: ignore[call-overload]
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _clear_left_over(self) -> None:
        """End a server whose supervisor was killed, and forget a number that is another process's now."""
        note = self.place.database / "postmaster.pid"
        if not note.exists():
            return
        pid = int(note.read_text().splitlines()[0])
        if str(self.place.database) in processes.command(pid):
            processes.end(pid, by=signal.SIGINT)
        note.unlink(missing_ok=True)


def open_log(path: Path) -> BinaryIO:
    """The log to append to, begun anew when it has grown long."""
    long = path.exists() and path.stat().st_size > LOG_KEPT
    return path.open("wb" if long else "ab")


def tail(log: Path) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
