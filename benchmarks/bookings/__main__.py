"""Measures booking on a database, and holds it to what may never happen.

Run: python -m benchmarks.bookings [--part mixed|one-slot|free|all] [--database sqlite|postgresql|both]
     [--attempts 100000] [--workers 200] [--people 200] [--rounds 60] [--places 1000] [--bookings 200000]

The exit code is 1 when two have the same place, or a booking is on one side only after settling.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bookings.free import measured_free
from benchmarks.bookings.mixed import Mixed, mixed
from benchmarks.bookings.one_slot import one_slot
from tests.postgresql import Server


def main() -> int:
    """Prints the figures as markdown tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", choices=("mixed", "one-slot", "free", "all"), default="all")
    arguments.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    arguments.add_argument("--attempts", type=int, default=100_000)
    arguments.add_argument("--workers", type=int, default=200)
    arguments.add_argument("--people", type=int, default=200)
    arguments.add_argument("--rounds", type=int, default=60)
    arguments.add_argument("--places", type=int, default=1000)
    arguments.add_argument("--bookings", type=int, default=200_000)
    arguments.add_argument("--seed", type=int, default=6)
    chosen = arguments.parse_args()
    kinds = ("sqlite", "postgresql") if chosen.database == "both" else (chosen.database,)
    right = True
    for kind in kinds:
        with (
            TemporaryDirectory(prefix="koers-bookings-", ignore_cleanup_errors=True) as name,
            addresses(kind, name) as fresh,
        ):
            right = asyncio.run(_measured(chosen, kind, fresh, Path(name))) and right
    return 0 if right else 1


async def _measured(chosen: argparse.Namespace, kind: str, fresh: Iterator[str], folder: Path) -> bool:
    print(f"\n## {kind}\n", flush=True)
    right = True
    if chosen.part in ("one-slot", "all"):
        right = await one_slot(next(fresh), workers=chosen.workers, rounds=chosen.rounds) and right
    if chosen.part in ("free", "all"):
        await measured_free(next(fresh), places=chosen.places, bookings=chosen.bookings)
    if chosen.part in ("mixed", "all"):
        asked = Mixed(chosen.attempts, chosen.workers, chosen.people, chosen.seed)
        right = await mixed(next(fresh), folder / "tenant", asked) and right
    return right


@contextmanager
def addresses(kind: str, name: str) -> Iterator[Iterator[str]]:
    """Addresses of fresh databases of a kind, one after another; what they need is in the folder `name`."""
    folder = Path(name)
    if kind == "sqlite":
        yield (f"sqlite:///{folder / f'koers{number}.db'}" for number in range(100))
        return
    server = Server(folder / "server")
    try:
        yield (server.fresh() for _ in range(100))
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
