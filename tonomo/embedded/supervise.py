"""bin/demo and bin/dev: servers, tables, demo companies, then web, worker, clock and card page until told to stop."""

import argparse
import hashlib
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from honcho.manager import Manager

from . import collected, keeper, lock, place, postgres, roles
from .manage import ROOT, as_owner, data_dir, environment
from .processes import Register

MADE_BY_US = (
    "valkey",
    "media",
    "papers",
    "mail",
    "static",
    "beat",
    "secrets",
    "card-page.sqlite3",
    "filled",
    "collected",
)
PYTHON = sys.executable


class CannotServe(Exception):
    """The demo cannot start; the message says why, and what to do."""


def main() -> int:
    """Serve until stopped; 0 if that was by Ctrl-C or TERM."""
    words = parsed()
    signal.signal(signal.SIGTERM, _stop)
    data, host, port = data_dir(), os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    try:
        with lock.hold(data / "demo.lock"):
            return serve(words, data, host, port)
    except lock.AlreadyRunning:
        say(f"already running here ({data}). Stop it first, or set DATA_DIR and PORT for another one.")
    except (CannotServe, roles.CannotPrepare, postgres.CannotStart) as reason:
        say(str(reason))
    except KeyboardInterrupt:
        return 0
    return 1


def serve(words: argparse.Namespace, data: Path, host: str, port: int) -> int:
    """Everything, in order; the servers stop last."""
    register = Register(data / "processes")
    if left := register.end_left_over():
        say(f"ended {left} processes that an earlier start had left")
    for number in (port, port + 1):
        refuse_taken(host, number)
    if words.reset:
        forget(data)
    say("PostgreSQL and Valkey …")
    try:
        with environment() as variables:
            return supervise(words, register, variables | wiring(host, port, reload=words.reload))
    finally:
        keeper.wait_until_stopped(data)
        say("stopped")


def supervise(words: argparse.Namespace, register: Register, variables: dict[str, str]) -> int:
    """Run the processes on servers that are there."""
    fill(data_dir(), variables, words.orders)
    if not words.reload:
        collect(data_dir(), variables)
    manager = Manager()
    for name, command in commands(variables["HOST"], int(variables["PORT"])).items():
        manager.add_process(name, line(command, register, reload=words.reload), env=variables, cwd=str(ROOT))
    announcer = subprocess.Popen(
        [PYTHON, "-m", "tonomo.embedded.announce"], cwd=ROOT, env=variables, start_new_session=True
    )
    try:
        manager.loop()
    finally:
        announcer.terminate()
        announcer.wait()
        register.end_left_over()
    return 0 if manager.returncode in (130, 143) else manager.returncode or 1


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/demo", description="Serves the demo companies. PORT, HOST and DATA_DIR are read from the environment."
    )
    parser.add_argument("--orders", type=int, metavar="N", help="make N orders, up to 1,000,000, instead of 300")
    parser.add_argument("--reset", action="store_true", help="forget everything and start anew")
    parser.add_argument("--reload", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def commands(host: str, port: int) -> dict[str, list[str]]:
    """The processes of the application, as docs/operations.md lists them."""
    uvicorn = "--ws core.live.lines:Line --ws-per-message-deflate false --lifespan off --timeout-graceful-shutdown 3 --log-level warning"
    worker = "worker -P threads -c 4 -l warning --without-mingle --without-gossip"
    celery = [PYTHON, "-W", "ignore:You're running the worker", "-m", "celery", "-A", "tonomo", "-q"]
    web = [PYTHON, "-m", "uvicorn", "tonomo.asgi:application", "--host", host, "--port", str(port)]
    return {
        "web": web + uvicorn.split(),
        "worker": celery + worker.split(),
        "beat": [*celery, "beat", "--pidfile=", "-s", str(data_dir() / "beat"), "-l", "warning"],
        "cards": [
            PYTHON,
            "manage.py",
            "serve_card_page",
            "--host",
            host,
            "--port",
            str(port + 1),
            "--url",
            cards_url(host, port),
        ],
    }


def line(command: list[str], register: Register, *, reload: bool) -> str:
    """A command as a line for the shell, which becomes the program itself."""
    watched = [PYTHON, "-m", "tonomo.embedded.watch"] if reload else []
    launched = [PYTHON, "-m", "tonomo.embedded.launch", str(register.folder), *watched, *command]
    libraries = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH")  # macOS takes it from the environment of a shell
    before = f"DYLD_FALLBACK_LIBRARY_PATH={shlex.quote(libraries)} " if libraries else ""
    return f"{before}exec {shlex.join(launched)}"


def wiring(host: str, port: int, *, reload: bool) -> dict[str, str]:
    """How the processes find each other."""
    return {
        "HOST": host,
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        "TONOMO_ASK": ask(host),
        "TONOMO_PUBLIC_PORT": str(port),
        "TONOMO_CARD_PAGES": cards_url(host, port),
        "STRIPE_API_BASE": f"http://{ask(host)}:{port + 1}",
        "TONOMO_DEBUG": "1" if reload else "0",
        "TONOMO_STATIC": "tree" if reload else "collected",
    }


def ask(host: str) -> str:
    """The address under which a process on this machine reaches one that listens on `host`."""
    return "127.0.0.1" if host in ("", "0.0.0.0") else host


def cards_url(host: str, port: int) -> str:
    """How a browser reaches the card page."""
    name = "localhost" if ask(host) == "127.0.0.1" else host
    return f"http://{name}:{port + 1}"


def fill(data: Path, variables: Mapping[str, str], orders: int | None) -> None:
    """Make tables and demo companies, unless the last start had the same migrations and was asked for as many orders."""
    note, mark = data / "filled", state_of_code(variables)
    if note.exists() and note.read_text() == mark and orders is None:
        return
    say("tables …")
    manage(["migrate", "--verbosity", "0"], as_owner(dict(variables)))
    say("companies, people and orders …")
    manage(["fill_demo", *(["--orders", str(orders)] if orders is not None else [])], variables)
    note.write_text(mark)


def collect(data: Path, variables: Mapping[str, str]) -> None:
    """Put the style sheets in one piece and pack the files of the pages, unless the last start had the same ones."""
    note, mark = data / "collected", collected.state()
    if note.exists() and note.read_text() == mark and (data / "static").exists():
        return
    say("files of the pages …")
    note.unlink(missing_ok=True)
    manage(["collectstatic", "--no-input", "--clear", "--verbosity", "0"], variables)
    note.write_text(mark)


def state_of_code(variables: Mapping[str, str]) -> str:
    """Changes when a migration of ours, a dependency or the database in use does."""
    digest = hashlib.sha256(variables["DATABASE_URL"].encode())
    for file in [ROOT / "requirements.lock", *sorted(ROOT.glob("*/migrations/*.py"))]:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def manage(words: list[str], variables: Mapping[str, str]) -> None:
    """Run a command of manage.py; CannotServe if it fails, as it has said why."""
    if subprocess.run([PYTHON, "manage.py", *words], cwd=ROOT, env=variables, check=False).returncode:
        raise CannotServe(f"manage.py {words[0]} failed; see above")


def refuse_taken(host: str, port: int) -> None:
    """CannotServe if another program listens on the port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise CannotServe(
                f"port {port} cannot be used ({taken.strerror}). Choose another: PORT=8100 bin/demo"
            ) from taken


def forget(data: Path) -> None:
    """Remove the private database, files and mail of the demo."""
    if "DATABASE_URL" in os.environ:
        raise CannotServe("--reset empties the private database only. Empty the one of DATABASE_URL yourself.")
    keeper.wait_until_stopped(data)
    try:
        with lock.hold(data / "lock"):
            shutil.rmtree(place.find(data).database)
            for name in MADE_BY_US:
                path = data / name
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    except lock.AlreadyRunning:
        raise CannotServe("another command uses the demo's database. Stop it first.") from None


def say(line: str) -> None:
    print(f"demo: {line}", flush=True)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
