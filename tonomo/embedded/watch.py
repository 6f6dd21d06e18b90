"""Runs a program and starts it anew whenever a Python file of ours changes: `python -m tonomo.embedded.watch WORDS…`."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"node_modules", "var", "tests", "tools", "docs", "bin"}


def stamps() -> dict[Path, int]:
    """When each Python file of the application was last written."""
    apps = [
        entry
        for entry in ROOT.iterdir()
        if entry.is_dir() and not entry.name.startswith(".") and entry.name not in NOT_OURS
    ]
    found = {}
    for app in apps:
        for file in app.rglob("*.py"):
            try:
                found[file] = file.stat().st_mtime_ns
            except FileNotFoundError:
                continue
    return found


def main() -> None:
    """Until we are asked to stop; a program that ends by itself waits for the next change."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit

    signal.signal(signal.SIGTERM, stop)
    while True:
        seen = stamps()
        program = subprocess.Popen(sys.argv[1:])
        try:
            while stamps() == seen:
                time.sleep(0.7)
            print("changed, starting anew", flush=True)
        finally:
            program.terminate()
            program.wait()


if __name__ == "__main__":
    main()
