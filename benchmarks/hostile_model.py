"""Puts hundreds of hostile answers of a language model through the whole way of an answer; counts what got through.

Run: python -m benchmarks.hostile_model [--patience 4.0] [--stride 1]
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.hostile_claims import cases
from tests.model_trial import Count, trial

LIMIT = 5.0  # seconds within which every question has an answer


def main() -> int:
    """Print the counts and the times as a markdown table; 1 when anything got through."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patience", type=float, default=4.0, help="seconds that a question waits for the model")
    parser.add_argument("--stride", type=int, default=1, help="take every so many cases")
    chosen = parser.parse_args()
    logging.disable(logging.ERROR)  # each of the failures would be told
    count, ordinary = asyncio.run(measured(chosen.patience, chosen.stride))
    late = sum(seconds > LIMIT for seconds in count.seconds)
    print(
        f"{len(count.seconds)} cases, {count.asked} reached the model, {count.by_model} answers kept something true\n"
    )
    print("| what got through | |\n|---|---|")
    for name, number in (
        ("quotes that are not in the document", len(count.unverified)),
        ("links and disguises", len(count.links)),
        ("canaries, ours or the asker's", len(count.leaks)),
        (f"questions without an answer after {LIMIT:.0f} s", late),
        ("claims where nothing was true", len(count.false)),
    ):
        print(f"| {name} | {number} |")
    print("\n| seconds | p50 | p95 | most |\n|---|---|---|---|")
    print(f"| without a model | {spread(ordinary)} |")
    print(f"| with the hostile one | {spread(count.seconds)} |")
    return 0 if count.clean and not late else 1


async def measured(patience: float, stride: int) -> tuple[Count, list[float]]:
    """The counts of every so many cases, and the seconds of their questions without a model."""
    count, ordinary = Count(), list[float]()
    chosen = cases()[::stride]
    with tempfile.TemporaryDirectory() as folder:
        async with trial(Path(folder)) as tried:
            for number, case in enumerate(chosen, 1):
                await tried.run(case, count, patience=patience)
                ordinary.append(await tried.without(case))
                if number % 100 == 0:
                    print(f"{number} of {len(chosen)}", file=sys.stderr, flush=True)
    return count, ordinary


def spread(seconds: Sequence[float]) -> str:
    """The middle, the slow end and the slowest."""
    row = sorted(seconds)
    return " | ".join(f"{value:.3f}" for value in (row[len(row) // 2], row[int(0.95 * len(row))], row[-1]))


if __name__ == "__main__":
    sys.exit(main())
