"""What comes of an initiative: another status with its reason, or a project. Who takes part hears it once."""

from __future__ import annotations

from dataclasses import replace

from domain.initiatives.checking import cleaned
from domain.initiatives.desk import Desk, there
from domain.initiatives.model import LONGEST_REASON, Initiative
from domain.initiatives.seeing import named, one
from errors import WordedError
from store import effects, initiative_people, initiatives
from store.database import AsyncSession
from store.initiative_people import Given
from store.initiatives import Kept


class Outcomes:
    """By the author, or who has the role for it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def change_status(self, person: str, id: str, status: str, reason: str, *, key: str) -> Initiative:
        """Gives it another status, by the author or who has the role; who takes part hears it once, with the reason.

        Raises WordedError "initiatives-reason-empty" or "initiatives-reason-long", and "initiatives-status-same". A
        status of kind "project" is given by `become_project` only, and raises "initiatives-status-project".
        """
        kept = await self._desk.kept(id)
        if kept.author != person:
            await self._desk.need(person, "status")
        wanted, words = self._desk.rules.status(status), cleaned(reason, LONGEST_REASON)
        if wanted is None:
            raise WordedError("initiatives-gone")
        if wanted.kind == "project":
            raise WordedError("initiatives-status-project")
        if not words:
            raise WordedError("initiatives-reason-empty")
        if len(words) > LONGEST_REASON:
            raise WordedError("initiatives-reason-long", most=LONGEST_REASON)
        async with self._desk.database.write() as session:
            kept = there(await initiatives.find(session, self._desk.id, id, to_change=True))
            if await effects.first(session, key, "initiatives.status"):
                if kept.project:
                    raise WordedError("initiatives-is-project")
                if kept.status == status:
                    raise WordedError("initiatives-status-same")
                kept = await self._give(session, kept, status, words, person)
            seen = await one(session, person, kept)
        return (await named(self._desk, [seen]))[0]

    async def become_project(self, person: str, id: str, project: str) -> Initiative:
        """Notes which project it became, by the author, who joins or who has the role; once. Who takes part hears it.

        Raises WordedError "initiatives-project-already" where it became another one.
        """
        kept = await self._desk.kept(id)
        if kept.author != person and not await self._joins(person, id):
            await self._desk.need(person, "status")
        async with self._desk.database.write() as session:
            kept = there(await initiatives.find(session, self._desk.id, id, to_change=True))
            if kept.project and kept.project != project:
                raise WordedError("initiatives-project-already")
            if not kept.project:
                status = self._desk.rules.first("project").id
                kept = await self._give(session, replace(kept, project=project), status, "", person)
            seen = await one(session, person, kept)
        return (await named(self._desk, [seen]))[0]

    async def be_no_project(self, person: str, id: str, project: str) -> Initiative:
        """It is an initiative again, with the status of before, now that its project does not go on. Who takes part
        hears it. Nothing where it did not become that project. For the project to say: it asks for no right.
        """
        async with self._desk.database.write() as session:
            kept = there(await initiatives.find(session, self._desk.id, id, to_change=True))
            if kept.project == project:
                given = await initiative_people.given(session, id)
                became = [each.before for each in given if each.status == kept.status and each.field == "status"]
                status = self._desk.rules.status(became[-1]) if became else None
                before = status.id if status is not None else self._desk.rules.first("going").id
                kept = await self._give(session, replace(kept, project=""), before, "", person)
            seen = await one(session, person, kept)
        return (await named(self._desk, [seen]))[0]

    async def _give(self, session: AsyncSession, kept: Kept, status: str, reason: str, person: str) -> Kept:
        moment, before = self._desk.now(), kept.status
        kept = replace(kept, status=status, version=kept.version + 1, changed=moment)
        await initiatives.change(session, kept, over=kept.version - 1)
        number = await initiative_people.next_number(session, kept.id)
        given = Given(kept.id, number, status, reason, person, False, moment, "status", before)
        await initiative_people.give(session, given)
        await self._desk.promises.spread(session, kept.id, number, person)
        await self._desk.promises.list(session, kept.id)
        return kept

    async def _joins(self, person: str, id: str) -> bool:
        async with self._desk.database.read() as session:
            joining = await initiative_people.taking_part(session, id, "joins")
        return any(each.person == person for each in joining)
