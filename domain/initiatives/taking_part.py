"""Taking part in an initiative of somebody: joining, supporting, saying something of it, and being named or not."""

from __future__ import annotations

from dataclasses import replace

from domain.initiatives.checking import cleaned
from domain.initiatives.desk import Desk, id_for, there
from domain.initiatives.model import LONGEST_COMMENT, Initiative, Story
from domain.initiatives.seeing import Telling, named, one
from errors import WordedError
from store import initiative_people, initiatives
from store.database import AsyncSession
from store.initiative_people import Said, Taking
from store.initiatives import Kept


class TakingPart:
    """What anybody may do with an initiative."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def join(self, person: str, id: str, *, hidden: bool = False) -> Initiative:
        """Joins, named or not; the author hears it once. Joining again changes only whether they are named."""
        self._desk.check()
        async with self._desk.database.write() as session:
            kept = await self._kept(session, id)
            if kept.author == person:
                raise WordedError("initiatives-own")
            fresh = await initiative_people.take_part(session, Taking(id, "joins", person, hidden, self._desk.now()))
            if fresh:
                await self._desk.promises.tell(session, kept.author, id, "joined", person, person)
            await self._desk.promises.list(session, id)
            seen = await one(session, person, kept)
        return (await named(self._desk, [seen]))[0]

    async def leave(self, person: str, id: str) -> Initiative:
        """Joins no more; the author cannot put them down again."""
        self._desk.check()
        async with self._desk.database.write() as session:
            kept = await self._kept(session, id)
            await initiative_people.leave(session, id, person, self._desk.now())
            await self._desk.promises.list(session, id)
            seen = await one(session, person, kept)
        return (await named(self._desk, [seen]))[0]

    async def support(self, person: str, id: str) -> Initiative:
        """Supports it. Who supports is counted and never named."""
        self._desk.check()
        async with self._desk.database.write() as session:
            kept = await self._kept(session, id)
            if kept.author == person:
                raise WordedError("initiatives-own")
            await initiative_people.take_part(session, Taking(id, "supports", person, True, self._desk.now()))
            await self._desk.promises.list(session, id)
            seen = await one(session, person, kept)
        return (await named(self._desk, [seen]))[0]

    async def take_back(self, person: str, id: str) -> Initiative:
        """Supports it no more."""
        self._desk.check()
        async with self._desk.database.write() as session:
            kept = await self._kept(session, id)
            await initiative_people.stop(session, id, "supports", person)
            await self._desk.promises.list(session, id)
            seen = await one(session, person, kept)
        return (await named(self._desk, [seen]))[0]

    async def comment(self, person: str, id: str, text: str, *, key: str) -> Story:
        """Says something of it, once for `key`; the author hears it.

        Raises WordedError "initiatives-comment-empty" or "initiatives-comment-long".
        """
        self._desk.check()
        words = cleaned(text, LONGEST_COMMENT)
        if not words:
            raise WordedError("initiatives-comment-empty")
        if len(words) > LONGEST_COMMENT:
            raise WordedError("initiatives-comment-long", most=LONGEST_COMMENT)
        said = Said(id_for(key, f"comment {id}"), id, person, words, self._desk.now())
        async with self._desk.database.write() as session:
            kept = await self._kept(session, id)
            if await initiative_people.say(session, said):
                await self._desk.promises.tell(session, kept.author, id, "comment", said.id, person)
                await self._desk.promises.list(session, id)
        return await Telling(self._desk, person).of(kept)

    async def remove_comment(self, person: str, id: str, comment: str) -> Story:
        """Removes one's own comment."""
        self._desk.check()
        async with self._desk.database.write() as session:
            kept = await self._kept(session, id)
            await initiative_people.unsay(session, id, comment, person)
            await self._desk.promises.list(session, id)
        return await Telling(self._desk, person).of(kept)

    async def hide(self, person: str, id: str, *, hidden: bool) -> Initiative:
        """Hides or shows the author's own name, or that of somebody who joined."""
        self._desk.check()
        name = await self._desk.name_to_list(person, hidden=hidden)
        async with self._desk.database.write() as session:
            kept = there(await initiatives.find(session, self._desk.id, id, to_change=True))
            if kept.author == person and kept.hidden != hidden:
                kept = replace(kept, hidden=hidden, author_name=name, version=kept.version + 1)
                await initiatives.change(session, kept, over=kept.version - 1)
            elif kept.author != person:
                await initiative_people.hide(session, id, person, hidden=hidden)
            await self._desk.promises.list(session, id)
            seen = await one(session, person, kept)
        return (await named(self._desk, [seen]))[0]

    async def _kept(self, session: AsyncSession, id: str) -> Kept:
        return there(await initiatives.find(session, self._desk.id, id))
