"""Installing Koers for a colleague who does not have it, and opening the chat with that colleague."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from domain.announcements.crew import Watch
from domain.announcements.targets import Installing
from domain.messenger import Messenger
from errors import Unavailable
from graph.problems import GraphProblem

log = logging.getLogger(__name__)

A_SECOND = 20.0  # Teams takes 30 installs a second of one tenant; others install too
AGAIN = 15.0  # seconds


@dataclass(frozen=True)
class Opened:
    """The conversation; without one, `wait` is in how many seconds to try again, and None: it cannot be."""

    conversation: str = ""
    wait: float | None = None
    reason: str = ""


class Installs:
    """Installs one after the other, not faster than Teams takes. Doing it twice does no harm."""

    def __init__(
        self,
        graph: Installing | None,
        messenger: Messenger,
        *,
        a_second: float = A_SECOND,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """`graph` None: the municipality installs Koers itself, and who has it not is not installed."""
        self._graph = graph
        self._messenger = messenger
        self._gap = 1 / a_second
        self._clock = clock
        self._next = 0.0

    async def open(self, person: str, watch: Watch) -> Opened:
        """Installs Koers for a person and opens the chat."""
        if self._graph is None:
            return Opened()
        if not await self._turn(watch):
            return Opened(wait=0.0)
        try:
            await self._graph.install(person)
        except Unavailable as problem:
            return Opened(wait=_wait(problem))
        except GraphProblem as problem:
            log.warning("Koers cannot be installed for a colleague: %s", problem)
            return Opened(reason="refused")
        outcome = await self._messenger.open(person, priority="broadcast")
        if outcome.fate == "delivered" and outcome.id:
            return Opened(outcome.id)
        if outcome.fate in ("not reached", "unknown"):
            return Opened(wait=outcome.wait or AGAIN)
        log.warning("the chat with a colleague cannot be opened: %s", outcome.why)
        return Opened(reason="no-chat")

    async def _turn(self, watch: Watch) -> bool:
        now = self._clock()
        at = self._next = max(self._next + self._gap, now)
        return await watch.pause(at - now) if at > now else not watch.halted.is_set()


def _wait(problem: Unavailable) -> float:
    """As long as Graph asks."""
    asked = getattr(problem.__cause__, "retry_after", None)
    return float(asked) if isinstance(asked, int | float) else AGAIN
