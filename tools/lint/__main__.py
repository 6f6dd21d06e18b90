"""`bin/lint`: every check that CI makes, one line each, and what is wrong below the line. `bin/lint ruff types` makes only those."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tonomo.embedded import keeper
from tools.lint import locks, rules, sizes, templates

ROOT = Path(__file__).resolve().parents[2]
NO_SERVERS = {
    "TONOMO_ENV": "demo",
    "TONOMO_DB_POOL": "0",
    "DATABASE_URL": "postgresql://tonomo_owner@/tonomo?host=/nowhere",
    "APP_DATABASE_URL": "postgresql://tonomo_app@/tonomo?host=/nowhere",
    "VALKEY_URL": "unix:///nowhere/valkey.sock?db=0",
    "DATA_DIR": str(ROOT / "var/lint"),
}

Check = Callable[[], str]


def command(*words: str, variables: dict[str, str] | None = None) -> Check:
    """A check by a program, which finds nothing if it ends well."""

    def run() -> str:
        done = subprocess.run(
            [str(Path(sys.executable).with_name(words[0])), *words[1:]],
            cwd=ROOT,
            env=os.environ | NO_SERVERS | (variables or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return (done.stdout.strip() or f"exit code {done.returncode}") if done.returncode else ""

    return run


def migrations() -> str:
    """What makemigrations would write. Django asks a server what it can do, so there has to be one."""
    with keeper.shared(ROOT / "var/test", throwaway=True) as urls:
        return command("python", "manage.py", "makemigrations", "--check", "--dry-run", variables=urls)()


CHECKS: dict[str, Check] = {
    "types": command("mypy"),
    "ruff": command("ruff", "check", "--quiet", "."),
    "format": command("ruff", "format", "--check", "--quiet", "."),
    "imports": command("lint-imports", "--no-cache"),
    "migrations": migrations,
    "templates": templates.check,
    "sizes": sizes.check,
    "rules": rules.check,
    "locks": locks.check,
}


def timed(check: Check) -> tuple[str, float]:
    begun = time.monotonic()
    return check(), time.monotonic() - begun


def main() -> int:
    """Make the checks, two at a time; 1 if any found something."""
    chosen = {name: CHECKS[name] for name in sys.argv[1:] or CHECKS}
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        running = {name: pool.submit(timed, check) for name, check in chosen.items()}
        for name, result in running.items():
            found, seconds = result.result()
            print(f"lint: {name:<11}{'NOT OK' if found else 'ok':<7}{seconds:5.1f} s", flush=True)
            if found:
                print(found, flush=True)
                failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
