"""Keeps the promise of the privacy page: once an hour, what is past its date goes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from store import housekeeping
from store.database import Database
from store.processes import Presence

log = logging.getLogger(__name__)

EVERY = 3600.0  # seconds
SUCCESSION = 60.0  # seconds between two looks at whether the process that does it is still there


class Housekeeping:
    """Sweeps the store as long as the bot runs, the first time at the start; of several bots one does."""

    def __init__(self, database: Database, presence: Presence) -> None:
        self._database = database
        self._presence = presence
        self._task: asyncio.Task[None] | None = None
        self._chores: list[Callable[[], Awaitable[None]]] = []

    def also(self, chore: Callable[[], Awaitable[None]]) -> None:
        """Something that is to be done as often as the sweep; to be called before the start."""
        self._chores.append(chore)

    def start(self) -> None:
        """Begins."""
        self._task = asyncio.create_task(self._run(), name="housekeeping")

    async def stop(self) -> None:
        """Ends; a sweep that is under way is rolled back."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            leads = await self._presence.leads("housekeeping")
            if leads:
                await self._keep_house()
            await asyncio.sleep(EVERY if leads else SUCCESSION)

    async def _keep_house(self) -> None:
        try:
            await housekeeping.sweep(self._database)
        except Exception:  # whatever the store raises: nothing is lost, only late
            log.exception("the store was not swept; trying again in an hour")
        for chore in self._chores:
            try:
                await chore()
            except Exception:  # it is tried again, and must not keep the others from their turn
                log.exception("a chore failed; trying again in an hour")
