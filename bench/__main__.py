"""`bin/bench [sockets] [--orders N] [--strict]`: the application's speed, each figure beside a limit taken in the same run."""

import argparse
import os
import sys
from pathlib import Path

from bench import ground

NOT_MEASURED = (
    "the board across orders; "
    "the day optimiser; "
    "row-level security against a role that bypasses it; imports; "
    "the start of bin/demo; 1,000,000 orders."
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measures speed next to limits of the same run.")
    parser.add_argument("part", nargs="?", choices=["sockets"], help="many sockets and many rooms, and nothing else")
    parser.add_argument("--orders", type=int, default=10_000, metavar="N", help="orders in the demo company")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="turns that both sides take")
    parser.add_argument("--strict", action="store_true", help="end with 1 if a figure is over its target")
    words = parser.parse_args()
    data = Path(os.environ.get("DATA_DIR", ground.ROOT / "var/bench")).resolve()
    if "DATABASE_URL" in os.environ:
        print("bench: runs on servers of its own only, as it counts their CPU time. Unset DATABASE_URL.")
        return 1
    with ground.stand(data, words.orders) as found:
        os.environ.update(found.variables)
        import django

        django.setup()
        from bench.run import run

        over = run(found, rounds=words.rounds, only_sockets=words.part is not None)
    print(f"\nNot measured: {NOT_MEASURED}")
    if over:
        print(f"Over: {', '.join(over)}.")
    return 1 if over and words.strict else 0


if __name__ == "__main__":
    sys.exit(main())
