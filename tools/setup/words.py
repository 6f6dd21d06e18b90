"""What the steps of the set-up share: how they speak, run commands and remember what they did."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Missing(Exception):
    """Something is needed that we cannot bring; the message names the command that does."""


def say(line):
    print("setup: " + line, file=sys.stderr, flush=True)


def run(words, what, **options):
    """Run a command, saying before what it is for and after how long it took; CalledProcessError if it fails."""
    say(what + " …")
    begun = time.time()
    subprocess.check_call([str(word) for word in words], stdout=sys.stderr, stdin=subprocess.DEVNULL, **options)
    say(f"{what}: {time.time() - begun:.1f} s")


def succeeds(words, **options):
    """True if the command can be run and ends well; shows nothing."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.call([str(word) for word in words], **dict(quiet, **options)) == 0
    except OSError:
        return False


def hash_of(*files):
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_done(stamp, mark):
    """True if the step that left this stamp saw the same input."""
    return stamp.exists() and stamp.read_text() == mark


def apt(packages, what):
    """Install Debian packages if this is a Debian and we are root; True if that was tried and worked."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    try:
        if not succeeds([*install[:2], "--simulate", *packages]):
            run(["apt-get", "update", "-q"], "Debian's list of packages", env=quiet)
        run(install, what, env=quiet)
    except subprocess.CalledProcessError:
        return False
    return True
