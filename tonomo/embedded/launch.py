"""Becomes another program after noting itself: `python -m tonomo.embedded.launch FOLDER WORDS…`."""

import os
import sys
from pathlib import Path

from .processes import Register

if __name__ == "__main__":
    Register(Path(sys.argv[1])).add(os.getpid())
    os.execvp(sys.argv[2], sys.argv[2:])
