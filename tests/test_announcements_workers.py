"""An announcement that two processes send from one PostgreSQL: one is killed, the other takes its slices over."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from domain.announcements.crew import WIDE
from store.database import Database
from tests.announcing import settle_in, teams
from tests.test_announcements_killed import done, koers, slowly, states

pytest.importorskip("tests.postgresql")

PEOPLE = 2000
ENOUGH = 300  # messages that Teams took, when one process is killed


async def test_what_a_killed_process_was_sending_is_taken_over_and_nobody_gets_it_twice(
    postgresql_url: str, tmp_path: Path
) -> None:
    database = Database(postgresql_url)
    async with teams() as far, asyncio.timeout(400):
        await settle_in(database, far.base, PEOPLE)
        far.after = slowly(far)
        async with (
            koers(postgresql_url, tmp_path, far.base, PEOPLE) as first,
            koers(postgresql_url, tmp_path, far.base, PEOPLE),
        ):
            assert first.stdout is not None
            await first.stdout.readline()
            while len(far.taken) < ENOUGH:  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.002)
            first.kill()
            while not await done(database):  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.1)
        found = await states(database)
    await database.close()
    assert far.twice() == []
    assert found["delivered"] + found.get("unknown", 0) == PEOPLE
    assert found.get("unknown", 0) <= WIDE * 2
