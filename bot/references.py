"""The stored references of conversations, found cheaply: a broadcast looks up hundreds of them in a few seconds."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

from store import conversations
from store.conversations import Conversation
from store.database import Database

FRESH = 60.0  # seconds; after that a conversation that was left, or has another address, is seen as such
MOST = 20_000
AT_ONCE = 200  # looked up in one query
MANY = 8  # wanted at the same time: somebody speaks to everybody, and AHEAD others are read along
AHEAD = 1000


class References:
    """Looks references up together: those that are asked for while a query runs go into the next. `clock`: seconds."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._known: OrderedDict[str, tuple[Conversation, float]] = OrderedDict()
        self._wanted: OrderedDict[str, asyncio.Future[Conversation | None]] = OrderedDict()
        self._looking: asyncio.Task[None] | None = None
        self._ahead_until = clock()  # as long as what was read ahead is fresh, it is not read again

    async def find(self, conversation: str) -> Conversation | None:
        """The reference of a conversation; None where Koers is not."""
        known = self._known.get(conversation)
        if known is not None and self._clock() < known[1]:
            return known[0]
        wanted = self._wanted.get(conversation)
        if wanted is None:
            wanted = self._wanted[conversation] = asyncio.get_running_loop().create_future()
            wanted.add_done_callback(_heard)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_up(), name="conversation references")
        return await asyncio.shield(wanted)  # others may wait for the same one

    def forget(self, conversation: str) -> None:
        """The next one who asks gets what is stored now."""
        self._known.pop(conversation, None)

    async def _look_up(self) -> None:
        """Goes on as long as somebody wants one. A database that fails is passed on to those who asked."""
        while self._wanted:
            ids = list(self._wanted)[:AT_ONCE]
            asked = {conversation: self._wanted.pop(conversation) for conversation in ids}
            others = AHEAD if len(ids) >= MANY and self._clock() >= self._ahead_until else 0
            try:
                async with self._database.read() as session:
                    found = await conversations.find_all(session, ids, others=others)
            except Exception as error:
                for future in asked.values():
                    future.set_exception(error)
                continue
            self._keep(found)
            if others:
                self._ahead_until = self._clock() + FRESH
            for conversation, future in asked.items():
                future.set_result(found.get(conversation))

    def _keep(self, found: dict[str, Conversation]) -> None:
        until = self._clock() + FRESH
        for conversation, reference in found.items():
            self._known[conversation] = (reference, until)
            self._known.move_to_end(conversation)
        while len(self._known) > MOST:
            self._known.popitem(last=False)


def _heard(future: asyncio.Future[Conversation | None]) -> None:
    if not future.cancelled():
        future.exception()  # who asked may have gone: then nobody is left to hear of it
