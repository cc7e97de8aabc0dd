"""Koers with ideas in a process of its own, to be killed: `python -m benchmarks.lists.process`."""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import CoroutineType
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from domain.mirror import Value
from graph.lists import ListItem, SharePointLists
from graph.problems import ChangedElsewhere
from store.database import Database
from tests.durable import at_work
from tests.mirroring import EMPTY, Ideas, connected

LOOK = 0.5  # seconds between two looks at what changed in SharePoint
if TYPE_CHECKING:
    Answer = CoroutineType[Any, Any, ListItem]

LOG = "create table if not exists ideas_log (number integer primary key, key varchar(64), name text, value text)"


async def work(url: str, folder: Path, base: str, tenant: str, changes: int, ideas: int, pause: float) -> None:
    """Changes ideas, from where the process before was killed, and keeps both sides equal until it is killed."""
    SharePointLists.change = _counted(SharePointLists.change, folder / "conflicts")
    database = Database(url)
    await database.migrate()
    made, kept, _ = connected(database, base, tenant, folder)
    await kept.prepare(database)
    async with database.write() as session:
        await session.execute(text(LOG))
    async with at_work(database, made.mirror.work):
        stop = asyncio.Event()
        following = asyncio.create_task(made.follow.run(stop, LOOK))
        print("ready", flush=True)
        async with database.read() as session:
            done = await session.scalar(text("select count(*) from ideas_log")) or 0
        for number in range(int(done), changes):
            await _change(database, kept, number, ideas)
            await asyncio.sleep(pause)
        await following


async def _change(database: Database, kept: Ideas, number: int, ideas: int) -> None:
    """One change: of a new idea, or of one field of one that is there."""
    chosen = random.Random(number)
    key = f"idea-{number if number < ideas else chosen.randrange(ideas)}"
    name = chosen.choice(("Title", "Toelichting", "Uren"))
    value: Value = float(number) if name == "Uren" else f"Koers {number}"
    fields = {**EMPTY, "Status": "nieuw", name: value} if number < ideas else {name: value}
    async with database.write() as session:
        await kept.put(session, key, **fields)
        await session.execute(
            text("insert into ideas_log values (:n, :k, :f, :v)"), {"n": number, "k": key, "f": name, "v": str(value)}
        )


def _counted(change: Callable[..., Answer], where: Path) -> Callable[..., Answer]:
    """The same, and every conflict is written down where a kill leaves it."""

    async def call(*arguments: Any) -> ListItem:
        try:
            return await change(*arguments)
        except ChangedElsewhere:
            with where.open("a", encoding="utf-8") as file:
                file.write(".")
            raise

    return call


def _end_with_parent() -> None:
    """Whoever started this holds its input; when that closes, nobody is left who would kill it."""
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("base")
    parser.add_argument("tenant")
    parser.add_argument("changes", type=int)
    parser.add_argument("ideas", type=int)
    parser.add_argument("pause", type=float)
    options = parser.parse_args()
    asyncio.run(work(**vars(options)))
