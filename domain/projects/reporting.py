"""Progress reports: in series on a rhythm of their own, written as a draft, published, and corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import cast

from domain.projects import filling, promises
from domain.projects.looking import Looking
from domain.projects.model import Happened, Project
from domain.projects.records import REPORTS, report_of, series_of
from domain.projects.reports import (
    LIGHTS,
    RHYTHMS,
    SUBJECTS,
    Progress,
    Report,
    ReportWrong,
    Rhythm,
    Series,
    Signal,
    Told,
)
from domain.projects.rhythm import following
from domain.projects.rights import RUNNING, writers
from domain.projects.stored import told_of, written
from errors import WordedError
from store import effects
from store.database import AsyncSession
from store.projects import reports
from store.projects.reports import ReportRecord, SeriesRecord

LONGEST_NAME, LONGEST_TEXT, LONGEST_WORDS, MOST_MILESTONES = 60, 4_000, 1_000, 30
MOST_SERIES = 5  # of one project at a time
FURTHEST = 366  # days ahead that the first report may be
MORNING = time(9)
AFTERWARDS = 7  # days after it was due that a report is asked for once more


class Reporting:
    """The reports of projects that run. Who may write is asked anew at every step; who may see the project may read
    what is published. Raises WordedError, "project-changed" where there is something newer than `version`.
    """

    def __init__(self, looking: Looking) -> None:
        self._looking = looking
        self._records = looking.records

    async def series(self, person: str, project: str) -> tuple[Series, ...]:
        """The series of a project that are not ended, by name."""
        await self._looking.find(person, project)
        async with self._records.database.read() as session:
            found = await reports.series_of(session, [project])
        return tuple(series_of(record) for record in found if not record.ended)

    async def begin_series(
        self, person: str, project: str, name: str, rhythm: Rhythm, first_due: date, *, key: str = ""
    ) -> Series:
        """Begins a series; its first report is due on `first_due`, from today up to a year ahead."""
        name, today = filling.line(name)[:LONGEST_NAME], self._records.today()
        if not name or rhythm not in RHYTHMS or not today <= first_due <= today + timedelta(days=FURTHEST):
            raise WordedError("project-series-wrong")
        id = _id(person, project, name, rhythm, first_due.isoformat(), key)
        async with self._records.database.write() as session:
            there = await self._records.there(session, project)
            await self._looking.may(session, person, there, "report")
            if (known := await reports.series(session, id)) is not None:
                return series_of(known)
            open_ones = [one for one in await reports.series_of(session, [project]) if not one.ended]
            if len(open_ones) >= MOST_SERIES or any(one.name.casefold() == name.casefold() for one in open_ones):
                raise WordedError("project-series-there", most=MOST_SERIES)
            record = SeriesRecord(id, project, name, rhythm, first_due, first_due, ended=False)
            await reports.put_series(session, record)
            await self._records.save(session, there, "series_begun", person, name)
            await self.promise_due(session, record, 0)
        return series_of(record)

    async def end_series(self, person: str, series: str, *, key: str = "") -> None:
        """No report of it is due any more; those that were published stay. Ended again it stays so."""
        async with self._records.database.write() as session:
            record, project = await self._of_series(session, series)
            await self._looking.may(session, person, project, "report")
            if record.ended:
                return
            await reports.put_series(session, replace(record, ended=True))
            draft = await reports.draft_of(session, series)
            if draft is not None:
                await reports.drop(session, draft.id)
            await self._records.save(session, project, "series_ended", person, record.name)

    async def open(self, person: str, series: str, *, key: str = "") -> Report:
        """The report of a series that is due next, as far as it is written; milestones are filled in."""
        async with self._records.database.write() as session:
            record, project = await self._of_series(session, series)
            await self._looking.may(session, person, project, "report")
            if record.ended:
                raise WordedError("project-series-over")
            draft = await reports.draft_of(session, series)
            if draft is None:
                told = written(Told(milestones=await self._milestones(session, project)))
                id = _id(series, record.due.isoformat())
                draft = ReportRecord(id, project.id, series, record.due, 0, 1, {}, told, person, None)
                await reports.put_report(session, draft)
            return report_of(draft, record)

    async def keep(self, person: str, report: str, version: int, told: Told, *, key: str = "") -> Report:
        """Keeps what was typed in a draft, or in the correction of what was published, whatever is wrong with it."""
        told = _cleaned(told)
        async with self._records.database.write() as session:
            record, series, project = await self._of_report(session, report)
            await self._looking.may(session, person, project, "report")
            if await effects.first(session, key, "keep"):
                self._newest(record, version)
                record = replace(record, draft=written(told), version=version + 1)
                await reports.put_report(session, record)
            return report_of(record, series)

    def wrong(self, told: Told) -> tuple[ReportWrong, ...]:
        """What keeps a report from being published."""
        return tuple(_wrong(told))

    async def publish(self, person: str, report: str, version: int, *, key: str = "") -> Report:
        """Publishes it, or its correction: what it said before is kept. The opdrachtgever hears it."""
        async with self._records.database.write() as session:
            record, series, project = await self._of_report(session, report)
            if await effects.first(session, key, "publish"):
                await self._looking.may(session, person, project, "report")
                self._newest(record, version)
                if self.wrong(told_of(record.draft)):
                    raise WordedError("project-report-not-complete")
                if record.edition and record.draft == record.told:
                    raise WordedError("project-report-same")
                record, series = await self._published(session, record, series, project, person)
            return report_of(record, series)

    async def drop(self, person: str, report: str, version: int, *, key: str = "") -> None:
        """Throws a draft away, or the correction of what was published, which stays."""
        async with self._records.database.write() as session:
            record = await reports.report(session, report)
            if record is None:
                return
            _, _, project = await self._of_report(session, report)
            await self._looking.may(session, person, project, "report")
            self._newest(record, version)
            if record.edition == 0:
                await reports.drop(session, report)
            else:
                await reports.put_report(session, replace(record, draft=record.told, version=version + 1))

    async def find(self, person: str, report: str) -> Report:
        """A report. Who does not write it sees what is published, and nothing before that."""
        found = await self._records.report(report)
        if found is None:
            raise WordedError("project-report-gone")
        seen = await self._looking.find(person, found.project)
        return self._shown(person, seen.project, found)

    async def of_project(self, person: str, project: str) -> tuple[Report, ...]:
        """The reports of a project that somebody may read, the newest first."""
        seen = await self._looking.find(person, project)
        async with self._records.database.read() as session:
            found = await reports.of_project(session, project)
            series = {record.id: record for record in await reports.series_of(session, [project])}
        mine = person in writers(seen.project)
        some = [report_of(record, series[record.series]) for record in found if record.edition or mine]
        return tuple(self._shown(person, seen.project, report) for report in some)

    async def earlier(self, person: str, report: str) -> tuple[tuple[int, Told], ...]:
        """What a report said before it was corrected, by edition, the first one first."""
        found = await self.find(person, report)
        async with self._records.database.read() as session:
            editions = await reports.editions(session, report)
        return tuple((number, told_of(told)) for number, told in editions if number < found.edition)

    async def promise_due(self, session: AsyncSession, series: SeriesRecord, round: int) -> None:
        """That who writes it is reminded: some days before it is due, on the day, and once a week later.

        What is past by now was said with the reminder before it, so that nobody hears of one report twice in a row.
        """
        for number, offset in enumerate((-self._looking.rules.report_ahead, 0, AFTERWARDS)):
            day = series.due + timedelta(days=offset)
            at = datetime.combine(day, MORNING, self._records.organisation.time_zone)
            if number >= round and (not round or at > self._records.clock()):
                await promises.due(session, series.id, series.due.isoformat(), number, at)
                return

    async def _published(
        self, session: AsyncSession, record: ReportRecord, series: SeriesRecord, project: Project, person: str
    ) -> tuple[ReportRecord, SeriesRecord]:
        at, today = self._records.clock(), self._records.today()
        first = record.edition == 0
        edition, version = record.edition + 1, record.version + 1
        record = replace(
            record, edition=edition, version=version, told=record.draft, author=person, published=record.published or at
        )
        await reports.put_report(session, record)
        await reports.keep_edition(session, record, person, at)
        if first and not series.ended:
            rhythm = cast("Rhythm", series.rhythm)
            series = replace(series, due=following(series.anchor, rhythm, max(series.due, today)))
            await reports.put_series(session, series)
            await self.promise_due(session, series, 0)
        happened: Happened = "report_published" if first else "report_corrected"
        told = [one for one in await reports.of_project(session, project.id) if one.edition]
        last = max(told, key=lambda one: (one.due, one.published or at))
        light = told_of(last.told).worst or ""
        changed = replace(project, last_report=today if first else project.last_report, light=light)
        await self._records.save(session, changed, happened, person, series.name)
        await self._records.mirror.wanted(session, REPORTS, record.id)
        await promises.file_report(session, project.id, record.id, edition)
        principal = project.document.principal
        if principal is not None and principal.id != person:
            await promises.published(session, record.id, edition, principal.id)
        return record, series

    async def _milestones(self, session: AsyncSession, project: Project) -> tuple[Progress, ...]:
        """Those of the document that holds, as the last report has them where it names them."""
        last: dict[str, Progress] = {}
        for record in await reports.of_project(session, project.id):
            if record.edition:
                last = {one.name: one for one in told_of(record.told).milestones}
                break
        planned = project.document.milestones
        return tuple(
            replace(last[each.name], planned=each.day) if each.name in last else Progress(each.name, each.day, each.day)
            for each in planned
        )

    async def _of_series(self, session: AsyncSession, id: str) -> tuple[SeriesRecord, Project]:
        record = await reports.series(session, id)
        if record is None:
            raise WordedError("project-series-over")
        project = await self._records.there(session, record.project)
        return await reports.series(session, id) or record, project

    async def _of_report(self, session: AsyncSession, id: str) -> tuple[ReportRecord, SeriesRecord, Project]:
        record = await reports.report(session, id)
        if record is None:
            raise WordedError("project-report-gone")
        series, project = await self._of_series(session, record.series)
        return await reports.report(session, id) or record, series, project

    def _shown(self, person: str, project: Project, report: Report) -> Report:
        if project.status in RUNNING and person in writers(project):
            return report
        if report.edition == 0:
            raise WordedError("project-report-gone")
        return replace(report, draft=report.told)

    def _newest(self, record: ReportRecord, version: int) -> None:
        if record.version != version:
            raise WordedError("project-changed")


def _id(*parts: str) -> str:
    """The same for the same parts: what is asked for again is not there twice."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _cleaned(told: Told) -> Told:
    signals: dict[str, Signal | None] = {}
    for subject in SUBJECTS:
        signal = told.signal(subject)
        known = signal is not None and signal.light in LIGHTS
        signals[subject] = Signal(signal.light, filling.text(signal.words)) if signal is not None and known else None
    milestones = tuple(replace(one, name=filling.line(one.name)) for one in told.milestones[: filling.KEPT_ROWS])
    return Told(
        summary=filling.text(told.summary),
        milestones=tuple(one for one in milestones if one.name),
        decisions=filling.text(told.decisions),
        **signals,
    )


def _wrong(told: Told) -> Iterator[ReportWrong]:
    for subject in SUBJECTS:
        signal = told.signal(subject)
        if signal is None:
            yield ReportWrong(subject, "project-report-light-missing")
        elif signal.light != "green" and not signal.words:
            yield ReportWrong(subject, "project-report-words-missing")
        elif len(signal.words) > LONGEST_WORDS:
            yield ReportWrong(subject, "project-report-long")
    for field in ("summary", "decisions"):
        if len(getattr(told, field)) > LONGEST_TEXT:
            yield ReportWrong(field, "project-report-long")
    if len(told.milestones) > MOST_MILESTONES:
        yield ReportWrong("milestones", "project-report-rows")
