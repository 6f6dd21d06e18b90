"""The application as it is served: web and worker in processes of their own, on the database of this run of tests."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.plumbing import ROOT

PATIENCE = 30.0
WEB = "--ws core.live.lines:Line --ws-per-message-deflate false --lifespan off --timeout-graceful-shutdown 3 --log-level warning"
WORKER = "worker -P threads -c 2 -l warning --without-mingle --without-gossip --without-heartbeat"


class Process:
    """One process of the site, which a test may stop, kill and start again."""

    def __init__(self, words: list[str], variables: dict[str, str], log: Path) -> None:
        self.words, self.variables, self.log = words, variables, log
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.words, cwd=ROOT, env=self.variables, start_new_session=True, stdout=log, stderr=log
            )

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to stop, or with SIGKILL end it hard; return when it is gone."""
        if self.running is None:
            return
        self.running.send_signal(sign)
        try:
            self.running.wait(10)
        except subprocess.TimeoutExpired:
            self.running.kill()
            self.running.wait()
        self.running = None


class Site:
    """Web and worker with the variables given; `port` is where a browser finds them, `cards_port` is kept for the card page."""

    def __init__(self, variables: dict[str, str], folder: Path) -> None:
        self.port, self.cards_port = free_ports(2)
        cards = f"http://127.0.0.1:{self.cards_port}"
        variables = variables | {
            "TONOMO_DB_POOL": "1",
            "TONOMO_PUBLIC_PORT": str(self.port),
            "PORT": str(self.port),
            "STRIPE_API_BASE": cards,
            "TONOMO_CARD_PAGES": cards,
        }
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "site.log"
        python = [sys.executable, "-m"]
        web = [*python, "uvicorn", "tonomo.asgi:application", "--port", str(self.port), *WEB.split()]
        worker = [sys.executable, "-W", "ignore:You're running", "-m", "celery", "-A", "tonomo", "-q", *WORKER.split()]
        self.web = Process(web, variables, self.log)
        self.worker = Process(worker, variables, self.log)

    def __enter__(self) -> "Site":
        self.worker.start()
        self.web.start()
        try:
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self.web.stop()
        self.worker.stop()

    def address(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def wait_until_ready(self) -> None:
        """Return when database, Valkey and the worker, which has just said so, answer the web process."""
        self._wait_for("/readyz")

    def wait_until_up(self) -> None:
        """Return when the web process answers again; the worker, which has no clock here, went on."""
        self._wait_for("/healthz")

    def _wait_for(self, path: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._answers(path):
            if time.monotonic() > deadline:
                raise AssertionError(f"The site does not answer:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.05)

    def _answers(self, path: str) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", path)
            return line.getresponse().status == 200
        except OSError:
            return False
        finally:
            line.close()


def free_ports(count: int) -> list[int]:
    """Ports on which nobody listens now."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    numbers = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return numbers


def of_this_run() -> dict[str, str]:
    """The variables of the process that runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO_ALLOW"))}
