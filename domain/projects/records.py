"""Projects as they are stored: read, and written with what happened, who is named, and what is promised of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import cast

from domain.mirror import Mirror
from domain.organisation import Organisation
from domain.projects.content import StartDocument
from domain.projects.model import (
    APPROVED,
    OPEN,
    Edition,
    EditionState,
    Event,
    Happened,
    Project,
    Status,
)
from domain.projects.reports import Report, ReportState, Rhythm, Series
from domain.projects.rights import named_in
from domain.projects.stored import approval_of, closing_of, document_of, told_of, written
from errors import WordedError
from store.database import AsyncSession, Database, now
from store.projects import records, reports
from store.projects.records import EditionRecord, EventRecord, Loaded, ProjectRecord
from store.projects.reports import ReportRecord, SeriesRecord

PORTFOLIO = "projects"  # the list of the mirror
REPORTS = "project_reports"


@dataclass(frozen=True)
class Records:
    """The projects of one municipality. `clock`: what time it is."""

    database: Database
    organisation: Organisation
    mirror: Mirror
    clock: Callable[[], datetime] = now

    def today(self) -> date:
        """The date on the wall of the municipality."""
        return self.clock().astimezone(self.organisation.time_zone).date()

    async def project(self, id: str) -> Project | None:
        """A project, whoever asks; None where there is none."""
        async with self.database.read() as session:
            return await self.look(session, id)

    async def report(self, id: str) -> Report | None:
        """A report, whoever asks; None where there is none."""
        async with self.database.read() as session:
            record = await reports.report(session, id)
            series = await reports.series(session, record.series) if record else None
        return None if record is None or series is None else report_of(record, series)

    async def look(self, session: AsyncSession, id: str) -> Project | None:
        """The same in a transaction."""
        loaded = await records.find(session, id)
        if loaded is None or loaded[0].organisation != self.organisation.id:
            return None
        return project_of(loaded)

    async def there(self, session: AsyncSession, id: str) -> Project:
        """A project that is going to be changed: nobody else does so until the transaction ends."""
        await records.lock(session, id)
        project = await self.look(session, id)
        if project is None:
            raise WordedError("project-gone")
        return project

    def new(self, id: str, author: str, document: StartDocument, initiative: str = "") -> Project:
        """A project that nobody has stored yet."""
        at = self.clock()
        edition = Edition(id, 1, 1, "draft", document, at)
        return Project(
            id, self.organisation.id, author, "draft", edition, None, document.department, "", initiative, at, at, 0
        )

    async def save(
        self,
        session: AsyncSession,
        project: Project,
        happened: Happened | None,
        person: str,
        about: str = "",
        *,
        before: str = "",
        mirrored: bool = True,
    ) -> Project:
        """Writes a project as it is from now on, with what happened (None: nothing that anybody wants to read later).

        An edition is written where it is not approved, or is so just now: what was approved never changes. `before`:
        what `about` was before that; `mirrored` False: the list in SharePoint has it already.
        """
        at = self.clock()
        project = replace(project, changed=at, row=project.row + 1)
        there = await records.find(session, project.id)
        await records.put(session, self._record(project))
        fixed = there is not None and there[2] is not None and there[2].number == project.edition.number
        if not fixed:
            await records.put_edition(session, edition_record(project.edition))
        held = project.approved.document if project.approved is not None else None
        people = named_in(project.edition.document) | (named_in(held) if held is not None else frozenset[str]())
        await records.set_people(session, project.id, people | {project.author})
        if happened is not None:
            event = EventRecord(happened, at, person, project.edition.number, about, before)
            await records.note(session, project.id, event)
        if mirrored:
            await self.mirror.wanted(session, PORTFOLIO, project.id)
        return project

    async def history(self, session: AsyncSession, id: str) -> tuple[Event, ...]:
        """What happened to a project, the oldest first, without names."""
        found = await records.events(session, id)
        return tuple(
            Event(cast("Happened", event.happened), event.at, event.person, event.edition, event.about, event.before)
            for event in found
        )

    def _record(self, project: Project) -> ProjectRecord:
        return ProjectRecord(
            project.id,
            project.organisation,
            project.author,
            project.status,
            project.edition.number,
            project.approved.number if project.approved is not None else 0,
            project.department,
            project.remark,
            project.initiative,
            project.created,
            project.changed,
            project.row,
            project.last_report,
            project.light,
            written(project.closing) if project.closing is not None else None,
            self._expires(project),
        )

    def _expires(self, project: Project) -> datetime | None:
        """What was never approved goes after a while without a change; what ran is kept as the Selectielijst says."""
        rules = self.organisation.projects
        if project.status in OPEN:
            return project.changed + timedelta(days=rules.draft_kept)
        if project.status not in APPROVED:
            return project.changed + timedelta(days=rules.kept)
        closing = project.closing
        if closing is None or closing.ends is None:
            return None
        return datetime(closing.ends.year, closing.ends.month, closing.ends.day, tzinfo=self.organisation.time_zone)


def project_of(loaded: Loaded) -> Project:
    """A project with its editions, out of how it is stored."""
    record, newest, holds = loaded
    return Project(
        record.id,
        record.organisation,
        record.author,
        cast("Status", record.status),
        edition_of(newest),
        edition_of(holds) if holds is not None else None,
        record.department,
        record.remark,
        record.initiative,
        record.created,
        record.changed,
        record.row,
        record.last_report,
        closing_of(record.closing),
        record.light,
    )


def edition_of(record: EditionRecord) -> Edition:
    """An edition, out of how it is stored."""
    return Edition(
        record.project,
        record.number,
        record.version,
        cast("EditionState", record.state),
        document_of(record.content),
        record.changed,
        record.asked,
        record.asked_by,
        record.remark,
        approval_of(record.approval),
    )


def edition_record(edition: Edition) -> EditionRecord:
    """An edition as it is stored."""
    return EditionRecord(
        edition.project,
        edition.number,
        edition.version,
        edition.state,
        written(edition.document),
        edition.changed,
        edition.asked,
        edition.asked_by,
        edition.remark,
        written(edition.approval) if edition.approval is not None else None,
    )


def series_of(record: SeriesRecord) -> Series:
    """A series, out of how it is stored."""
    return Series(
        record.id, record.project, record.name, cast("Rhythm", record.rhythm), record.due, record.ended, record.anchor
    )


def report_of(record: ReportRecord, series: SeriesRecord) -> Report:
    """A report, out of how it is stored."""
    state: ReportState = "published" if record.edition else "draft"
    told, draft = told_of(record.told), told_of(record.draft)
    return Report(
        record.id,
        record.project,
        record.series,
        series.name,
        record.due,
        state,
        record.edition,
        record.version,
        told,
        draft,
        record.author,
        record.published,
    )
