"""A disk that is full for a while, or a limit on files: what was done is written down when there is room again."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.chaos.faults import Disk, Limited, Refusing
from store.database import Database
from store.work import Attempt, GoOn, Kind, Payload, prepare
from tests.durable import at_work
from tests.test_work import promise

A_MOMENT = 0.8  # seconds in which something is tried without success; how much changes nothing


@pytest.fixture
async def disk(database: Database) -> Disk:
    """The disk of the database, as this process sees it."""
    await prepare(database)
    return Refusing(database.url.render_as_string(hide_password=False)) if database.shared else _limited(database)


def _limited(database: Database) -> Limited:
    return Limited(Path(str(database.url.database)))


@contextmanager
def full(disk: Disk) -> Generator[None]:
    disk.fill([os.getpid()])
    try:
        yield
    finally:
        disk.free([os.getpid()])


async def test_work_goes_on_where_it_was_when_the_disk_was_full_as_it_was_written_down(
    database: Database, disk: Disk
) -> None:
    asked: list[int] = []
    done = asyncio.Event()

    async def run(payload: Payload, attempt: Attempt) -> GoOn | None:
        asked.append(attempt.number)
        if len(asked) > 1:
            return None
        disk.fill([os.getpid()])
        done.set()
        return GoOn()

    async with at_work(database, {"note": Kind(run)}) as working:
        await promise(database, "a")
        try:
            await done.wait()
            await asyncio.sleep(A_MOMENT)
        finally:
            disk.free([os.getpid()])
        await working.settled()
        states = await working.states()
    assert asked == [1, 1]
    assert set(states.values()) == {"SUCCESS"}
