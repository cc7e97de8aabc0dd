"""Team days at work in a process of its own, to be killed: `python -m tests.team_days_process`."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from tests.durable import at_work
from tests.team_days import Told, team_days

SLOWLY = 0.05  # seconds that telling somebody takes


async def work(url: str, file: Path) -> None:
    """Asks the team, once, and goes on until it is killed."""
    async with team_days(file.parent, Told(file, SLOWLY), url=url) as made:
        await made.asked()
        async with at_work(made.stage.database, made.kinds):
            await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    asyncio.run(work(options.url, options.file))
