"""uv, Python 3.13 and the packages of the lock, in .venv."""

import glob
import os
import shutil
import subprocess
import sys

from words import ROOT, Missing, apt, hash_of, is_done, run, succeeds

VERSION = "3.13"
VENV = ROOT / ".venv"
LOCKS = {"demo": ROOT / "requirements.lock", "test": ROOT / "requirements-dev.lock"}
OWN_UV = ROOT / "var/uv"


def prepare(kind):
    """Afterwards .venv holds what the lock says. What only tests need is left there once it is."""
    if (VENV / "tonomo-test").exists():
        kind = "test"
    stamp, mark = VENV / ("tonomo-" + kind), hash_of(LOCKS[kind])
    if is_done(stamp, mark) and (VENV / "bin/python").exists():
        return
    uv = find_uv()
    if not succeeds([VENV / "bin/python", "-c", "import sys; sys.exit(sys.version_info[:2] != (3, 13))"]):
        run([uv, "venv", "--clear", "--python", find_python(uv), VENV], "Python " + VERSION)
    how = "sync" if kind == "test" else "install"
    words = [uv, "pip", how, "--python", VENV / "bin/python", "--require-hashes", "--compile-bytecode"]
    words += [LOCKS[kind]] if kind == "test" else ["--requirements", LOCKS[kind]]
    try:
        run(words, "Python packages")
    except subprocess.CalledProcessError:
        raise Missing(f"the packages of {LOCKS[kind].name} could not be installed; see above") from None
    stamp.write_text(mark)


def find_uv():
    """The machine's uv, else one of our own in var/uv."""
    home = os.path.expanduser("~")
    places = [shutil.which("uv"), home + "/.local/bin/uv", home + "/.cargo/bin/uv", OWN_UV / "bin/uv"]
    for place in places:
        if place and succeeds([place, "--version"]):
            return place
    return install_uv()


def install_uv():
    with_venv = [sys.executable, "-m", "venv", "--clear", OWN_UV]
    if succeeds(with_venv) or (apt(["python3-venv"], "Python's venv") and succeeds(with_venv)):
        pip = [OWN_UV / "bin/python", "-m", "pip", "install", "-q", "uv"]
    else:
        pip = [sys.executable, "-m", "pip", "install", "-q", "--upgrade", "--target", OWN_UV, "uv"]
    try:
        run(pip, "uv, into var/uv")
    except subprocess.CalledProcessError:
        raise Missing(
            "uv is needed and could not be installed. Install it: pip install uv, or brew install uv"
        ) from None
    return OWN_UV / "bin/uv"


def find_python(uv):
    """A Python 3.13 of this machine, else one that uv fetches."""
    known = [uv, "python", "find", "--no-python-downloads", VERSION]
    try:
        return subprocess.check_output([str(w) for w in known], stderr=subprocess.DEVNULL).decode().strip()
    except subprocess.CalledProcessError:
        pass
    pyenv = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    others = sorted(glob.glob(pyenv + "/versions/" + VERSION + ".*/bin/python" + VERSION)) + ["python" + VERSION]
    for place in others:
        if succeeds([place, "--version"]):
            return place
    try:
        run([uv, "python", "install", VERSION], "Python " + VERSION)
    except subprocess.CalledProcessError:
        raise Missing(
            "Python 3.13 is needed and could not be fetched. Install it: "
            "uv python install 3.13, pyenv install 3.13, or brew install python@3.13"
        ) from None
    return VERSION
