"""The budget of the language model: nobody above the limit, nothing lost, forgotten after the day."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store import spending
from store.database import Database
from store.housekeeping import sweep


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    yield database
    await database.close()


async def test_what_is_reserved_for_several_counts_for_each(database: Database) -> None:
    async with database.write() as session:
        assert await spending.reserve(session, 60, {"ria": 100, "everybody": 150})
        assert await spending.reserve(session, 60, {"piet": 100, "everybody": 150})
    async with database.read() as session:
        assert [await spending.spent(session, name) for name in ("ria", "piet", "everybody")] == [60, 60, 120]


async def test_a_limit_that_would_be_passed_leaves_every_account_as_it_was(database: Database) -> None:
    async with database.write() as session:
        assert await spending.reserve(session, 60, {"ria": 100, "everybody": 150})
        assert not await spending.reserve(session, 41, {"ria": 100, "everybody": 150})
        assert not await spending.reserve(session, 91, {"piet": 100, "everybody": 150})
    async with database.read() as session:
        assert [await spending.spent(session, name) for name in ("ria", "piet", "everybody")] == [60, 0, 60]


async def test_settling_gives_back_what_was_not_used(database: Database) -> None:
    async with database.write() as session:
        assert await spending.reserve(session, 90, {"ria": 100})
        await spending.settle(session, -50, "ria")
        assert await spending.reserve(session, 60, {"ria": 100})
    async with database.read() as session:
        assert await spending.spent(session, "ria") == 100


async def test_of_many_at_once_no_more_are_let_in_than_the_limit_has_room_for(database: Database) -> None:
    async def once() -> bool:
        async with database.write() as session:
            return await spending.reserve(session, 30, {"everybody": 100})

    assert sum(await asyncio.gather(*(once() for _ in range(8)))) == 3


async def test_an_account_goes_when_its_day_is_over(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spending, "now", lambda: datetime.now(UTC) - timedelta(hours=49))
    async with database.write() as session:
        await spending.settle(session, 10, "yesterday's")
    monkeypatch.undo()
    async with database.write() as session:
        await spending.settle(session, 10, "today's")
    await sweep(database)
    async with database.read() as session:
        assert [await spending.spent(session, name) for name in ("yesterday's", "today's")] == [0, 10]
