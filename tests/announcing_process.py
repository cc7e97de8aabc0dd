"""Koers at work on announcements in a process of its own, to be killed: `python -m tests.announcing_process`."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from store.database import Database
from tests.announcing import Somebody, Staff, announcement, person, staged


async def work(url: str, folder: Path, base: str, people: int, at_most: int) -> None:
    """Begins the announcement, once, and goes on until it is killed."""
    database = Database(url)
    await database.migrate()
    staff = Staff([Somebody(person(n)) for n in range(1, people + 1)])
    async with staged(database, folder, base, staff, lanes=2) as stage:
        await stage.begin(announcement(at_most=at_most))
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("base")
    parser.add_argument("people", type=int)
    parser.add_argument("at_most", type=int)
    options = parser.parse_args()
    asyncio.run(work(options.url, options.folder, options.base, options.people, options.at_most))
