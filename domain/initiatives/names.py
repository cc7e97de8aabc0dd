"""How people are called, asked of Entra when it is shown and remembered for some minutes: only ids are stored."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import monotonic
from typing import Protocol

from errors import Unavailable
from graph.problems import GraphProblem

REMEMBERED = 300.0  # seconds
MOST = 5000  # names
LONGEST = 3.0  # seconds that a card waits for them

log = logging.getLogger(__name__)


class Directory(Protocol):
    """Microsoft Entra, as far as names go."""

    async def names(self, ids: Sequence[str]) -> Mapping[str, str]:
        """How people are called; who is gone is not in it."""
        ...


class Names:
    """The names of people. A card without them is better than no card."""

    def __init__(self, directory: Directory, clock: Callable[[], float] = monotonic) -> None:
        self._directory = directory
        self._clock = clock
        self._known: dict[str, tuple[str, float]] = {}

    async def of(self, people: Iterable[str]) -> dict[str, str]:
        """Their names by id, "" for who is gone and where Entra does not say in time."""
        wanted = {person for person in people if person}
        since = self._clock() - REMEMBERED
        said = {person: self._known.get(person, ("", since)) for person in wanted}
        asked = sorted(person for person, (_, at) in said.items() if at <= since)
        if asked:
            try:
                async with asyncio.timeout(LONGEST):
                    found = await self._directory.names(asked)
            except (GraphProblem, Unavailable, TimeoutError) as problem:
                log.info("names are not known: %s", problem)
            else:
                fresh = {person: (found.get(person, ""), self._clock()) for person in asked}
                if len(self._known) + len(asked) > MOST:
                    self._known.clear()
                self._known |= fresh
                said |= fresh
        return {person: name for person, (name, _) in said.items()}
