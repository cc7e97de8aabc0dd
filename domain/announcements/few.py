"""How many messages may be under way at once: nobody knows what became of them when the process is killed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from domain.announcements.ledger import Ledger
from store.announcements import Begun

AT_ONCE = 2


class Few:
    """Two at a time, over all slices of the process, for an announcement to so few that the pace does not matter.

    Teams does not tell afterwards whether a message arrived. So what is under way is all that can become unknown.
    """

    def __init__(self, up_to: int) -> None:
        """`up_to`: people for whom it was approved; with more, as many are under way as the pacer lets."""
        self._up_to = up_to
        self._places = asyncio.Semaphore(AT_ONCE)

    @asynccontextmanager
    async def place(self, begun: Begun, ledger: Ledger) -> AsyncGenerator[None]:
        """Entered when one more may be under way; left when what became of it is on disk.

        Raises what the database raises; then it is written when the ledger is closed.
        """
        if begun.at_most > self._up_to:
            yield
            return
        async with self._places:
            yield
            await ledger.written()
