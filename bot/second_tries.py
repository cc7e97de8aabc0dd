"""Tries again, after a while, to give the answers of which nothing reached Teams."""

from __future__ import annotations

import asyncio
import logging

from botbuilder.core import Bot

from bot.adapter import Adapter
from bot.inbox import Inbox
from bot.wire import read
from store.inbox import Waiting

log = logging.getLogger(__name__)

EVERY = 15.0  # seconds between two looks at what is due


class SecondTries:
    """Goes on with what the inbox put off, as long as the bot runs; what is left then is for the next start."""

    def __init__(self, inbox: Inbox, adapter: Adapter, bot: Bot) -> None:
        self._inbox = inbox
        self._adapter = adapter
        self._bot = bot
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins."""
        self._task = asyncio.create_task(self._run(), name="second tries")

    async def stop(self) -> None:
        """Ends."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                for waiting in await self._inbox.due():
                    await self._go_on(waiting)
            except Exception:  # whatever the store raises: it is looked at again
                log.exception("what was put off cannot be looked up")

    async def _go_on(self, waiting: Waiting) -> None:
        try:
            await self._adapter.go_on(read(waiting.content), waiting, self._bot)
        except Exception:  # it must not keep the others from their turn; the next start goes on with it
            log.exception("what was put off is not tried again")
