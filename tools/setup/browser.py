"""A Chromium for the tests in a browser. `find` is used by those tests too."""

import contextlib
import glob
import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
OF_PLAYWRIGHT = (
    "~/.cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "~/Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)


def find():
    """The path of a Chromium on this machine: the one in CHROMIUM, a usual one, or Playwright's; None if there is none."""
    named = os.environ.get("CHROMIUM")
    usual = [shutil.which(name) for name in NAMES]
    kept = [path for pattern in OF_PLAYWRIGHT for path in sorted(glob.glob(os.path.expanduser(pattern)), reverse=True)]
    for path in [named, *usual, *ON_MACOS, *kept]:
        if path and os.access(path, os.X_OK):
            return path
    return None


def prepare():
    """Afterwards `find` finds one."""
    from python import VENV
    from words import Missing, apt, run

    if find():
        return
    if apt(["chromium", "fonts-dejavu-core"], "Chromium") and find():
        return
    with contextlib.suppress(subprocess.CalledProcessError):
        run([VENV / "bin/playwright", "install", "chromium"], "Chromium, from Playwright")
    if not find():
        by_hand = "brew install --cask chromium" if sys.platform == "darwin" else "sudo apt-get install chromium"
        raise Missing("a Chromium is needed for the tests. Install it: " + by_hand + ", or set CHROMIUM to one")
