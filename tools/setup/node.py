"""The npm packages: the scripts that pages use, and what only tests need."""

import os
import shutil
import subprocess

from python import VENV, find_uv
from words import ROOT, Missing, hash_of, is_done, run, succeeds

MODULES = ROOT / "node_modules"
OWN_NODE = ROOT / "var/node"
OWN_NODE_LOCK = ROOT / "tools/setup/node.lock"
OLDEST = "18"


def prepare(kind):
    """Afterwards node_modules holds what package-lock.json says. What only tests need is left there once it is."""
    if (MODULES / ".tonomo-test").exists():
        kind = "test"
    stamp, mark = MODULES / (".tonomo-" + kind), hash_of(ROOT / "package-lock.json")
    if is_done(stamp, mark):
        return
    npm, path = find_npm()
    words = [npm, "ci", "--ignore-scripts", *(["--omit=dev"] if kind == "demo" else [])]
    try:
        run(words, "npm packages", env=dict(os.environ, PATH=path))
    except subprocess.CalledProcessError:
        raise Missing("the packages of package-lock.json could not be installed; see above") from None
    stamp.write_text(mark)


def find_npm():
    """npm and the PATH it needs: the machine's, else one from a Python package, in var/node."""
    path = os.environ.get("PATH", os.defpath)
    new_enough = f"process.exit(parseInt(process.versions.node) >= {OLDEST} ? 0 : 1)"
    npm = shutil.which("npm")
    if npm and succeeds([npm, "--version"]) and succeeds(["node", "-e", new_enough]):
        return npm, path
    if not succeeds([OWN_NODE / "bin/npm", "--version"]):
        uv = find_uv()
        try:
            run([uv, "venv", "--clear", "--python", VENV / "bin/python", OWN_NODE], "a place for node")
            install = [uv, "pip", "install", "--python", OWN_NODE / "bin/python", "--require-hashes"]
            run([*install, "--requirements", OWN_NODE_LOCK], "node and npm, into var/node")
        except subprocess.CalledProcessError:
            raise Missing("npm is needed. Install it: apt-get install npm, or brew install node") from None
    return OWN_NODE / "bin/npm", str(OWN_NODE / "bin") + os.pathsep + path
