"""Measures finding similar initiatives among 5,000, and how often the right one is found, beside SQLite's FTS5.

Run: python -m benchmarks.initiatives [--initiatives 5000] [--rounds 2]

What is measured is the use case as a card calls it: looking what was written since, searching, and reading what was
found from the store. The reference only searches: any of the words, in the same run, so that the ratio says what a
busy machine does to both.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from time import perf_counter, process_time

from domain.initiatives.desk import Desk, blank, searched
from domain.initiatives.model import Similar
from knowledge.alike import Described
from store import initiatives
from store.database import Database
from tests.initiatives import JAN, RIA, on_stage
from tests.similar import Pair, many, others, pairs

FIRST = 3  # in which the right one is to be
AT_ONCE = 500
Similarly = Callable[[str, str, str], Awaitable[tuple[Similar, ...]]]


def main() -> None:
    """Print the figures as a markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--initiatives", type=int, default=5000)
    arguments.add_argument("--rounds", type=int, default=2)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measured(Path(folder), chosen.initiatives, chosen.rounds))


async def measured(folder: Path, count: int, rounds: int) -> None:
    """Prints what it takes, and what is found."""
    halves = {half: pairs(half) for half in ("build", "check")}
    there = [pair.there for some in halves.values() for pair in some] + others()
    there += list(many(count - len(there)))
    database = Database(f"sqlite:///{folder / 'koers.db'}")
    await database.migrate()
    stage = await on_stage(database)
    await stored(stage.made.desk, there)
    start = process_time()
    await stage.made.similarities.follow()
    filled = process_time() - start
    every = [pair for some in halves.values() for pair in some]
    await looked(stage.made.similar, every)  # what is worked out once is, as in a process that has answered before
    both = [each for _ in range(rounds) for each in await looked(stage.made.similar, every)]
    seconds, processor = [wall for wall, _ in both], [used for _, used in both]
    with closing(reference(there)) as index:
        plain = [of_reference(index, pair)[1] for _ in range(rounds) for pair in every]
        found = {half: sum(of_reference(index, pair)[0] for pair in some) for half, some in halves.items()}
    right = {half: [await first_of(stage.made.similar, pair) for pair in some] for half, some in halves.items()}
    await database.close()
    print(f"{len(there)} initiatives, {len(every)} new ones, {rounds} rounds\n")
    print("| what | Koers | SQLite FTS5 (search only) |\n|---|---|---|")
    print(f"| read and indexed, processor time | {filled:.1f} s | |")
    print(f"| one search, processor time, mean | {fmean(processor):.1f} ms | |")
    print(f"| one search, processor time, p95 | {percentile(processor, 0.95):.1f} ms | |")
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        own, beside = percentile(seconds, share), percentile(plain, share)
        print(f"| one search, {name} | {own:.1f} ms | {beside:.1f} ms (ratio {own / beside:.1f}) |")
    for half, some in right.items():
        print(f"| found in the first {FIRST}, half to {half} | {share_of(some)} | {found[half] / len(some):.2f} |")


async def stored(desk: Desk, those: Sequence[Described]) -> None:
    """Puts them in the store."""
    for start in range(0, len(those), AT_ONCE):
        async with desk.database.write() as session:
            for each in those[start : start + AT_ONCE]:
                base = blank(desk, each.id, "nieuw", author=RIA)
                words = searched(each.title, each.what)
                kept = replace(base, title=each.title, what=each.what, heading="digitaal", words=words)
                await initiatives.add(session, kept)


async def looked(similar: Similarly, every: Sequence[Pair]) -> list[tuple[float, float]]:
    """How many milliseconds each search takes, by the clock and of this process."""
    found: list[tuple[float, float]] = []
    for pair in every:
        start, used = perf_counter(), process_time()
        await similar(JAN, pair.new.title, pair.new.what)
        found.append(((perf_counter() - start) * 1000, (process_time() - used) * 1000))
    return found


async def first_of(similar: Similarly, pair: Pair) -> bool:
    """Whether the right one is among the first."""
    found = await similar(JAN, pair.new.title, pair.new.what)
    return pair.there.id in [each.initiative.id for each in found[:FIRST]]


def reference(those: Sequence[Described]) -> sqlite3.Connection:
    """The same texts in FTS5."""
    index = sqlite3.connect(":memory:")
    index.execute("create virtual table described using fts5(id unindexed, title, what)")
    index.executemany("insert into described values (?, ?, ?)", [(each.id, each.title, each.what) for each in those])
    return index


def of_reference(index: sqlite3.Connection, pair: Pair) -> tuple[bool, float]:
    """Whether FTS5 has the right one among the first, and in how many milliseconds."""
    words = dict.fromkeys(re.findall(r"\w{2,}", f"{pair.new.title} {pair.new.what}".lower()))
    start = perf_counter()
    query = "select id from described where described match ? order by bm25(described) limit ?"
    found = index.execute(query, (" OR ".join(f'"{word}"' for word in words), FIRST)).fetchall()
    return (pair.there.id,) in found, (perf_counter() - start) * 1000


def share_of(some: Sequence[bool]) -> str:
    """Such as "0.94"."""
    return f"{sum(some) / len(some):.2f}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them is."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    main()
