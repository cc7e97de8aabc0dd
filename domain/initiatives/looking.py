"""Looking at initiatives: one, a page of them, how many there are, those that are alike, and all in a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from domain.initiatives.configured import Deed
from domain.initiatives.desk import Desk
from domain.initiatives.model import EVERYTHING, PAGE, Counts, Initiative, Page, Similar, Story, Wanted
from domain.initiatives.names import WHOLE
from domain.initiatives.seeing import Telling, named, shown
from domain.initiatives.similar import Similarities
from errors import Unavailable
from knowledge.words import fold
from store import initiatives
from store.initiatives import Wish

MOST_WORDS = 8  # that are looked for at once


class Looking:
    """What anybody may see. `person` "" sees what is nobody's own, for a card that several read."""

    def __init__(self, desk: Desk, similarities: Similarities) -> None:
        self._desk = desk
        self._similarities = similarities

    async def find(self, person: str, id: str) -> Story:
        """One with all that belongs to it."""
        return await Telling(self._desk, person).of(await self._desk.kept(id))

    async def look(self, person: str, wanted: Wanted = EVERYTHING, page: int = 0) -> Page:
        """A page of what is wanted; the last one for a page past the end."""
        self._desk.check()
        wish = _wish(person, wanted)
        async with self._desk.database.read() as session:
            total = sum((await initiatives.count(session, self._desk.id, wish)).values())
            number = max(0, min(page, (total - 1) // PAGE))
            found = await initiatives.look(session, self._desk.id, wish, first=number * PAGE, most=PAGE)
            seen = await shown(session, person, found)
        return Page(await named(self._desk, seen), number, total)

    async def everything(self, person: str, wanted: Wanted = EVERYTHING) -> tuple[Initiative, ...]:
        """All that is wanted, on no pages, what changed last first."""
        self._desk.check()
        async with self._desk.database.read() as session:
            found = await initiatives.look(session, self._desk.id, _wish(person, wanted))
            seen = [
                each
                for start in range(0, len(found), 500)  # ids that one question to the store names
                for each in await shown(session, person, found[start : start + 500])
            ]
        return await named(self._desk, seen, within=WHOLE)

    async def counts(self, person: str, wanted: Wanted = EVERYTHING) -> Counts:
        """How many of what is wanted, by heading and status: equal to what `look` gives."""
        self._desk.check()
        async with self._desk.database.read() as session:
            found = await initiatives.count(session, self._desk.id, _wish(person, wanted))
        return Counts(tuple(sorted(found.items())))

    async def similar(self, person: str, title: str, what: str = "", *, besides: str = "") -> tuple[Similar, ...]:
        """At most five that are like it, the likest first; empty where nothing is. `besides`: not this one."""
        self._desk.check()
        found = await self._similarities.of(person, title, what, besides)
        seen = await named(self._desk, (each.initiative for each in found))
        return tuple(replace(each, initiative=one) for each, one in zip(found, seen, strict=True))

    async def may(self, person: str, deed: Deed) -> bool:
        """Whether somebody has a role for it; False where Entra does not say."""
        try:
            return self._desk.rules.on and await self._desk.has(person, deed)
        except Unavailable:
            return False


def counted(those: Iterable[Initiative]) -> Counts:
    """How many there are of these, as the store counts them."""
    return Counts(tuple(sorted(Counter((each.heading, each.status) for each in those).items())))


def _wish(person: str, wanted: Wanted) -> Wish:
    words = tuple(fold(wanted.words).split()[:MOST_WORDS])
    return Wish(wanted.heading, wanted.status, wanted.campaign, words, (person or "nobody") if wanted.mine else "")
