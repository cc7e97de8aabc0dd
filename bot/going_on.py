"""Goes on with what is in the inbox already: what was left over, put off, or left by a process that died."""

from __future__ import annotations

import asyncio
import logging

from botbuilder.core import Bot

from bot.adapter import Adapter
from bot.inbox import Entry, Inbox
from bot.wire import Malformed, read
from store.inbox import Waiting

log = logging.getLogger(__name__)

EVERY = 5.0  # seconds between two looks at what was put off, and at what others left


class GoingOn:
    """Hands the adapter what Teams does not deliver again. What is left at the stop is for the next start."""

    def __init__(self, inbox: Inbox, adapter: Adapter, bot: Bot) -> None:
        self._inbox = inbox
        self._adapter = adapter
        self._bot = bot
        self._task: asyncio.Task[None] | None = None

    async def left_over(self) -> None:
        """Begins what was taken in before the last stop and is not answered, in the order in which it came."""
        for waiting in await self._inbox.left_over():
            await self._begin(waiting)

    def start(self) -> None:
        """Looks from now on at what was put off, and at what others left."""
        self._task = asyncio.create_task(self._run(), name="going on")

    async def stop(self) -> None:
        """Ends."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                due = [*await self._inbox.orphaned(), *await self._inbox.due()]
            except Exception:  # whatever the store raises: it is looked at again
                log.exception("what is to be gone on with cannot be looked up")
                continue
            for waiting in due:
                try:
                    await self._begin(waiting)
                except Exception:  # it must not keep the others from their turn; the next start goes on with it
                    log.exception("something is not gone on with")

    async def _begin(self, waiting: Waiting) -> None:
        try:
            activity = read(waiting.content)
        except Malformed:
            log.warning("what came in before cannot be read any more")
            self._inbox.done(Entry(waiting.key))
            return
        # In a task of its own: what it is about is not what the rest is about.
        await asyncio.create_task(self._adapter.go_on(activity, waiting, self._bot), name="going on")
