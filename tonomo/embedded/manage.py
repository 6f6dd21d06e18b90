"""manage.py with servers: those named in the environment, else private ones under DATA_DIR."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import keeper, roles

ROOT = Path(__file__).resolve().parents[2]
OF_THE_OWNER = ("migrate", "makemigrations", "sqlmigrate", "squashmigrations", "showmigrations")


def data_dir() -> Path:
    """Where everything lies that we make."""
    return Path(os.environ.get("DATA_DIR", ROOT / "var")).resolve()


@contextmanager
def environment() -> Iterator[dict[str, str]]:
    """The variables of our processes, with servers that run as long as the block."""
    common = os.environ | {"DATA_DIR": str(data_dir()), "TONOMO_ENV": os.environ.get("TONOMO_ENV", "demo")}
    if "DATABASE_URL" in os.environ and "VALKEY_URL" in os.environ:
        yield common | {"APP_DATABASE_URL": roles.adopt(os.environ["DATABASE_URL"], os.environ.get("APP_DATABASE_URL"))}
        return
    with keeper.shared(data_dir()) as urls:
        given = {name: os.environ[name] for name in ("DATABASE_URL", "VALKEY_URL") if name in os.environ}
        if "DATABASE_URL" in given:
            given["APP_DATABASE_URL"] = roles.adopt(given["DATABASE_URL"], os.environ.get("APP_DATABASE_URL"))
        yield common | urls | given


def as_owner(variables: dict[str, str]) -> dict[str, str]:
    """The variables of a process that may change tables."""
    return variables | {"APP_DATABASE_URL": variables["DATABASE_URL"]}


def main() -> int:
    """Run the command; its exit code."""
    with environment() as variables:
        owner = bool(sys.argv[1:]) and sys.argv[1] in OF_THE_OWNER
        words = [sys.executable, "manage.py", *sys.argv[1:]]
        return subprocess.run(words, cwd=ROOT, env=as_owner(variables) if owner else variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
