"""Pango, with which WeasyPrint sets type in invoices."""

import os
import sys

from python import VENV
from words import Missing, apt, is_done, succeeds

DEBIAN = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"]
STAMP = VENV / "tonomo-pango"


def prepare():
    """Afterwards WeasyPrint can be imported."""
    if is_done(STAMP, "found"):
        return
    if not works():
        apt(DEBIAN, "Pango")
        if not works():
            raise Missing("Pango is needed to print invoices. Install it: " + how())
    STAMP.write_text("found")


def works():
    return succeeds([VENV / "bin/python", "-c", "import weasyprint"], env=dict(os.environ))


def how():
    return "brew install pango" if sys.platform == "darwin" else "sudo apt-get install " + " ".join(DEBIAN)
