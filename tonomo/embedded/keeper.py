"""Servers that are shared by whoever needs them in one folder at the same time, and stop when the last one leaves.

Each user holds a shared lock, which the system gives back however the user ends; the keeper waits for the exclusive one.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import addresses, lock, place, postgres, servers, valkey

PATIENCE = 60.0
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def shared(data: Path, *, throwaway: bool = False) -> Iterator[dict[str, str]]:
    """The variables of servers under this folder, which run at least until the block ends."""
    with lock.hold(data / "users", shared=True, wait=True):
        _make_ready(data, throwaway)
        yield servers.addresses(place.find(data))


def wait_until_stopped(data: Path) -> None:
    """Return when no server runs under this folder any more, or somebody else uses them."""
    while not _nobody_keeps(data):
        if _taken(data, shared=False) and not _taken(data, shared=True):
            return
        time.sleep(0.02)


def keep(data: Path, *, throwaway: bool) -> None:
    """Run the servers until nobody uses them; return at once if another keeper does."""
    try:
        _keep(data, throwaway)
    except lock.AlreadyRunning:
        return
    except postgres.CannotStart as reason:
        if not throwaway:
            (data / "failed").write_text(str(reason))
            raise
        shutil.rmtree(place.find(data).database)
        _keep(data, throwaway)


def _keep(data: Path, throwaway: bool) -> None:
    with servers.run(data, throwaway=throwaway), lock.hold(data / "users", wait=True):
        (data / "servers.json").unlink()


def _make_ready(data: Path, throwaway: bool) -> None:
    where = place.find(data)
    database, store = postgres.Postgres(where, {}), valkey.Valkey(where, {})
    failed = data / "failed"
    failed.unlink(missing_ok=True)
    deadline = time.monotonic() + PATIENCE
    while not (addresses.running(data) and database.answers() and store.answers()):
        if failed.exists():
            raise postgres.CannotStart(failed.read_text())
        if time.monotonic() > deadline:
            raise postgres.CannotStart(f"The servers do not answer:\n{postgres.tail(where.logs / 'keeper.log')}")
        if _nobody_keeps(data):
            _start(data, throwaway)
        time.sleep(0.02)


def _nobody_keeps(data: Path) -> bool:
    try:
        with lock.hold(data / "lock"):
            return True
    except lock.AlreadyRunning:
        return False


def _taken(data: Path, *, shared: bool) -> bool:
    """True if a user's lock is refused: an exclusive one by users and keeper, a shared one by a keeper that stops."""
    try:
        with lock.hold(data / "users", shared=shared):
            return False
    except lock.AlreadyRunning:
        return True


def _start(data: Path, throwaway: bool) -> None:
    """Start a keeper, which lets go of us and outlives us; if two are started at once, one of them leaves."""
    with postgres.open_log(data / "logs/keeper.log") as log:
        subprocess.run(
            [
                sys.executable,
                "-m",
                "tonomo.embedded.keeper",
                str(data.resolve()),
                *(["throwaway"] if throwaway else []),
            ],
            cwd=ROOT,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


if __name__ == "__main__":
    if os.fork():
        os._exit(0)
    os.setsid()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    keep(Path(sys.argv[1]), throwaway="throwaway" in sys.argv[2:])
