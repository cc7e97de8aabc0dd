"""What goes on by itself: initiatives of long ago go, and of who left the municipality no name stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from domain.initiatives.desk import Desk, Directory
from store import campaigns, initiative_drafts, initiative_people, initiatives

AT_ONCE = 200
YEAR = timedelta(days=365)


class Tending:
    """To be called as often as the store is swept, by one of the processes. What it raises is tried again then."""

    def __init__(self, desk: Desk, directory: Directory) -> None:
        self._desk = desk
        self._directory = directory
        self._tidied: date | None = None  # when it was last looked who is gone

    async def remove_old(self) -> None:
        """Removes what nobody changed for as many years as the municipality keeps it, with all that belongs to it."""
        if not self._desk.rules.on:
            return
        before = self._desk.now() - self._desk.rules.kept_years * YEAR
        while True:
            async with self._desk.database.write() as session:
                ids = await initiatives.unchanged_since(session, self._desk.id, before, AT_ONCE)
                await initiative_people.remove(session, ids)
                await initiatives.remove(session, ids)
                await self._desk.promises.list(session, *ids)
                if len(ids) < AT_ONCE:
                    await campaigns.remove_before(session, self._desk.id, self._desk.today - YEAR)
                    return

    async def forget_leavers(self) -> None:
        """Once a day: what those began who are gone stays and is nobody's, and so is what they said and did."""
        today = self._desk.today
        if not self._desk.rules.on or self._tidied == today:
            return
        async with self._desk.database.read() as session:
            known = await initiatives.of_authors(session, self._desk.id)
            known |= await initiative_people.everybody(session)
            known |= await initiative_drafts.everybody(session) | await campaigns.everybody(session)
        if known:
            employees = set[str]()
            for group in await self._desk.roles.groups("employee"):
                employees.update(id.lower() for id in await self._directory.members(group))
            others = [person for person in sorted(known) if person.lower() not in employees]
            names = {id.lower() for id in await self._directory.names(others)}
            await self._forget(person for person in others if person.lower() not in names)
        self._tidied = today

    async def _forget(self, people: Iterable[str]) -> None:
        gone = sorted(people)
        for start in range(0, len(gone), AT_ONCE):
            some = gone[start : start + AT_ONCE]
            async with self._desk.database.write() as session:
                ids = await initiatives.without_author(session, self._desk.id, some)
                ids += await initiative_people.forget(session, some)
                await initiative_drafts.forget(session, some)
                await campaigns.forget(session, some)
                await self._desk.promises.list(session, *dict.fromkeys(ids))
