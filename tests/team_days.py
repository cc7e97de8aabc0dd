"""Team days in tests: the core on a database, teams, and a file that says who was told what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.bookings.stage import Stage
from domain.messenger import Leaving, Outcome
from domain.workspaces.coming import Member, TeamDay
from domain.workspaces.inviting import Inviting
from domain.workspaces.ledger import Ledger
from domain.workspaces.model import Wish
from domain.workspaces.notices import Notice
from domain.workspaces.planning_team import Planning
from domain.workspaces.team_day import TeamDays
from graph.people import Person
from store.work import Kind
from tests.bookings import WITHOUT_EXCHANGE
from tests.databases import found
from tests.test_bookings import MONDAY, booking, place

LEAD, OTHER = "lead", "other-lead"
TEAM = tuple(f"colleague-{number}" for number in range(1, 9))
OTHERS = tuple(f"other-{number}" for number in range(1, 9))
WISH = Wish("desk", (MONDAY + timedelta(days=1),), location="werk-hub")


class Staff:
    """Entra: two leaders with a team each."""

    teams: Mapping[str, tuple[str, ...]] = {LEAD: TEAM, OTHER: OTHERS}

    async def manager(self, id: str) -> Person | None:
        return next((_named(leader) for leader, team in self.teams.items() if id in team), None)

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        return tuple(_named(each) for each in self.teams.get(id, ()))

    async def working(self, id: str) -> Person | None:
        return _named(id)

    async def names(self, ids: list[str]) -> dict[str, str]:
        return {id: id for id in ids}


def _named(id: str) -> Person:
    return Person(id, id, id, f"{id}@example.org", "", "Publiekszaken")


@dataclass
class Told:
    """Implements Notices: a line in a file for each who is told, one after another, so that a kill loses none of it."""

    file: Path
    slowly: float = 0.0  # seconds that each takes

    def __post_init__(self) -> None:
        self._one = asyncio.Lock()

    @property
    def lines(self) -> list[str]:
        return self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []

    async def invite(self, day: TeamDay, member: Member, leaving: Leaving) -> Notice:
        return await self._tell(f"invite {member.person}", leaving)

    async def off(self, day: TeamDay, member: Member, leaving: Leaving) -> Notice:
        return await self._tell(f"off {member.person}", leaving)

    async def over(self, day: TeamDay, member: Member) -> None:
        """Nobody counts it."""

    async def progress(self, day: TeamDay) -> None:
        """Nobody counts it."""

    async def _tell(self, line: str, leaving: Leaving) -> Notice:
        async with self._one:
            await leaving()
            with self.file.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
            await asyncio.sleep(self.slowly)
        return Notice(Outcome("delivered", "m1"), "a:1")


@dataclass
class Days:
    """Team days on a database."""

    stage: Stage
    inviting: Inviting

    @property
    def days(self) -> TeamDays:
        return self.inviting.days

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Who does what is promised; nothing is asked of Exchange."""
        return WITHOUT_EXCHANGE | self.inviting.kinds()

    async def asked(self, leader: str = LEAD) -> TeamDay:
        """The team day of a leader, who comes too; the same however often it is begun."""
        return await self.days.ask(leader, WISH, Staff.teams[leader], own=True, key="k")

    def count(self, what: str) -> int:
        return int(found(self.stage.database, f"select count(*) from {what}")[0][0])

    def slots_of_bookings(self) -> int:
        """How many slots of places there have to be."""
        return int(
            found(self.stage.database, "select coalesce(sum(end_slot - first_slot), 0) from bookings where holds")[0][0]
        )


@asynccontextmanager
async def team_days(folder: Path, notices: Told, *, url: str = "", desks: int = 9) -> AsyncGenerator[Days]:
    """One area with so many desks, in a municipality with two teams."""
    places = (place("area", "area", zone="stil", capacity=desks),)
    async with booking(folder, url=url, places=places) as stage:
        zone, staff = stage.organisation.time_zone, Staff()
        ledger = Ledger(stage.organisation.id, zone, stage.places, clock=stage.looking.clock)
        planning = Planning(stage.organisation, stage.looking, staff)
        days = TeamDays(stage.database, stage.organisation, stage.places, stage.looking, ledger, planning)
        inviting = Inviting(stage.database, days, staff)
        inviting.notices = notices
        yield Days(stage, inviting)
