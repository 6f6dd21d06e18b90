"""What a run stands on: private servers, a filled demo, the limits' own tables, and both programs served alike."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bench.limits.servers import server
from tonomo.embedded import addresses, keeper, place

ROOT = Path(__file__).resolve().parents[1]
LIMITS = ROOT / "bench/limits"
TABLES = "tonomo_limits"
APP_PORT, LIMIT_PORT, LIVE_PORT, RAW_PORT = 8391, 8392, 8393, 8394


@dataclass(frozen=True)
class Ground:
    """The servers of this run and how to reach them."""

    data: Path
    variables: dict[str, str]
    database_pid: int
    limits: dict[str, str]
    limits_url: str
    session: str


@contextmanager
def stand(data: Path, orders: int) -> Iterator[Ground]:
    """Servers with so many orders and the tables of the limits; the next run finds them again."""
    with keeper.shared(data) as urls:
        variables = (
            os.environ
            | urls
            | {"DATA_DIR": str(data), "TONOMO_ENV": "demo", "TONOMO_DB_POOL": "0", "LOG_LEVEL": "WARNING"}
        )
        variables["DJANGO_SETTINGS_MODULE"] = "tonomo.settings"
        owner = variables | {"APP_DATABASE_URL": variables["DATABASE_URL"]}
        _manage(["migrate", "--verbosity", "0"], owner)
        _manage(["fill_demo", "--orders", str(orders)], variables)
        with psycopg.connect(urls["DATABASE_URL"], autocommit=True) as owner_link:
            owner_link.execute("VACUUM ANALYZE")
            if not owner_link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TABLES]).fetchone():
                owner_link.execute(f"CREATE DATABASE {TABLES}")
        limits_url = addresses.with_database(urls["DATABASE_URL"], TABLES)
        limits = _libpq(limits_url)
        made = subprocess.run(
            [sys.executable, "app.py"],
            cwd=LIMITS / "limits_django",
            env=limits,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
        session = re.findall(r"sessionid=(\w+)", made)[0]
        pid = int((place.find(data).database / "postmaster.pid").read_text().split()[0])
        yield Ground(data, variables, pid, limits, limits_url, session)


@contextmanager
def served(ground: Ground) -> Iterator[tuple[int, int]]:
    """The application as deploy/web serves it and the limits' pages by the same server; their process ids."""
    variables = production(ground) | {"PORT": str(APP_PORT)}
    subprocess.run(["deploy/collect"], cwd=ROOT, env=variables, check=True)
    bare = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "app:wsgi", "--host", "127.0.0.1"]
    bare += ["--port", str(LIMIT_PORT), "--workers", "1", "--blocking-threads", "1"]
    bare += ["--blocking-threads-idle-timeout", "600", "--no-ws"]
    logs = ground.data / "logs"
    with (
        server(["deploy/web"], APP_PORT, ROOT, variables, logs / "bench-app.log", 60) as app,
        server(bare, LIMIT_PORT, LIMITS / "limits_django", ground.limits, logs / "bench-limits.log", 60) as limit,
    ):
        yield app.pid, limit.pid


def production(ground: Ground) -> dict[str, str]:
    """The variables of a process in production, one worker and one thread, on the servers of this run."""
    from django.conf import settings

    static = {"STATIC_ROOT": str(ground.data / "static")}
    secrets = {"SECRET_KEY": settings.SECRET_KEY, "SECRETS_KEYS": ",".join(settings.SECRETS_KEYS)}
    one = {"WEB_WORKERS": "1", "WEB_THREADS": "1", "TONOMO_ENV": "production"}
    return ground.variables | static | secrets | one


def _libpq(url: str) -> dict[str, str]:
    """The address of a database as the variables that libpq and the limits read."""
    parts = conninfo_to_dict(url)
    names = {"host": "PGHOST", "user": "PGUSER", "dbname": "PGDATABASE", "password": "PGPASSWORD"}
    given = {name: str(parts[key]) for key, name in names.items() if parts.get(key)}
    return dict(os.environ) | {"PGPORT": "5432"} | given


def _manage(words: list[str], variables: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=variables, check=True)
