"""The work behind team days: asking each colleague once, ending it in time, keeping the organiser's card right."""

from __future__ import annotations

from typing import Protocol

from domain.messenger import Leaving
from domain.workspaces.asking_team import Directory
from domain.workspaces.coming import Member, TeamDay
from domain.workspaces.notices import Notice
from domain.workspaces.once import once
from domain.workspaces.team_day import CLOSE, INVITE, OFF, SHOW, TeamDays
from errors import Unavailable
from graph.problems import GraphProblem
from store import team_days
from store.database import Connection, Database
from store.work import Attempt, GoOn, Kind, Payload


class Notices(Protocol):
    """What people see of it; implemented in bot/. The methods without `leaving` never raise."""

    async def invite(self, day: TeamDay, member: Member, leaving: Leaving) -> Notice:
        """Asks somebody; what `leaving` raises keeps the message here, and is raised."""
        ...

    async def over(self, day: TeamDay, member: Member) -> None:
        """Takes the buttons from the card of who did not answer."""
        ...

    async def off(self, day: TeamDay, member: Member, leaving: Leaving) -> Notice:
        """Tells who took a place that it does not go on."""
        ...

    async def progress(self, day: TeamDay) -> None:
        """Puts on the organiser's card who comes."""
        ...


class Inviting:
    """Handles the promised work. Each piece looks first at what there is, so that it may begin again after a kill."""

    def __init__(self, database: Database, days: TeamDays, directory: Directory) -> None:
        self.days = days
        self._database = database
        self._directory = directory
        self.notices: Notices | None = None  # bot/ fills it in

    async def invite(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Asks one colleague. Who left, or has no Koers, cannot be asked; his place is free then."""
        id, person = str(payload["team_day"]), str(payload["person"])
        day = await self.days.find(id)
        member = day.member(person) if day is not None else None
        if day is None or member is None or member.answer != "asked" or day.state != "open" or self.notices is None:
            return None
        try:
            works_here = await self._directory.working(person) is not None
        except GraphProblem as problem:
            raise Unavailable("team-day-directory-away") from problem
        if not works_here:
            await self.days.unreachable(id, person)
            return None
        notices = self.notices
        notice = await once(
            self._database,
            attempt.key,
            lambda leaving: notices.invite(day, member, leaving),
            lambda connection: _answer(connection, id, person) == "asked",
        )
        if notice is None:
            return None
        if notice.outcome.fate in ("refused", "too large"):
            await self.days.unreachable(id, person)
        elif notice.where.message:
            where = {"conversation": notice.conversation, "message": notice.outcome.id}
            await self._database.brief(lambda connection: team_days.put_member(connection, id, person, **where))
        return None

    async def close(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """At its time nobody is asked any more: what is still kept is free."""
        id = str(payload["team_day"])
        there = await self.days.find(id)
        if there is not None and there.state == "open" and self.days.clock() < there.until:
            return GoOn(there.until)
        if there is not None:
            await self.end(id)
        return None

    async def end(self, id: str) -> None:
        """Nobody is asked any more, and the cards of who did not answer say so."""
        await self._over(await self.days.close(id))

    async def off(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """It does not go on: who took a place hears that, and of the others the buttons go."""
        id, person = str(payload["team_day"]), str(payload.get("person") or "")
        day = await self.days.find(id)
        if not person:
            await self._over(day)
            return None
        member = day.member(person) if day is not None else None
        if day is None or member is None or self.notices is None:
            return None
        notices = self.notices
        await once(
            self._database,
            attempt.key,
            lambda leaving: notices.off(day, member, leaving),
            lambda connection: _answer(connection, id, person) == member.answer,
        )
        return None

    async def show(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """The organiser's card, as it is now."""
        day = await self.days.find(str(payload["team_day"]))
        if day is not None and self.notices is not None:
            await self.notices.progress(day)
        return None

    def kinds(self) -> dict[str, Kind]:
        """The durable work, by its name."""
        return {
            INVITE: Kind(self.invite),
            CLOSE: Kind(self.close),
            OFF: Kind(self.off),
            SHOW: Kind(self.show),
        }

    async def _over(self, day: TeamDay | None) -> None:
        if day is None or self.notices is None:
            return
        for member in day.of("late"):
            if member.message:
                await self.notices.over(day, member)


def _answer(connection: Connection, id: str, person: str) -> str:
    """What somebody answers at this moment."""
    member = team_days.member(connection, id, person)
    return "" if member is None else member.answer
