"""Wie is er: who of one's own team works where, of who chose to be shown, today and two weeks ahead."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol

from domain.workdays.calendar import Calendar
from domain.workdays.model import Category, Colleague
from domain.workdays.ticking import SHOWN_AHEAD
from errors import Unavailable
from graph.people import Person
from graph.problems import GraphProblem
from store import workdays_presence
from store.database import Database


class Directory(Protocol):
    """Microsoft Entra, as far as teams go."""

    async def manager(self, id: str) -> Person | None:
        """Whom a person reports to."""
        ...

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        """Who reports to a person and works here."""
        ...

    async def working(self, id: str) -> Person | None:
        """A colleague, as long as he works here."""
        ...


class WhoIsIn:
    """Implements domain.workdays.use_cases.Presence."""

    def __init__(self, database: Database, calendar: Calendar, directory: Directory) -> None:
        self._database = database
        self._calendar = calendar
        self._directory = directory

    async def who_is_in(self, person: str, first: date, last: date) -> Mapping[date, tuple[Colleague, ...]]:
        """Of each day from today up to two weeks ahead that is in the period: who shares, by name."""
        self._calendar.check()
        today = self._calendar.today
        first, last = max(first, today), min(last, today + SHOWN_AHEAD)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        team = await self._team(person)
        async with self._database.read() as session:
            shown = await workdays_presence.visible(session, [*team])
            where = await workdays_presence.of_people(session, [*shown], first, last)
        by_name = sorted(shown, key=lambda id: (team[id].name.casefold(), id))
        return {
            day: tuple(Colleague(id, team[id].name, _category(where.get((id, day)))) for id in by_name) for day in days
        }

    async def follow(self) -> None:
        """Shows the day that has come within two weeks, of everybody who chose to be shown."""
        if not self._calendar.on:
            return
        today = self._calendar.today
        async with self._database.write() as session:
            await workdays_presence.follow(session, today, today + SHOWN_AHEAD)

    async def _team(self, person: str) -> dict[str, Person]:
        try:
            above, own = await asyncio.gather(self._directory.manager(person), self._directory.direct_reports(person))
            around, manager = tuple[Person, ...](), None
            if above is not None:
                around, manager = await asyncio.gather(
                    self._directory.direct_reports(above.id), self._directory.working(above.id)
                )
        except (GraphProblem, Unavailable) as problem:
            raise Unavailable("workdays-unavailable") from problem
        return {one.id: one for one in (*own, *around, manager) if one is not None and one.id != person}


def _category(stored: str | None) -> Category | None:
    match stored:
        case "home" | "office" | "neighbourhood" | "on_the_way":
            return stored
        case _:
            return None
