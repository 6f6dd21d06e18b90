"""The files of the pages, collected as in production, and anew whenever one of them changed."""

import hashlib

from .manage import ROOT

MAKERS = ("core/assets.py", "package-lock.json", "requirements.lock")


def state() -> str:
    """Changes when a file that pages ask for does, or what makes one of it."""
    digest = hashlib.sha256()
    for file in [*(ROOT / name for name in MAKERS), *sorted((ROOT / "static").rglob("*.*"))]:
        if file.is_file():
            digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()
