"""How soon Koers answers or is seen typing while Graph, the language model, Entra and the token service are all down.

uv run python -m benchmarks.outages

Everything that the tables of the product say people can do, as tests/test_everything_down.py does it, one at a time.
The reference, in the same run, is the same with Graph, Entra and the token service up.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from pathlib import Path

from tests.outage import KINDS, Kind, read_before, standing
from tests.outage_deeds import deeds
from tests.outage_walk import Seen, Walk, everybody_is_known, people_of


async def walked(before: Path, kind: Kind | None, *, known: bool) -> list[Seen]:
    """What everybody saw in this kind of outage; None: nothing is down."""
    with tempfile.TemporaryDirectory() as folder:
        doing = deeds()
        async with standing(Path(folder), before, people_of(doing)) as stand:
            if known:
                await everybody_is_known(stand, doing)
            if kind is not None:
                await stand.loses(kind)
            return await Walk(stand, at_once=1).all(doing)


def line(name: str, known: bool, seen: list[Seen]) -> str:
    """A line of the table."""
    first = sorted(seen, key=lambda one: one.first)
    slowest, middle = first[-1], first[len(first) // 2]
    late = sum(not one.in_time for one in seen)
    times = f"{1000 * middle.first:.0f} ms | {1000 * slowest.first:.0f} ms ({slowest.deed})"
    return f"| {name} | {'yes' if known else 'no'} | {len(seen)} | {times} | {late} |"


async def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder)
        await asyncio.to_thread(read_before, before)
        print(
            "| what is outside | known before | things done | median | slowest | after 2 s |\n|---|---|---|---|---|---|"
        )
        for kind in (None, *KINDS):
            for known in (True, False):
                print(line(kind or "works (no model)", known, await walked(before, kind, known=known)), flush=True)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(main())
