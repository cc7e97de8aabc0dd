"""Changes list items from two sides, with conflicts of ETag, lost answers, an outage of Graph and kill -9.

Run: python -m benchmarks.lists [--changes 10000] [--ideas 500] [--kills 6] [--outage 10] [--database sqlite|postgresql]

The exit code is 1 when after settling an item is there twice or on one side only, the sides differ, or a change is
lost.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bookings.__main__ import addresses
from benchmarks.lists.play import Asked, play


def main() -> int:
    """Prints the figures as a markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--changes", type=int, default=10_000)
    arguments.add_argument("--ideas", type=int, default=500)
    arguments.add_argument("--kills", type=int, default=6)
    arguments.add_argument("--outage", type=float, default=10.0)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    chosen = arguments.parse_args()
    asked = Asked(chosen.changes, chosen.ideas, chosen.kills, chosen.outage, seed=chosen.seed)
    with (
        TemporaryDirectory(prefix="koers-lists-", ignore_cleanup_errors=True) as name,
        addresses(chosen.database, name) as fresh,
    ):
        return 0 if asyncio.run(play(next(fresh), Path(name), asked)) else 1


if __name__ == "__main__":
    sys.exit(main())
