"""Approving a start document: by the opdrachtgever or who may for him, of exactly the words that he saw."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from domain.projects import filling, promises
from domain.projects.content import Colleague
from domain.projects.looking import Looking
from domain.projects.model import OPEN, Approval, Edition, Happened, Project, Seen, StandIn
from domain.projects.records import REPORTS, project_of
from errors import Unavailable, WordedError
from graph.problems import GraphProblem
from store import effects
from store.database import AsyncSession
from store.projects import records, reports
from store.projects.records import StandInRecord

LONGEST_WORDS = 2_000  # characters, of what it is sent back with
LONGEST_AWAY = 366  # days
MORNING = time(9)  # when reminders go out


class Approving:
    """Asks for approval, and answers it. Only who may is let in, whatever card he holds; see rights.approvers.

    `version` is what somebody saw: where it is not the newest, nothing happens and he hears so.
    """

    def __init__(self, looking: Looking) -> None:
        self._looking = looking
        self._records = looking.records

    async def ask(self, person: str, id: str, version: int, *, key: str = "") -> Seen:
        """Asks the opdrachtgever, and who may for him, to approve it. Raises WordedError "project-not-complete"."""
        async with self._records.database.write() as session:
            project = await self._records.there(session, id)
            if await effects.first(session, key, "ask"):
                await self._looking.may(session, person, project, "ask")
                self._newest(project, version, "project-changed")
                approvers = (await self._looking.rights(session)).approvers(project)
                if not approvers:
                    raise WordedError("project-nobody-approves")
                project = await self._asked(session, project, person)
                for approver in sorted(approvers):
                    await promises.tell(session, approver, "asked", id, version, person, project.edition.moment)
            return await self._seen(session, person, project)

    async def approve(self, person: str, id: str, version: int, *, key: str = "") -> Seen:
        """Approves what was seen: from then on this edition is fixed, with date and names."""
        async with self._records.database.write() as session:
            project = await self._records.there(session, id)
            if await effects.first(session, key, "approve"):
                self._answerable(project, version)
                await self._looking.may(session, person, project, "approve")
                approval = await self._approval(session, person, project)
                edition = replace(project.edition, state="approved", approval=approval, remark="")
                status = "running" if project.status in OPEN else project.status
                changed = replace(
                    project, edition=edition, approved=edition, status=status, department=_department(project)
                )
                project = await self._answered(session, changed, "approved", person)
            return await self._seen(session, person, project)

    async def send_back(self, person: str, id: str, version: int, words: str, *, key: str = "") -> Seen:
        """Gives it back to be changed, with words that say why."""
        words = filling.text(words)[:LONGEST_WORDS]
        if not words:
            raise WordedError("project-words-missing")
        async with self._records.database.write() as session:
            project = await self._records.there(session, id)
            if await effects.first(session, key, "send back"):
                self._answerable(project, version)
                await self._looking.may(session, person, project, "send_back")
                status = "returned" if project.approved is None else project.status
                edition = replace(project.edition, state="returned", remark=words)
                changed = replace(project, edition=edition, status=status)
                project = await self._answered(session, changed, "sent_back", person)
            return await self._seen(session, person, project)

    async def withdraw(self, person: str, id: str, version: int, *, key: str = "") -> Seen:
        """Stops a project that was never approved, or throws away the new edition of one that was."""
        async with self._records.database.write() as session:
            project = await self._records.there(session, id)
            if await effects.first(session, key, "withdraw"):
                await self._looking.may(session, person, project, "withdraw")
                self._newest(project, version, "project-changed")
                waited = project.edition.state == "waiting"
                approvers = (await self._looking.rights(session)).approvers(project) if waited else frozenset[str]()
                happened: Happened = "withdrawn" if project.approved is None else "edition_dropped"
                status = "withdrawn" if project.approved is None else project.status
                changed = replace(project, edition=replace(project.edition, state="dropped"), status=status)
                project = await self._records.save(session, changed, happened, person)
                if project.edition.asked is not None:  # the words that nobody approved are in SharePoint
                    held, why = project.approved or project.edition, f"dropped{project.edition.number}"
                    await promises.file(session, id, held.number, held.version, why)
                if status == "withdrawn" and project.initiative:
                    await promises.no_more(session, id)
                for approver in sorted(approvers):
                    await promises.tell(session, approver, "withdrawn", id, version, person, str(version))
            return await self._seen(session, person, project)

    async def stand_in(
        self, principal: str, deputy: str | None, until: date | None, *, key: str = ""
    ) -> StandIn | None:
        """Lets a colleague approve for an opdrachtgever who is away, up to and including a day; None ends it.

        Raises WordedError where the municipality has no deputies, for a day that is over or more than a year away,
        and for who does not work here or is himself. The same again is the same: `key` is not needed for that.
        """
        if deputy is None:
            async with self._records.database.write() as session:
                await records.end_stand_in(session, principal)
            return None
        today = self._records.today()
        if not self._looking.rules.deputies:
            raise WordedError("project-no-deputies")
        if until is None or not today <= until <= today + timedelta(days=LONGEST_AWAY):
            raise WordedError("project-away-until")
        somebody = await self._colleague(deputy)
        if somebody is None or somebody.id == principal:
            raise WordedError("project-away-who")
        async with self._records.database.write() as session:
            await records.put_stand_in(session, StandInRecord(principal, somebody.id, somebody.name, until))
            await self._told_what_waits(session, principal, somebody.id, until)
        return StandIn(principal, somebody, until)

    async def standing_in(self, principal: str) -> StandIn | None:
        """Who stands in for somebody today."""
        async with self._records.database.read() as session:
            record = await records.stand_in(session, principal)
        if record is None or record.until < self._records.today():
            return None
        return StandIn(principal, Colleague(record.deputy, record.deputy_name), record.until)

    async def _told_what_waits(self, session: AsyncSession, principal: str, deputy: str, until: date) -> None:
        """Whoever begins to stand in hears what waits already."""
        rights = await self._looking.rights(session)
        for loaded in await records.of_person(session, self._records.organisation.id, principal):
            project = project_of(loaded)
            if project.edition.state == "waiting" and deputy in rights.approvers(project):
                moment = f"{project.version}:{until}"
                await promises.tell(session, deputy, "asked", project.id, project.version, principal, moment)

    async def _asked(self, session: AsyncSession, project: Project, person: str) -> Project:
        at = self._records.clock()
        edition = replace(project.edition, state="waiting", asked=at, asked_by=person, remark="")
        status = "waiting" if project.approved is None else project.status
        project = await self._records.save(session, replace(project, edition=edition, status=status), "asked", person)
        await promises.file(session, project.id, edition.number, edition.version, "asked")
        if project.initiative:
            await promises.became(session, project.id)
        if self._looking.rules.remind_after:
            first = self.reminder_at(at, 0)
            await promises.remind(session, project.id, 0, first, edition.moment)
        return project

    def reminder_at(self, asked: datetime, round: int) -> datetime:
        """When approval is asked for again: in the morning, so many days after it was asked for first."""
        zone = self._records.organisation.time_zone
        day = asked.astimezone(zone).date() + timedelta(days=self._looking.rules.remind_after[round])
        return datetime.combine(day, MORNING, zone)

    async def _answered(self, session: AsyncSession, project: Project, happened: Happened, person: str) -> Project:
        edition = project.edition
        about = edition.remark if happened == "sent_back" else ""
        project = await self._records.save(session, project, happened, person, about)
        if happened == "approved":
            await promises.file(session, project.id, edition.number, edition.version, "approved")
            for report in await reports.of_project(session, project.id):  # the project may have another name now
                await self._records.mirror.wanted(session, REPORTS, report.id)
        contractor = edition.document.contractor
        hear = {project.author, edition.asked_by}
        if contractor is not None:
            hear.add(contractor.id)
        told = "approved" if happened == "approved" else "sent_back"
        for somebody in sorted(hear - {person, ""}):
            await promises.tell(session, somebody, told, project.id, edition.version, person, edition.moment)
        return project

    async def _approval(self, session: AsyncSession, person: str, project: Project) -> Approval:
        """With the names as they are in what is approved: nobody is called otherwise in it afterwards."""
        document = project.edition.document
        principal, contractor = document.principal, document.contractor
        if principal is None or contractor is None:
            raise WordedError("project-not-complete")
        stand_in = await records.stand_in(session, principal.id)
        away = Colleague(stand_in.deputy, stand_in.deputy_name) if stand_in is not None else None
        by = next(one for one in (principal, document.deputy, away) if one is not None and one.id == person)
        return Approval(by, self._records.clock(), principal, contractor)

    def _newest(self, project: Project, version: int, words: str) -> None:
        if project.version != version:
            raise WordedError(words)

    def _answerable(self, project: Project, version: int) -> None:
        """An answer to older words does nothing, and says so."""
        edition: Edition = project.edition
        if edition.version != version:
            raise WordedError("project-changed-while-waiting")

    async def _seen(self, session: AsyncSession, person: str, project: Project) -> Seen:
        return self._looking.seen(person, project, await self._looking.rights(session))

    async def _colleague(self, id: str) -> Colleague | None:
        try:
            found = await asyncio.wait_for(self._looking.directory.working(id), 10)
        except (GraphProblem, Unavailable, TimeoutError) as problem:
            raise Unavailable("project-people-unavailable") from problem
        return None if found is None else Colleague(found.id, found.name)


def _department(project: Project) -> str:
    """The department from now on: that of SharePoint stays, unless the document changed its own."""
    document, held = project.edition.document, project.approved
    same = held is not None and held.document.department == document.department
    return project.department if same or not document.department else document.department
