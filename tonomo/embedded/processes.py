"""Processes by number and by the time they began, so that a number given again is never mistaken for the old one."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ON_LINUX = sys.platform == "linux"


def die_with_parent() -> Callable[[], None]:
    """For `preexec_fn`: the child is asked to stop when the thread that started it ends, however it ends (Linux only)."""
    parent = os.getpid()
    libc = ctypes.CDLL(None) if ON_LINUX else None

    def ask() -> None:
        if libc is not None:
            libc.prctl(1, signal.SIGINT)
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGINT)

    return ask


def began(pid: int) -> str:
    """When the process with this number began, in the system's own words; empty if there is none."""
    if ON_LINUX:
        try:
            words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return ""
        return "" if words[0] in "ZX" else words[19]
    return _ps("lstart=", pid)


def command(pid: int) -> str:
    """The words the process was started with; empty if there is none."""
    if ON_LINUX:
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    return _ps("command=", pid)


def end(pid: int, *, by: signal.Signals = signal.SIGTERM, patience: float = 10, group: bool = False) -> None:
    """Ask a process (or its whole group) to stop, insist after `patience` seconds, and return when it is gone."""
    birth = began(pid)
    send = os.killpg if group else os.kill
    for sign in (by, signal.SIGKILL):
        deadline = time.monotonic() + patience
        try:
            send(pid, sign)
        except ProcessLookupError:
            return
        while birth and began(pid) == birth:
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        else:
            return


class Register:
    """What a supervisor has started, one file each, so that the next one can end what a killed one left behind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, pid: int) -> None:
        """Note a process that leads a group of its own."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / str(pid)).write_text(began(pid))

    def end_left_over(self) -> int:
        """End what is noted and still the same process; how many those were."""
        left = [
            note for note in self.folder.glob("*") if note.read_text() and began(int(note.name)) == note.read_text()
        ]
        for note in left:
            end(int(note.name), patience=5, group=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        return len(left)


def _ps(what: str, pid: int) -> str:
    return subprocess.run(
        ["ps", "-o", what, "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
