"""Which initiatives are like what somebody types: an index in this process that follows what all of them store."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from domain.initiatives.model import Similar
from domain.initiatives.seeing import shown
from knowledge.alike import Alike, Described, Likeness
from store import initiatives
from store.database import Database

SHOWN = 5
AT_ONCE = 500  # descriptions that are put in the index in one go


class Similarities:
    """The index of one municipality. It is filled by the first who asks, and brought up to date by everyone."""

    def __init__(self, database: Database, organisation: str) -> None:
        self._database = database
        self._organisation = organisation
        self._alike = Alike()
        self._revision = 0
        self._following = asyncio.Lock()

    async def of(self, person: str, title: str, what: str, besides: str) -> tuple[Similar, ...]:
        """At most five, the likest first, without the names of their authors."""
        if not title.strip() and not what.strip():
            return ()
        await self.follow()
        found = await asyncio.to_thread(self._alike.search, title, what, SHOWN, besides=besides)
        if not found:
            return ()
        return await self._shown(person, found)

    async def follow(self) -> None:
        """Reads what was written since the last time, by this process or another."""
        async with self._following:
            async with self._database.read() as session:
                news = await initiatives.read_since(session, self._organisation, self._revision)
            if news is None:
                return
            revision, written = news
            described = [Described(id, title, what) for id, title, what in written]
            for start in range(0, len(described), AT_ONCE):
                await asyncio.to_thread(self._alike.put, described[start : start + AT_ONCE])
            self._revision = revision  # last: who asks may be cut off before

    async def _shown(self, person: str, found: Sequence[Likeness]) -> tuple[Similar, ...]:
        async with self._database.read() as session:
            there = await initiatives.find_all(session, self._organisation, [each.id for each in found])
            seen = {each.id: each for each in await shown(session, person, list(there.values()))}
        gone = [each.id for each in found if each.id not in seen]
        if gone:
            await asyncio.to_thread(self._alike.drop, gone)
        return tuple(Similar(seen[each.id], each.score) for each in found if each.id in seen)
