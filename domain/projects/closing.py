"""How a project goes on or ends: paused, resumed, and closed with what was learned and how long its archive is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.projects import filling, promises
from domain.projects.looking import Looking
from domain.projects.model import Closing, Project, Seen, Status
from domain.projects.records import REPORTS
from errors import WordedError
from store import effects
from store.database import AsyncSession
from store.projects import reports

LONGEST_TEXT = 4_000  # characters
TEXTS = ("result", "went_well", "next_time", "handed_to", "archived")
NEEDED = ("result", "next_time", "archived")


@dataclass(frozen=True)
class ClosingWrong:
    """What is wrong with a field of the card on which a project is closed; `reason` is a key of the words."""

    field: str
    reason: str


class Ending:
    """Pauses, resumes and closes projects. `row` is Project.row as somebody saw it."""

    def __init__(self, looking: Looking) -> None:
        self._looking = looking
        self._records = looking.records

    def wrong(self, closing: Closing) -> tuple[ClosingWrong, ...]:
        """What keeps a project from being closed with this."""
        clean = _cleaned(closing)
        found = [ClosingWrong(name, "project-closing-missing") for name in NEEDED if not getattr(clean, name)]
        found += [
            ClosingWrong(name, "project-closing-long") for name in TEXTS if len(getattr(clean, name)) > LONGEST_TEXT
        ]
        rules = self._looking.rules
        if rules.retention and rules.kept_as(closing.category) is None:
            found.append(ClosingWrong("category", "project-closing-category"))
        return tuple(found)

    def retained(self, closing: Closing, on: date) -> Closing:
        """With how long it is kept, as the Selectielijst says of its category, counted from the year after."""
        kept = self._looking.rules.kept_as(closing.category)
        years = kept.years if kept is not None else None
        ends = date(on.year + 1 + years, 1, 1) if years is not None else None
        return replace(closing, retention_years=years, ends=ends)

    async def close(self, person: str, id: str, row: int, closing: Closing, *, key: str = "") -> Seen:
        """Closes a project that runs: nothing of it changes any more. Raises WordedError "project-closing-wrong"."""
        async with self._records.database.write() as session:
            project = await self._records.there(session, id)
            if await effects.first(session, key, "close"):
                await self._looking.may(session, person, project, "close")
                self._newest(project, row)
                if self.wrong(closing):
                    raise WordedError("project-closing-wrong")
                project = await self._closed(session, project, closing, person)
            return await self._seen(session, person, project)

    async def set_status(self, person: str, id: str, row: int, status: Status, *, key: str = "") -> Seen:
        """Pauses a project that runs, or lets it go on."""
        async with self._records.database.write() as session:
            project = await self._records.there(session, id)
            if await effects.first(session, key, "status"):
                await self._looking.may(session, person, project, "close")
                self._newest(project, row)
                if status not in ("running", "paused"):
                    raise WordedError("project-not-now")
                if status != project.status:
                    project = await self._records.save(
                        session, replace(project, status=status), "status", person, status
                    )
            return await self._seen(session, person, project)

    async def _closed(self, session: AsyncSession, project: Project, closing: Closing, person: str) -> Project:
        today = self._records.today()
        closing = replace(self.retained(_cleaned(closing), today), closed=today, by=person)
        edition = project.edition
        if edition.state != "approved":  # a new edition that nobody approved ends with the project
            edition = replace(edition, state="dropped")
        changed = replace(project, status="closed", edition=edition, closing=closing)
        project = await self._records.save(session, changed, "closed", person)
        for series in await reports.series_of(session, [project.id]):
            if not series.ended:
                await reports.put_series(session, replace(series, ended=True))
            draft = await reports.draft_of(session, series.id)
            if draft is not None:
                await reports.drop(session, draft.id)
        for report in await reports.of_project(session, project.id):
            await self._records.mirror.wanted(session, REPORTS, report.id)
            await promises.label_report(session, project.id, report.id, report.edition)
        held = project.approved or edition
        await promises.file(session, project.id, held.number, held.version, "closed")
        principal = project.document.principal
        if principal is not None and principal.id != person:
            await promises.tell(session, principal.id, "closed", project.id, project.version, person, "closed")
        return project

    def _newest(self, project: Project, row: int) -> None:
        if project.row != row:
            raise WordedError("project-changed")

    async def _seen(self, session: AsyncSession, person: str, project: Project) -> Seen:
        return self._looking.seen(person, project, await self._looking.rights(session))


def _cleaned(closing: Closing) -> Closing:
    return replace(closing, **{name: filling.text(getattr(closing, name)) for name in TEXTS})
