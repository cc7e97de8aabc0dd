"""The durable work by which people hear of projects: told once, and no longer than it is so."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Protocol, cast

from domain.messenger import Leaving
from domain.projects import promises
from domain.projects.approving import Approving
from domain.projects.looking import Looking
from domain.projects.model import SHAREPOINT, Project, Seen
from domain.projects.records import report_of, series_of
from domain.projects.reporting import Reporting
from domain.projects.rights import RUNNING, writers
from domain.projects.telling import Notices, Told
from domain.workspaces.notices import Notice
from domain.workspaces.once import once
from errors import Unavailable, WordedError
from store.projects import reports
from store.work import Attempt, GoOn, Kind, Payload

PATIENCE = timedelta(days=14)  # that somebody may be out of reach before nobody tries any more

log = logging.getLogger(__name__)


class Initiatives(Protocol):
    """The initiatives, as far as hearing that one became a project goes."""

    async def become_project(self, person: str, id: str, project: str) -> object:
        """Notes which project it became; the same again is nothing."""
        ...

    async def be_no_project(self, person: str, id: str, project: str) -> object:
        """It is an initiative again, where it became that project."""
        ...


class Hearing:
    """Handles the promises of promises.py that are for people of the municipality."""

    def __init__(self, looking: Looking, approving: Approving, reporting: Reporting) -> None:
        self._looking = looking
        self._records = looking.records
        self._approving = approving
        self._reporting = reporting
        self.notices: Notices | None = None  # bot/ fills it in
        self.initiatives: Initiatives | None = None

    def kinds(self) -> dict[str, Kind]:
        """The durable work, by its name."""
        return {
            promises.TELL: Kind(self.tell, patience=PATIENCE),
            promises.REMIND: Kind(self.remind, patience=PATIENCE),
            promises.DUE: Kind(self.due, patience=PATIENCE),
            promises.PUBLISHED: Kind(self.published, patience=PATIENCE),
            promises.BECAME: Kind(self.became, patience=PATIENCE),
        }

    async def tell(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Tells one person. Nothing where it is so no longer, or is not theirs to know."""
        to, told, version = str(payload["to"]), cast("Told", payload["told"]), payload["version"]
        seen, notices = await self._seen(to, str(payload["project"])), self.notices
        if seen is None or notices is None or not _still(seen, told, version):
            return None
        by = str(payload["by"])
        names = await self._looking.names([by] if by and by != SHAREPOINT else [])
        name = names.get(by.lower(), "")

        async def say(leaving: Leaving) -> Notice:
            return await notices.tell(to, told, seen, name, leaving)

        return await self._once(attempt, say)

    async def remind(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Reminds whoever may approve, and promises the next time; nothing once it was answered or changed."""
        id, moment, round = str(payload["project"]), payload["moment"], int(str(payload["round"]))
        async with self._records.database.write() as session:
            project = await self._records.look(session, id)
            if project is None or project.edition.state != "waiting" or project.edition.moment != moment:
                return None
            asked, days = project.edition.asked or self._records.clock(), self._looking.rules.remind_after
            for approver in sorted((await self._looking.rights(session)).approvers(project)):
                await promises.tell(session, approver, "reminded", id, project.version, "", f"{moment}:{round}")
            for number in range(round + 1, len(days)):
                at = self._approving.reminder_at(asked, number)
                if at > self._records.clock():  # what is past by now was said just now
                    await promises.remind(session, id, number, at, project.edition.moment)
                    break
        return None

    async def due(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Reminds who writes the report that one is due, and promises the next time; nothing once it is there."""
        id, day, round = str(payload["series"]), date.fromisoformat(str(payload["due"])), int(str(payload["round"]))
        async with self._records.database.write() as session:
            record = await reports.series(session, id)
            project = await self._records.look(session, record.project) if record is not None else None
            if record is None or project is None or record.ended or record.due != day or project.status not in RUNNING:
                return None
            await self._reporting.promise_due(session, record, round + 1)
        notices, series = self.notices, series_of(record)
        to = _reporter(project)
        seen = await self._seen(to, project.id)
        if notices is None or seen is None or project.status != "running":
            return None

        async def say(leaving: Leaving) -> Notice:
            return await notices.due(to, seen, series, day, leaving)

        return await self._once(attempt, say)

    async def published(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Tells the opdrachtgever of a report, as it is now."""
        to = str(payload["to"])
        async with self._records.database.read() as session:
            record = await reports.report(session, str(payload["report"]))
            series = await reports.series(session, record.series) if record is not None else None
        if record is None or series is None or record.edition != payload["edition"]:
            return None  # it was corrected meanwhile, and they hear of that
        report, notices, seen = report_of(record, series), self.notices, await self._seen(to, record.project)
        if notices is None or seen is None:
            return None

        async def say(leaving: Leaving) -> Notice:
            return await notices.published(to, seen, report, leaving)

        return await self._once(attempt, say)

    async def became(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Tells the initiative which project it became, or that it does not go on."""
        project = await self._records.project(str(payload["project"]))
        if project is None or self.initiatives is None or not project.initiative:
            return None
        tell = self.initiatives.become_project
        if project.status == "withdrawn":
            tell = self.initiatives.be_no_project
        try:
            await tell(project.author, project.initiative, project.id)
        except Unavailable:
            raise
        except WordedError as problem:  # it is gone, or became another project: this one is none the less there
            log.warning("an initiative did not become a project: %s", problem)
        return None

    async def _seen(self, person: str, project: str) -> Seen | None:
        try:
            return await self._looking.find(person, project)
        except Unavailable:
            raise
        except WordedError:
            return None

    async def _once(self, attempt: Attempt, say: Callable[[Leaving], Awaitable[Notice]]) -> GoOn | None:
        await once(self._records.database, attempt.key, say)
        return None


def _still(seen: Seen, told: Told, version: object) -> bool:
    """Whether it is of use to hear this still."""
    if told in ("asked", "reminded"):
        return "approve" in seen.may and seen.project.version == version
    if told == "changed":
        return seen.project.edition.state != "waiting"
    return True


def _reporter(project: Project) -> str:
    """Who writes the reports: the opdrachtnemer, else who began it."""
    contractor = project.document.contractor
    return contractor.id if contractor is not None else min(writers(project))
