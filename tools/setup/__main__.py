"""Brings everything that is missing: `python3 tools/setup demo|test`. Runs on any Python from 3.8 on, with nothing installed.

Does nothing, quickly, when nothing has changed since the last time.
"""

import fcntl
import os
import sys

import browser
import node
import pango
import python
from words import ROOT, Missing, say

KINDS = ("demo", "test")


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else "test"
    if kind not in KINDS:
        sys.exit("usage: bin/setup [demo|test]")
    os.chdir(str(ROOT))
    (ROOT / "var").mkdir(exist_ok=True)
    with open(str(ROOT / "var/setup.lock"), "w") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        try:
            python.prepare(kind)
            node.prepare(kind)
            pango.prepare()
            if kind == "test":
                browser.prepare()
        except Missing as missing:
            say(str(missing))
            sys.exit(1)


if __name__ == "__main__":
    main()
