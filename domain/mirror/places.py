"""Where the lists are in SharePoint: made where they lack, and begun anew where a list is another one than before."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from domain.mirror.shape import Column, ListShape, columns_of
from errors import Unavailable
from graph.lists import ListPlace
from graph.problems import Forbidden, GraphProblem
from store import mirror
from store.database import Database

REFUSED = 60.0  # seconds in which a list that could not be had is not asked for again: every item of it would
AWAY = 3.0  # the same, where SharePoint did not answer

log = logging.getLogger(__name__)


class Making(Protocol):
    """Finds and makes lists."""

    async def ready(self, site: str, name: str, columns: Sequence[Column]) -> ListPlace:
        """Where a list is, with at least these columns."""
        ...


class Places:
    """The lists of one site. A list that is gone is made again, and everything put in it."""

    def __init__(
        self, database: Database, making: Making, site: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._making = making
        self._site = site
        self._clock = clock
        self._known: dict[str, ListPlace] = {}
        self._failed: dict[str, tuple[float, GraphProblem | Unavailable]] = {}  # until when, and why
        self._lock = asyncio.Lock()

    async def of(self, shape: ListShape) -> ListPlace:
        """Where a list is. Raises GraphProblem and Unavailable as graph.list_making does."""
        if shape.key not in self._known:
            async with self._lock:
                if shape.key not in self._known:
                    self._known[shape.key] = await self._carefully(shape)
        return self._known[shape.key]

    async def _carefully(self, shape: ListShape) -> ListPlace:
        until, why = self._failed.get(shape.key, (0.0, None))
        if why is not None and self._clock() < until:
            raise why
        try:
            return await self._ready(shape)
        except GraphProblem as problem:
            self._failed[shape.key] = self._clock() + REFUSED, problem
            raise
        except Unavailable as problem:
            self._failed[shape.key] = self._clock() + AWAY, problem
            raise

    def forget(self, shape: ListShape) -> None:
        """The list is not there any more, or not as it should be; the next who asks finds, makes or completes it."""
        self._known.pop(shape.key, None)

    async def _ready(self, shape: ListShape) -> ListPlace:
        try:
            place = await self._making.ready(self._site, shape.name, columns_of(shape))
        except Forbidden:
            log.error("the list %s cannot be made or completed: Koers needs the role manage on the site", shape.key)
            raise
        async with self._database.write() as session:
            if await mirror.stands_at(session, shape.key, text_of(place)):
                log.info("the list %s is at another place than before, or new", shape.key)
        return place


def text_of(place: ListPlace) -> str:
    """A place as it is stored."""
    return f"{place.site}/{place.list}"
