"""The owner of every task that outlives its request, and the lanes that keep each conversation in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import telemetry
from telemetry import Waiting
from telemetry.logs import Id

log = logging.getLogger(__name__)
TELL = 3.0  # seconds in which who is cut off is told so, all together: whoever stops Koers does not wait long
T = TypeVar("T")
CutOff = Callable[[], Awaitable[None]]


class Stopping(Exception):
    """Koers is stopping and takes no new work."""


class Background:
    """Starts tasks and holds on to them until they are done. `grace` is in seconds, see stop()."""

    def __init__(self, grace: float) -> None:
        self._grace = grace
        self._running: dict[asyncio.Task[Any], CutOff | None] = {}
        self.busy = Waiting("background")
        self.stopping = False

    def __len__(self) -> int:
        return len(self._running)

    def start(self, work: Coroutine[Any, Any, T], *, name: str, cut_off: CutOff | None = None) -> asyncio.Task[T]:
        """Runs `work`; `cut_off` tells somebody when stop() had to end it. Raises Stopping."""
        if self.stopping:
            work.close()
            raise Stopping(name)
        task = asyncio.create_task(work, name=name)
        self._running[task] = cut_off
        self.busy.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._running.pop(task, None)
        self.busy.remove(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("background work %s failed", Id(task.get_name()), exc_info=error)

    async def stop(self) -> None:
        """Takes nothing new, waits `grace` seconds for what runs, ends the rest and tells who sees it break off."""
        self.stopping = True
        if self._running:
            await asyncio.wait(set(self._running), timeout=self._grace)
        left = dict(self._running)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        telling = [asyncio.ensure_future(cut_off()) for cut_off in left.values() if cut_off is not None]
        if telling:
            _, untold = await asyncio.wait(telling, timeout=TELL)
            for task in untold:
                task.cancel()
        for outcome in await asyncio.gather(*telling, return_exceptions=True):
            if isinstance(outcome, BaseException):
                log.warning("could not tell that work was cut off: %s", type(outcome))


class Lanes:
    """First come, first served within one conversation; conversations do not wait for each other."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}
        self.waiting = Waiting("lane")
        self.holding = Waiting("turn")

    def __len__(self) -> int:
        return len(self._locks)

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncGenerator[None]:
        """Waits for whoever came before; the lane is forgotten with its last user."""
        lock, users = self._locks.get(conversation, (asyncio.Lock(), 0))
        self._locks[conversation] = (lock, users + 1)
        waits = object()
        self.waiting.add(waits)
        try:
            with telemetry.waiting("lane"):
                await lock.acquire()
            self.waiting.remove(waits)
            self.holding.add(waits)
            try:
                yield
            finally:
                self.holding.remove(waits)
                lock.release()
        finally:
            self.waiting.remove(waits)
            lock, users = self._locks[conversation]
            if users == 1:
                del self._locks[conversation]
            else:
                self._locks[conversation] = (lock, users - 1)
