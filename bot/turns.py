"""The pace of a turn: in order within its conversation, answered at once when quick, acknowledged when slow."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import telemetry
from bot.background import Background, CutOff, Lanes
from bot.connector import ConnectorError, Crowded
from telemetry import Waiting

AGAIN = 0.25  # seconds after which typing is shown that there was no room for

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """How long who waits for whom, in seconds."""

    store: float = 0.8  # taking something in may last as long: nothing is acknowledged that is not stored
    acknowledge: float = 0.8  # a request is answered within a second, whatever is slow behind it
    dialog: float = 3.0  # a dialog waits longer, for it cannot come back: Teams itself gives up after five
    typing_ahead: float = 0.8  # choices while somebody types; later they are of no use
    typing: float = 4.0  # Teams shows that somebody types for about this long
    entra: float = 1.5  # whoever presses hears within two seconds that Entra does not say whether he may
    give_up: float = 100.0  # a turn that takes longer is ended, with words
    grace: float = 10.0  # running turns get this long when Koers stops


class Errand(Generic[T]):
    """Work in progress for a request. `late`: the request has been answered, so the outcome finds its own way."""

    task: asyncio.Task[T]

    def __init__(self, *, late: bool = False) -> None:
        self.late = late


class Turns:
    """Runs errands: one at a time per conversation, each owned until it is done."""

    def __init__(self, background: Background, patience: Patience) -> None:
        self.patience = patience
        self._background = background
        self._lanes = Lanes()

    @property
    def waiting(self) -> Waiting:
        """Who waits for an earlier errand in the same conversation."""
        return self._lanes.waiting

    @property
    def holding(self) -> Waiting:
        """Which errands run, one in a conversation at most, and since when."""
        return self._lanes.holding

    def start(
        self,
        conversation: str,
        work: Callable[[Errand[T]], Awaitable[T]],
        *,
        name: str,
        cut_off: CutOff | None = None,
        late: bool = False,
    ) -> Errand[T]:
        """Begins an errand, after those before it in the conversation. Raises background.Stopping."""
        errand: Errand[T] = Errand(late=late)

        async def in_turn() -> T:
            with telemetry.turn(name):
                async with self._lanes.turn(conversation):
                    return await work(errand)

        errand.task = self._background.start(in_turn(), name=name, cut_off=cut_off)
        return errand

    def now(self) -> float:
        """The time by the clock of `wait`, in seconds."""
        return asyncio.get_running_loop().time()

    async def wait(
        self, errand: Errand[T], typing: Callable[[], Awaitable[None]] | None, *, since: float | None = None
    ) -> T | None:
        """The outcome when it is quick; else None, and `typing` is shown until the errand is done.

        Without `typing` it is a dialog that waits.

        `since`: when it came in, if that was before now.
        """
        spent = 0.0 if since is None else self.now() - since
        try:
            longest = self.patience.acknowledge if typing is not None else self.patience.dialog
            await asyncio.wait({errand.task}, timeout=max(0.0, longest - spent))
        except asyncio.CancelledError:
            errand.late = True  # whoever asked has hung up; the person still gets an answer
            raise
        if errand.task.done():
            return errand.task.result()
        errand.late = True
        if typing is not None and not self._background.stopping:
            self._background.start(self._keep_typing(errand.task, typing), name="typing")
        return None

    async def _keep_typing(self, task: asyncio.Task[T], typing: Callable[[], Awaitable[None]]) -> None:
        while not task.done():
            pause = self.patience.typing
            try:
                await typing()
            except Crowded:  # many are waiting at this moment, and each is to see that it is heard
                pause = min(AGAIN, pause)
            except ConnectorError as error:
                log.info("typing not shown: %s", error)
            await asyncio.wait({task}, timeout=pause)
