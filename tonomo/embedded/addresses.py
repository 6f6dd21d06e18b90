"""The addresses under which our processes find PostgreSQL and Valkey."""

import hashlib
import hmac
import json
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

OWNER = "tonomo_owner"
APP = "tonomo_app"
EVERYWHERE = "tonomo_everywhere"


def on_socket(folder: Path, *, user: str, database: str) -> str:
    """The address of a database on a server that listens in this folder only."""
    return f"postgresql://{user}@/{database}?host={quote(str(folder), safe='')}"


def app_url(owner_url: str) -> str:
    """The same database for the role of web and workers, with the password that `roles.adopt` gives it."""
    parts = urlsplit(owner_url)
    secret = app_password(owner_url)
    _, _, place = parts.netloc.rpartition("@")
    who = f"{APP}:{secret}" if secret else APP
    return urlunsplit(parts._replace(netloc=f"{who}@{place}"))


def app_password(owner_url: str) -> str:
    """Derived from the owner's password, so that there is nothing to store; empty if the owner has none."""
    password = urlsplit(owner_url).password
    return hmac.new(password.encode(), APP.encode(), hashlib.sha256).hexdigest() if password else ""


def with_database(url: str, database: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def database_of(url: str) -> str:
    """The name of the database in an address."""
    return urlsplit(url).path.lstrip("/")


def with_number(valkey_url: str, number: int) -> str:
    """The same Valkey, another of its numbered databases."""
    parts = urlsplit(valkey_url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={number}"
    return urlunsplit(parts._replace(path=f"/{number}"))


def broker_url(valkey_url: str) -> str:
    """The same Valkey in the spelling that Celery knows."""
    parts = urlsplit(valkey_url)
    if parts.scheme != "unix":
        return valkey_url
    number = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={number}"


def running(data: Path) -> dict[str, str]:
    """The variables of the servers that run under this folder now, as its supervisor noted them; empty if none do."""
    try:
        noted: dict[str, str] = json.loads((data / "servers.json").read_text())
    except FileNotFoundError:
        return {}
    return noted
