"""What goes on by itself: patterns are filled in a day further, and of who left the municipality nothing goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from domain.roles import Roles
from domain.workdays.calendar import Calendar
from domain.workdays.patterns import Patterned
from store import workdays, workdays_choices, workdays_presence, workdays_weeks
from store.database import Database

AT_ONCE = 10  # people whose pattern is filled in in one transaction
FORGOTTEN_AT_ONCE = 200


class Directory(Protocol):
    """Microsoft Entra, as far as knowing who works here goes. Raises Unavailable or GraphProblem."""

    async def members(self, group: str) -> tuple[str, ...]:
        """The ids of the people in a group."""
        ...

    async def names(self, ids: Sequence[str]) -> Mapping[str, str]:
        """How people are called; who is gone is not in it."""
        ...


class Tending:
    """To be called as often as the store is swept, by one of the processes. What it raises is tried again then."""

    def __init__(
        self, database: Database, calendar: Calendar, patterns: Patterned, roles: Roles, directory: Directory
    ) -> None:
        self._database = database
        self._calendar = calendar
        self._patterns = patterns
        self._roles = roles
        self._directory = directory
        self._tidied: date | None = None  # when it was last looked who is gone

    async def fill(self) -> None:
        """Fills in the patterns of who works here still; nobody's where Entra does not say so."""
        if not self._calendar.on:
            return
        horizon, after = self._patterns.horizon, ""
        async with self._database.read() as session:
            if not await workdays_choices.to_fill(session, horizon, after, 1):
                return
        employees = await self._employees()
        while True:
            async with self._database.write() as session:
                some = await workdays_choices.to_fill(session, horizon, after, AT_ONCE)
                for choices in some:
                    if choices.person.lower() in employees:
                        await self._patterns.go_on(session, choices)
            if len(some) < AT_ONCE:
                return
            after = some[-1].person

    async def forget_leavers(self) -> None:
        """Once a day: what people chose goes when Entra knows them no longer, and so do their days ahead, as nothing is
        to be paid for those. Their other days go with their months.
        """
        today = self._calendar.today
        if self._tidied == today:
            return
        async with self._database.read() as session:
            known = {*await workdays_choices.everybody(session), *await workdays.people_after(session, today)}
        if known:
            employees = await self._employees()
            others = [person for person in sorted(known) if person.lower() not in employees]
            names = {id.lower() for id in await self._directory.names(others)}
            await self._forget((person for person in others if person.lower() not in names), today)
        self._tidied = today

    async def _forget(self, people: Iterable[str], today: date) -> None:
        gone = sorted(people)
        for start in range(0, len(gone), FORGOTTEN_AT_ONCE):
            some = gone[start : start + FORGOTTEN_AT_ONCE]
            async with self._database.write() as session:
                await workdays.clear_after(session, some, today)
                await workdays_weeks.forget(session, some)
                await workdays_choices.forget(session, some)
                await workdays_presence.hide(session, some)

    async def _employees(self) -> frozenset[str]:
        """Their ids in lower case: Teams is free to write an id otherwise than Graph does."""
        found = set[str]()
        for group in await self._roles.groups("employee"):
            found.update(id.lower() for id in await self._directory.members(group))
        return frozenset(found)
