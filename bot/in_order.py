"""Keeps the order of a conversation of which several processes have a part, and what is another's with the other."""

from __future__ import annotations

import asyncio
import logging
import time

import telemetry
from bot.entries import Entry, TakenOver
from errors import Unavailable
from store import inbox_shared
from store.database import Database
from store.processes import Presence

# Seconds between two looks at what another process does first, and until it is not waited for any longer: by then it
# has answered, or was gone on with elsewhere, and something is wrong that must not keep the person waiting for ever.
LOOK, LOOK_LEAST_OFTEN, LONGEST_WAIT = 0.02, 0.5, 180.0

log = logging.getLogger(__name__)


class InOrder:
    """Lets an entry begin when it is its turn over all processes; at once where there is one."""

    def __init__(self, database: Database, presence: Presence) -> None:
        self._database = database
        self._presence = presence

    async def wait(self, entry: Entry) -> None:
        """Waits for what comes before it in the conversation. Raises TakenOver where it is another's by now."""
        if entry.process is None:
            return
        if entry.earlier:
            await self._after(entry.earlier)
        if entry.gaps != self._presence.gaps:
            await self._still_own(entry.key, entry.process)

    async def _after(self, earlier: tuple[str, ...]) -> None:
        """Waits until others have settled these, or nobody has to wait for them any more."""
        until, look = time.monotonic() + LONGEST_WAIT, LOOK
        with telemetry.waiting("process"):
            while await self._unsettled(earlier):
                if time.monotonic() > until:
                    log.warning("another process does not settle what came before; going on without")
                    return
                await asyncio.sleep(look)
                look = min(2 * look, LOOK_LEAST_OFTEN)

    async def _unsettled(self, earlier: tuple[str, ...]) -> bool:
        try:
            return await self._database.brief(lambda connection: inbox_shared.unsettled(connection, earlier))
        except Unavailable:  # a server that is started again is no reason to get out of order
            return True

    async def _still_own(self, key: str, process: str) -> None:
        """After a while in which nobody heard of this process. Raises TakenOver."""
        if not await self._database.brief(lambda connection: inbox_shared.owns(connection, key, process)):
            raise TakenOver
