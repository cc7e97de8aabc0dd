"""A project as somebody sees it at this moment, with what he may do with it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from domain.projects.checking import wrong_with
from domain.projects.model import SHAREPOINT, Deed, Event, Happened, Project, Seen
from domain.projects.records import Records, project_of
from domain.projects.rights import Rights, cut, visible, writers
from domain.roles import Roles
from errors import Unavailable, WordedError
from graph.people import Person
from graph.problems import GraphProblem
from store.database import AsyncSession
from store.projects import records

MOST_NAMED = 10
OF_AN_EDITION: tuple[Happened, ...] = ("asked", "approved", "edited", "edition_dropped", "withdrawn")
BETWEEN: tuple[Happened, ...] = ("sent_back", "changed_while_waiting")  # opdrachtgever and writers

log = logging.getLogger(__name__)


class Directory(Protocol):
    """Microsoft Entra, as far as people of a project go."""

    async def working(self, id: str) -> Person | None:
        """The person with this Entra object id, as long as they work here."""
        ...

    async def names(self, ids: Sequence[str]) -> dict[str, str]:
        """How the people with these ids are called; who is gone is not in it."""
        ...


class Looking:
    """Looks at projects for somebody. What he may not see is not there for him: WordedError "project-gone"."""

    def __init__(self, stored: Records, roles: Roles, directory: Directory) -> None:
        self.records = stored
        self.rules = stored.organisation.projects
        self._roles = roles
        self.directory = directory

    async def find(self, person: str, id: str) -> Seen:
        """A project, with what this person may do."""
        async with self.records.database.read() as session:
            project = await self.records.look(session, id)
            rights = await self.rights(session)
        if project is None:
            raise WordedError("project-gone")
        seen = self.seen(person, project, rights)
        if seen.part == "colleague" and await self.portfolio(person):
            seen = self.seen(person, project, rights, portfolio=True)
        if not visible(seen.part, project):
            raise WordedError("project-gone")
        return seen

    async def mine(self, person: str) -> tuple[Seen, ...]:
        """The projects in which somebody is named or that he began, what changed last first."""
        async with self.records.database.read() as session:
            found = await records.of_person(session, self.records.organisation.id, person)
            rights = await self.rights(session)
        return tuple(self.seen(person, project_of(loaded), rights) for loaded in found)

    async def waiting(self, person: str) -> tuple[Seen, ...]:
        """What waits for the approval of this person, what changed last first."""
        organisation, today = self.records.organisation.id, self.records.today()
        async with self.records.database.read() as session:
            instead = await records.stands_in_for(session, person, today)
            found = await records.of_people(session, organisation, [person, *instead])
            rights = await self.rights(session)
        seen = (self.seen(person, project_of(loaded), rights) for loaded in found)
        return tuple(one for one in seen if "approve" in one.may)

    async def named(self, person: str, words: str) -> tuple[Seen, ...]:
        """The projects that somebody may see and whose name has all of these words; those of his own first."""
        wanted = words.casefold().split()
        async with self.records.database.read() as session:
            found = await records.all_of(session, self.records.organisation.id)
            rights = await self.rights(session)
        projects = [project_of(loaded) for loaded in found]
        fitting = [each for each in projects if wanted and all(word in each.name.casefold() for word in wanted)]
        portfolio = bool(fitting) and await self.portfolio(person)
        seen = [self.seen(person, project, rights, portfolio=portfolio) for project in fitting]
        shown = [one for one in seen if visible(one.part, one.project)]
        shown.sort(key=lambda one: (one.part in ("colleague", "portfolio"), len(one.project.name)))
        return tuple(shown[:MOST_NAMED])

    async def history(self, person: str, id: str) -> tuple[Event, ...]:
        """What happened to a project, the oldest first, with the names of who did it as Entra has them now."""
        seen = await self.find(person, id)
        async with self.records.database.read() as session:
            events = await self.records.history(session, id)
        if seen.part == "colleague":  # what is not approved is not theirs to read of
            held = seen.project.edition.number
            events = tuple(
                event
                for event in events
                if event.happened not in BETWEEN and (event.edition <= held or event.happened not in OF_AN_EDITION)
            )
        ids = sorted({event.person for event in events} - {"", SHAREPOINT})
        names = await self.names(ids)
        return tuple(replace(event, name=names.get(event.person.lower(), "")) for event in events)

    async def names(self, ids: Sequence[str]) -> dict[str, str]:
        """What people are called, by id in lower case; nothing where Entra does not say."""
        try:
            found = await self.directory.names(ids) if ids else {}
        except (GraphProblem, Unavailable) as problem:
            log.info("the names of who did what are not known: %s", problem)
            return {}
        return {id.lower(): name for id, name in found.items()}

    async def portfolio(self, person: str) -> bool:
        """Whether somebody sees every project; not where Entra does not say so."""
        try:
            return await self._roles.has(person, "portfolio")
        except Unavailable as problem:
            log.info("who has the portfolio is not known: %s", problem)
            return False

    async def rights(self, session: AsyncSession) -> Rights:
        """Who may do what today."""
        away = await records.stand_ins(session, self.records.today())
        return Rights(self.rules, {principal: record.deputy for principal, record in away.items()})

    def seen(self, person: str, project: Project, rights: Rights, *, portfolio: bool = False) -> Seen:
        """A project for somebody; whether he may see it at all is for the caller to ask."""
        part = rights.part(person, project, portfolio=portfolio)
        shown = cut(part, project)
        wrong = wrong_with(shown.edition.document, self.rules, shown.author)
        return Seen(shown, part, rights.may(person, shown, wrong), wrong)

    async def may(self, session: AsyncSession, person: str, project: Project, deed: Deed) -> Seen:
        """Holds somebody to what he may do now, in the transaction that does it. Raises WordedError."""
        rights = await self.rights(session)
        seen = self.seen(person, project, rights)
        if not visible(seen.part, project):
            raise WordedError("project-gone")
        if deed not in seen.may:
            raise WordedError(_refusal(person, project, deed))
        return seen


def _refusal(person: str, project: Project, deed: Deed) -> str:
    """Why not, as the words for it."""
    state, writes = project.edition.state, person in writers(project)
    match deed:
        case "approve" | "send_back" if state != "waiting":
            return "project-not-waiting"
        case "approve" | "send_back":
            return "project-own" if writes else "project-not-yours-to-approve"
        case "ask" if writes and state == "waiting":
            return "project-waits-already"
        case "ask" if writes and state in ("draft", "returned"):
            return "project-not-complete"
        case _:
            return "project-not-now" if writes else "project-not-yours"
