"""Durable work in tests: the engine on a database of the test, in this process or in one that is killed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text

from store.database import Database, now
from store.processes import Presence
from store.work import Engine, Kind

POLL = 0.05  # seconds between two looks at a queue
SOON = timedelta(seconds=30)  # what is put off for longer than this is not waited for


@dataclass(frozen=True)
class Working:
    """An engine that runs, on a database."""

    engine: Engine
    database: Database

    async def settled(self) -> None:
        """Returns when nothing is left that is due, or will be soon."""
        await self.engine.started()
        async with asyncio.timeout(60):
            while True:
                if not await self._left():
                    return
                await asyncio.sleep(POLL)

    async def states(self) -> dict[str, str]:
        """The state of every link that is kept, by its id."""
        return await states(self.database)

    async def _left(self) -> int:
        soon = int((now() + SOON).timestamp() * 1000)
        async with self.database.read() as session:
            return await session.scalar(
                text(
                    f"select count(*) from {table(self.database)} where status in ('ENQUEUED', 'PENDING') "
                    "or status = 'DELAYED' and delay_until_epoch_ms < :soon"
                ),
                {"soon": soon},
            )


def table(database: Database, name: str = "workflow_status") -> str:
    """A table of DBOS in SQL."""
    return f"dbos.{name}" if database.shared else name


async def states(database: Database) -> dict[str, str]:
    """The state of every link that is kept, by its id."""
    async with database.read() as session:
        found = await session.execute(text(f"select workflow_uuid, status from {table(database)} order by created_at"))
        return {str(id): str(state) for id, state in found}


@asynccontextmanager
async def at_work(database: Database, kinds: Mapping[str, Kind]) -> AsyncGenerator[Working]:
    """The engine on this database, as long as the block lasts; then it is stopped politely."""
    presence = Presence(database, "worker")
    await presence.start()
    engine = Engine(database, kinds, presence, poll=POLL)
    engine.start()
    try:
        await engine.started()
        yield Working(engine, database)
    finally:
        await engine.stop()
        await presence.stop()
