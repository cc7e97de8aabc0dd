"""An announcement whose process is killed: nobody gets it twice, and who was being sent to is reported as unknown."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from domain.announcements.crew import WIDE
from domain.announcements.few import AT_ONCE
from store.database import Database
from tests.announcing import Answer, Teams, chat, settle_in, teams

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = 400
MANY = 1_000_000  # people for whom it was approved: as many messages are under way as there may be


@asynccontextmanager
async def koers(
    url: str, folder: Path, base: str, people: int = PEOPLE, at_most: int = MANY
) -> AsyncGenerator[Process]:
    arguments = "-m", "tests.announcing_process", url, str(folder), base, str(people), str(at_most)
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=PIPE, cwd=ROOT)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def states(database: Database) -> dict[str, int]:
    async with database.read() as session:
        rows = await session.execute(text("select state, count(*) from deliveries group by state"))
        return {str(state): int(count) for state, count in rows}


async def done(database: Database) -> bool:
    async with database.read() as session:
        return await session.scalar(text("select state from announcements")) == "done"


@pytest.mark.parametrize(
    ("people", "at_most", "kills", "unknown"), [(PEOPLE, MANY, (30, 200), WIDE), (80, 80, (10, 40), AT_ONCE)]
)
async def test_killed_in_the_middle_it_goes_on_and_nobody_gets_it_twice(
    tmp_path: Path, people: int, at_most: int, kills: tuple[int, ...], unknown: int
) -> None:
    """`kills`: after so many messages that Teams took."""
    url = f"sqlite:///{tmp_path / 'koers.db'}"
    database = Database(url)
    await database.migrate()
    async with teams() as far, asyncio.timeout(400):
        await settle_in(database, far.base, people)
        far.after = slowly(far)
        for kill in kills:
            async with koers(url, tmp_path, far.base, people, at_most) as process:
                while len(far.taken) < kill:  # noqa: ASYNC110 - it has no event
                    await asyncio.sleep(0.002)
                process.kill()
        async with koers(url, tmp_path, far.base, people, at_most):
            while not await done(database):  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.1)
        found = await states(database)
    await database.close()
    assert far.twice() == []
    assert found["delivered"] + found.get("unknown", 0) == people
    assert found.get("unknown", 0) <= len(kills) * unknown
    assert {where for _, where, _ in far.taken} <= {chat(n) for n in range(1, people + 1)}
    assert len(far.taken) >= found["delivered"]


def slowly(far: Teams):
    """Teams answers after a moment, so that something is always on its way."""

    async def wait(_: str, where: str) -> Answer | None:
        await asyncio.sleep(0.05)
        return None

    return wait
